"""A table → what each person said. All that can be wrong in a cell is found here, with its row and column."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from matcher.cells import Unclear, Wish, items, same_words, tidy, weighted, wish, yes
from matcher.hours import WEEK, known_zone, usual_hours
from matcher.languages import language
from matcher.misread import Troubles
from matcher.reading import Row, Table
from matcher.settings import QUALITIES, Settings

T = TypeVar("T")
LONGEST_NAME = 200
MOST_VALUES = 8
"""More would say little, and their sums could leave the integers that are exact."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What one person said, in their own words, and where in the file they stand."""

    row: int
    id: str
    name: str
    takes_part: bool
    wanted: Mapping[str, float]
    offered: Mapping[str, float]
    values: tuple[str, ...]
    season: str
    function: str
    languages: tuple[str, ...]
    zone: str
    hours: int
    """168 bits of the UTC week; all of them where the person named none."""
    band: str
    manager: str
    not_with: tuple[str, ...]
    past_partners: tuple[str, ...]
    wishes: Mapping[str, Wish]
    said_wishes: frozenset[str]
    """The qualities of which the person said what they wish; for the others `wishes` holds what is usual."""

    @property
    def shown(self) -> str:
        """What to call the person in a sentence."""
        return self.name or self.id

    @property
    def named_hours(self) -> bool:
        """Whether the person said when they could meet."""
        return self.hours != WEEK


def answers_of(table: Table, *, settings: Settings, troubles: Troubles) -> tuple[Answers, ...]:
    """Everybody of the table, in its order; what cannot be read goes to `troubles`, and counts as not said."""
    reader = _Reader(settings, troubles)
    found = tuple(reader.answers(row) for row in table.rows)
    _find_doubles(found, table, troubles)
    return found


class _Reader:
    """Reads rows. The same text in the same column is read once: large files repeat themselves."""

    def __init__(self, settings: Settings, troubles: Troubles) -> None:
        self.settings, self.troubles = settings, troubles
        self.list_of = cache(items)
        self.weights_of = cache(lambda cell: MappingProxyType(weighted(cell)))
        self.languages_of = cache(lambda cell: tuple(dict.fromkeys(language(words) for words in items(cell))))
        self.zone_of = cache(lambda cell: known_zone(cell) if cell else settings.zone)
        self.hours_of = cache(self._hours)
        self.wishes_of = cache(self._wishes)

    def answers(self, row: Row) -> Answers:
        identity = tidy(row["id"]) or tidy(row["name"])
        zone = self._cell(row, "time zone", self.zone_of, self.settings.zone)
        nothing: Mapping[str, float] = MappingProxyType({})
        if len(identity) > LONGEST_NAME:
            self.troubles.add(row.number, "id", "this id is very long.", f"Use at most {LONGEST_NAME} characters.")
        return Answers(
            row=row.number,
            id=identity,
            name=tidy(row["name"])[:LONGEST_NAME],
            takes_part=self._cell(row, "takes part", yes, True),
            wanted=self._cell(row, "topics wanted", self.weights_of, nothing),
            offered=self._cell(row, "topics offered", self.weights_of, nothing),
            values=self._cell(row, "values", _values, ()),
            season=tidy(row["season"]),
            function=tidy(row["function"]),
            languages=self._cell(row, "languages", self.languages_of, ()),
            zone=zone,
            hours=self._cell(row, "usual hours", lambda cell: self.hours_of(cell, zone), WEEK),
            band=tidy(row["band"]),
            manager=tidy(row["manager"]),
            not_with=self._cell(row, "not with", self.list_of, ()),
            past_partners=self._cell(row, "past partners", self.list_of, ()),
            wishes=self._every_wish(row),
            said_wishes=frozenset(quality for quality in QUALITIES if row[f"wish for {quality}"]),
        )

    def _cell(self, row: Row, column: str, read: Callable[[str], T], otherwise: T) -> T:
        try:
            return read(row[column])
        except Unclear as unclear:
            self.troubles.add(row.number, column, unclear.what, unclear.do)
            return otherwise

    def _hours(self, cell: str, zone: str) -> int:
        return usual_hours(cell, zone=zone, week=self.settings.week) if cell else WEEK

    def _every_wish(self, row: Row) -> Mapping[str, Wish]:
        cells = tuple(row[f"wish for {quality}"] for quality in QUALITIES)
        try:
            return self.wishes_of(cells)
        except Unclear:
            for quality in QUALITIES:
                self._cell(row, f"wish for {quality}", lambda cell: wish(cell, usual=Wish.ANY), Wish.ANY)
            return {}

    def _wishes(self, cells: tuple[str, ...]) -> Mapping[str, Wish]:
        return MappingProxyType(
            {
                quality: wish(cell, usual=self.settings.usual_wish(quality))
                for quality, cell in zip(QUALITIES, cells, strict=True)
            }
        )


@cache
def _values(cell: str) -> tuple[str, ...]:
    found = tuple({same_words(value): value for value in reversed(items(cell))}.values())[::-1]
    if len(found) > MOST_VALUES:
        raise Unclear(f"this list has {len(found)} values.", f"Keep the {MOST_VALUES} that matter most.")
    return found


def _find_doubles(found: tuple[Answers, ...], table: Table, troubles: Troubles) -> None:
    column = "id" if "id" in table.columns else "name"
    first: dict[str, int] = {}
    for one in found:
        if not one.id:
            troubles.add(
                one.row,
                column,
                "this cell is empty.",
                f"Give everybody an {column}." if column == "id" else "Give everybody a name.",
            )
        elif first.setdefault(same_words(one.id), one.row) != one.row:
            troubles.add(
                one.row,
                column,
                f"“{one.id}” stands in row {first[same_words(one.id)]} already.",
                "Remove one of the two." if column == "id" else "Add a column “id” that tells the two apart.",
            )
