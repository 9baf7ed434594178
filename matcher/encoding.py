"""What people said → integer vectors and rules.

Satisfaction of i with j is want[i]·offer[j] / 2047², 0..1. It adds up (the shares are named in `Settings`)

    goodwill   always
    topics     Σ over my topics of weight · how well the other serves it / Σ of weights
    values     cosine of our sets of values
    season     1 for the same words; for numbers, the cosine of their places among eight points of the span
    function   1 for the same

and for each of the last three: `similar` counts the likeness, `different` what is missing to 1, `any` or something
unknown one half. Who wants no topic gets one half of that share from anybody. A topic is served in full by somebody
whose weight for it is their largest, by the ratio of weights below that, by `same_wish` when they want it too, and in
part when the words are only near (`similarity`).

All is rounded down to whole numbers, in whole numbers. So a vector is the same on every machine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.answers import Answers, answers_of
from matcher.cells import Wish, same_words
from matcher.columns import told_columns
from matcher.misread import Troubles
from matcher.people import People
from matcher.reading import Table, read, read_csv, read_json
from matcher.rulings import rulings_of
from matcher.settings import QUALITIES, Settings
from matcher.vocabulary import (
    KNOTS,
    MOST_FUNCTIONS,
    MOST_SEASONS,
    MOST_VALUES,
    Topics,
    folded,
    numbers,
    shared_places,
    topics,
)
from matcher.worth import LARGEST

Entries = Sequence[tuple[int, int]]
"""(place, whole number up to LARGEST) of what is not zero."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What the vectors were made from: everybody's answers, by position, and how they were read."""

    answers: tuple[Answers, ...]
    settings: Settings
    share: Mapping[str, int]
    """What each quality and goodwill count, of 2047 in all."""
    notes: tuple[str, ...]
    """Sentences on what was left aside or read in another way than somebody may expect."""


def people_from_csv(path: Path, *, columns: Mapping[str, str] | None = None, **settings: Any) -> People:
    """The people of a CSV or JSON file (`matcher columns` lists its columns). `settings` are those of `Settings`.

    columns: headings of the file's own and what they mean, such as {"Learning goals": "topics wanted"}.
    Raises `Misread` with every trouble of the file, `MatcherError` for a setting out of range, `OSError`.
    """
    told = told_columns([f"{heading}={name}" for heading, name in (columns or {}).items()])
    return encode(read(path, told=told), settings=Settings(**settings))


people_from_json = people_from_csv
"""The same: the file's ending and first characters tell which it is."""


def people_from_text(text: str, *, is_json: bool = False, **settings: Any) -> People:
    """The people of a text that is at hand.

    >>> people = people_from_text("id,wants\\nben,listening\\namara,listening\\n")
    >>> people.ids, people.want.shape
    (('ben', 'amara'), (2, 8))
    """
    return encode((read_json if is_json else read_csv)(text), settings=Settings(**settings))


