"""What people said → the rules that are never traded, as arrays: band, languages, hours, line, who is kept apart."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.answers import Answers
from matcher.cells import same_words
from matcher.languages import ANY_LANGUAGE, MOST_LANGUAGES, places
from matcher.misread import Troubles
from matcher.reporting import NOBODY, reporting_lines


@dataclass(frozen=True, slots=True)
class Rulings:
    """One row for everybody who takes part; shapes are those of `People.from_arrays`. Pairs are of positions."""

    band: NDArray[np.int32]
    languages: NDArray[np.uint64]
    hours: NDArray[np.uint64]
    line: NDArray[np.int64]
    not_with: list[tuple[int, int]]
    met_before: list[tuple[int, int]]
    notes: tuple[str, ...]


def rulings_of(everybody: Sequence[Answers], *, columns: Collection[str], troubles: Troubles) -> Rulings:
    """The rules of all rows. A name in *not with* that is nobody's, or too many languages, go to `troubles`."""
    notes: list[str] = []
    taking_part = [one for one in everybody if one.takes_part]
    who = _Register(everybody, taking_part)
    band, band_notes = _bands([one.band for one in taking_part])
    notes += band_notes
    line = _lines(everybody, who, notes)
    not_with = _kept_apart(taking_part, who, troubles)
    met_before = _met_before(taking_part, who, notes)
    languages = _languages(taking_part, troubles)
    if "band" not in columns and "manager" not in columns:
        notes.append("There is no column “band” and none “manager”: everybody may meet everybody.")
    words = [one.hours >> (64 * word) & (2**64 - 1) for one in taking_part for word in range(3)]
    hours = np.array(words, np.uint64).reshape(-1, 3)
    return Rulings(band, languages, hours, line, not_with, met_before, tuple(notes))


class _Register:
    """Finds people by id, or by name where only one has it. Positions count those who take part; -1: takes no part."""

    def __init__(self, everybody: Sequence[Answers], taking_part: Sequence[Answers]) -> None:
        self.row = {same_words(one.name): row for row, one in enumerate(everybody) if one.name}
        names = Counter(same_words(one.name) for one in everybody if one.name)
        self.several = {name for name, count in names.items() if count > 1}
        self.row |= {same_words(one.id): row for row, one in enumerate(everybody)}
        self.ids = {same_words(one.id) for one in everybody}
        position = {one.row: place for place, one in enumerate(taking_part)}
        self.position = [position.get(one.row, NOBODY) for one in everybody]

    def find(self, words: str) -> int | None:
        """Row of the table; None for nobody, or for a name that several have."""
        key = same_words(words)
        return None if key in self.several and key not in self.ids else self.row.get(key)


def _bands(said: Sequence[str]) -> tuple[NDArray[np.int32], list[str]]:
    """Bands with a number lie beside the next number; those of words have no neighbours, for nobody said an order."""
    keys = [same_words(band) for band in said]
    known = sorted(set(keys))
    figures = {key: re.findall(r"\d+", key) for key in known if key}
    if figures and all(len(found) == 1 and len(found[0]) < 7 for found in figures.values()):
        number = {key: int(found[0]) for key, found in figures.items()} | {"": -2}
    else:
        number = {key: 2 * place for place, key in enumerate(known)}
    empty = sum(not key for key in keys)
    notes = [f"{_people(empty)} no band: they are paired among themselves."] if 0 < empty < len(keys) else []
    return np.array([number[key] for key in keys], np.int32), notes


def _people(count: int) -> str:
    return "1 person has" if count == 1 else f"{count} people have"


def _languages(taking_part: Sequence[Answers], troubles: Troubles) -> NDArray[np.uint64]:
    bit = places([one.languages for one in taking_part])
    if bit is None:
        troubles.add(0, "languages", f"there are more than {MOST_LANGUAGES} languages.", "Keep one name for each.")
        bit = {}
    spoken = [sum(1 << bit[key] for key in one.languages if key in bit) for one in taking_part]
    found = [bits if one.languages else ANY_LANGUAGE for one, bits in zip(taking_part, spoken, strict=True)]
    return np.array(found, np.uint64)


def _lines(everybody: Sequence[Answers], who: _Register, notes: list[str]) -> NDArray[np.int64]:
    """Managers who are not in the file get a row of their own at the end, so that they are somebody all the same."""
    unknown = {
        same_words(one.manager): one.manager for one in everybody if one.manager and who.find(one.manager) is None
    }
    absent = {key: len(everybody) + place for place, key in enumerate(sorted(unknown))}
    managers = [_manager(one, who, absent) for one in everybody]
    lines = reporting_lines([*managers, *(NOBODY for _ in absent)])
    if unknown:
        names = sorted(unknown.values())
        notes.append(f"Not in the file, but named as manager: {_listed(names)}. Whom they report to is not known.")
    for circle in lines.circles:
        rows = _listed([str(everybody[row].row) for row in circle])
        notes.append(f"The people in rows {rows} report to each other in a circle: all of them are kept apart.")
    own = [one.shown for row, one in enumerate(everybody) if managers[row] == row]
    if own:
        notes.append(f"Named as their own manager, and read as having none: {_listed(own)}.")
    return lines.interval[[row for row, place in enumerate(who.position) if place != NOBODY]]


def _manager(one: Answers, who: "_Register", absent: Mapping[str, int]) -> int:
    if not one.manager:
        return NOBODY
    found = who.find(one.manager)
    return absent[same_words(one.manager)] if found is None else found


def _kept_apart(taking_part: Sequence[Answers], who: _Register, troubles: Troubles) -> list[tuple[int, int]]:
    def nobody(one: Answers, name: str) -> None:
        what = "is the name of several people" if same_words(name) in who.several else "is nobody in this file"
        do = "Use the id." if "several" in what else "Correct it, or take it out if they do not take part."
        troubles.add(one.row, "not with", f"“{name[:60]}” {what}.", do)

    return _named_pairs([(one, one.not_with) for one in taking_part], who, nobody)


def _met_before(taking_part: Sequence[Answers], who: _Register, notes: list[str]) -> list[tuple[int, int]]:
    missing: set[str] = set()
    lists = [(one, one.past_partners) for one in taking_part]
    found = _named_pairs(lists, who, lambda _, name: missing.add(name))
    if missing:
        notes.append(f"Not in the file, but named as past partner: {_listed(sorted(missing))}.")
    return found


def _named_pairs(
    lists: Sequence[tuple[Answers, Sequence[str]]], who: _Register, nobody: Callable[[Answers, str], None]
) -> list[tuple[int, int]]:
    """Pairs of positions; whoever names themselves, or somebody who takes no part, changes nothing."""
    pairs = []
    for position, (one, names) in enumerate(lists):
        for name in names:
            row = who.find(name)
            if row is None:
                nobody(one, name)
            elif who.position[row] not in {position, NOBODY}:
                pairs.append((position, who.position[row]))
    return pairs


def _listed(names: Sequence[str]) -> str:
    """Names as a list in a sentence; at most five of them."""
    shown = [*names[:5], *([f"{len(names) - 5} more"] if len(names) > 5 else [])]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