def encode(table: Table, *, settings: Settings) -> People:
    """A table → people. Only those who take part get a row; the others still count in reporting lines."""
    troubles = Troubles(table.columns)
    everybody = answers_of(table, settings=settings, troubles=troubles)
    rulings = rulings_of(everybody, columns=table.columns, troubles=troubles)
    troubles.stop_if_any()
    taking_part = tuple(one for one in everybody if one.takes_part)
    plan = _plan(taking_part, settings)
    return People.from_arrays(
        want=_vectors([_want(one, plan) for one in taking_part], plan.width),
        offer=_vectors([_offer(one, plan) for one in taking_part], plan.width),
        ids=[one.id for one in taking_part],
        band=rulings.band,
        languages=rulings.languages,
        hours=rulings.hours,
        line=rulings.line,
        not_with=rulings.not_with,
        met_before=rulings.met_before,
        function=[plan.every_function.get(same_words(one.function), -1) for one in taking_part],
        common_hours=settings.common_hours,
        profile=Profile(taking_part, settings, plan.share, (*table.notes, *rulings.notes, *plan.notes)),
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where in the vectors what stands: one constant, three *known*, then topics, values, seasons, functions."""

    settings: Settings
    share: Mapping[str, int]
    topics: Topics
    values: Mapping[str, int]
    seasons: Mapping[str, Entries]
    functions: Mapping[str, int]
    every_function: Mapping[str, int]
    wishes_count: int
    """Thousandths that the same wish is worth."""
    notes: tuple[str, ...]

    @property
    def first_value(self) -> int:
        return FIRST_TOPIC + self.topics.count

    @property
    def first_season(self) -> int:
        return self.first_value + len(self.values)

    @property
    def first_function(self) -> int:
        return self.first_season + 1 + max((place for entry in self.seasons.values() for place, _ in entry), default=-1)

    @property
    def width(self) -> int:
        return self.first_function + len(self.functions)


ALWAYS = 0
KNOWN = {quality: k for k, quality in enumerate(QUALITIES, start=1)}
FIRST_TOPIC = 1 + len(KNOWN)


def _plan(everybody: Sequence[Answers], settings: Settings) -> _Plan:
    wanted = [folded(one.wanted) for one in everybody]
    offered = [folded(one.offered) for one in everybody]
    found = topics(wanted, offered, near_from=settings.near_from if settings.near_topics else None)
    functions = folded(filter(None, (one.function for one in everybody)))
    notes = (
        []
        if found.is_exact
        else [f"There are {len(found.place)} topics: the rarest share places, see “matcher columns”."]
    )
    return _Plan(
        settings=settings,
        share=_shares(everybody, settings),
        topics=found,
        values=shared_places((v for one in everybody for v in folded(one.values)), most=MOST_VALUES),
        seasons=_seasons(folded(filter(None, (one.season for one in everybody)))),
        functions=shared_places(functions, most=MOST_FUNCTIONS),
        every_function={name: k for k, name in enumerate(dict.fromkeys(functions))},
        wishes_count=int(settings.same_wish * 1000) if any(offered) else 1000,
        notes=tuple(notes),
    )


def _shares(everybody: Sequence[Answers], settings: Settings) -> dict[str, int]:
    """2047 divided among goodwill and the qualities that at least two people speak of."""
    spoken = {
        "topics": sum(bool(one.wanted) for one in everybody),
        **{quality: sum(bool(getattr(one, quality)) for one in everybody) for quality in QUALITIES},
    }
    weights = {name: round(getattr(settings, name) * 1000) * (count > 1) for name, count in spoken.items()}
    rest = LARGEST * (1000 - round(settings.goodwill * 1000))
    shares = {name: rest * weight // (1000 * (sum(weights.values()) or 1)) for name, weight in weights.items()}
    return {**shares, "goodwill": LARGEST - sum(shares.values())}


def _seasons(said: Sequence[str]) -> dict[str, Entries]:
    """The unit vector of each season: one place each for words; for numbers, the two points they lie between."""
    scale = numbers(said)
    if scale is None:
        return {word: ((place, LARGEST),) for word, place in shared_places(said, most=MOST_SEASONS).items()}
    least, most = Fraction(min(scale.values())), Fraction(max(scale.values()))
    found: dict[str, Entries] = {}
    for word, number in scale.items():
        place, far = divmod(int((Fraction(number) - least) / (most - least) * (KNOTS - 1) * 1000), 1000)
        length = isqrt((far * far + (1000 - far) ** 2) * 10**6) + 1
        found[word] = tuple(
            (place + k, part * LARGEST * 1000 // length) for k, part in enumerate((1000 - far, far)) if part
        )
    return found


def _vectors(entries: Sequence[Mapping[int, int]], width: int) -> NDArray[np.int16]:
    vectors = np.zeros((len(entries), width), np.int16)
    for row, entry in enumerate(entries):
        vectors[row, list(entry.keys())] = list(entry.values())
    return vectors


def _offer(one: Answers, plan: _Plan) -> dict[int, int]:
    entry = {ALWAYS: LARGEST} | {place: LARGEST for quality, place in KNOWN.items() if getattr(one, quality)}
    most = max(one.offered.values(), default=1.0)
    brought = [(topic, int(1000 * weight / most)) for topic, weight in one.offered.items()]
    brought += [(topic, plan.wishes_count) for topic in one.wanted]
    for topic, strength in brought:
        for place, near in plan.topics.near.get(same_words(topic), ()):
            value = LARGEST * strength * near // 1_000_000
            entry[FIRST_TOPIC + place] = max(value, entry.get(FIRST_TOPIC + place, 0))
    for quality in QUALITIES:
        entry.update(_unit(one, quality, plan))
    return entry


def _unit(one: Answers, quality: str, plan: _Plan) -> Entries:
    """What somebody said of one quality, as a vector of length 1 (2047) or less."""
    if quality == "values":
        said = folded(one.values)
        each = isqrt(LARGEST * LARGEST // len(said)) if said else 0
        return [(plan.first_value + plan.values[value], each) for value in said if value in plan.values]
    if quality == "season":
        return [(plan.first_season + place, value) for place, value in plan.seasons.get(same_words(one.season), ())]
    place = plan.functions.get(same_words(one.function))
    return [] if place is None else [(plan.first_function + place, LARGEST)]


def _want(one: Answers, plan: _Plan) -> dict[int, int]:
    entry = {ALWAYS: plan.share["goodwill"]}
    weights = {same_words(topic): round(weight * 100) for topic, weight in one.wanted.items()}
    total = sum(weights.values())
    if not weights:
        entry[ALWAYS] += plan.share["topics"] // 2
    for topic, weight in weights.items():
        if topic in plan.topics.place:
            place = FIRST_TOPIC + plan.topics.place[topic]
            entry[place] = entry.get(place, 0) + plan.share["topics"] * weight // total
    for quality in QUALITIES:
        _add_quality(entry, one, quality, plan)
    return entry


def _add_quality(entry: dict[int, int], one: Answers, quality: str, plan: _Plan) -> None:
    """Half the share for the unknown; where both are known, the likeness or what is missing to it instead."""
    share, wish = plan.share[quality], one.wishes[quality]
    entry[ALWAYS] += share // 2
    if wish == Wish.ANY or not getattr(one, quality):
        return
    sign = 1 if wish == Wish.SIMILAR else -1
    entry[KNOWN[quality]] = -sign * (share // 2)
    for place, value in _unit(one, quality, plan):
        entry[place] = sign * (share * value // LARGEST)
