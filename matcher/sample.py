"""Realistic people to try things on: an organisation with a tree of reporting, places, professions and habits.

Everything comes from one seed and Python's own `random`, whose `random()` gives the same numbers everywhere. Shares and
shapes follow a mid-sized international organisation: six bands, ten time zones, twelve languages, fifteen functions,
topics in eight themes of which a few are wanted by many.
"""

import random
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from typing import TypeVar

from matcher.languages import shown_language
from matcher.sample_words import (
    FIRST_NAMES,
    FUNCTIONS,
    LANGUAGES,
    LAST_NAMES,
    SEASONS,
    THEMES,
    VALUES,
    ZONES,
)

T = TypeVar("T")
HEADINGS = (
    "id",
    "name",
    "topics wanted",
    "topics offered",
    "values",
    "season",
    "function",
    "languages",
    "time zone",
    "usual hours",
    "band",
    "manager",
    "not with",
    "past partners",
    "wish for values",
    "wish for function",
)
SPAN = 7
"""How many people report to one, on average."""
TOPICS = [(topic, theme) for theme, topics in enumerate(THEMES) for topic in topics]
POPULARITY = [1 / (1 + rank) ** 0.5 for rank in range(len(TOPICS))]
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")


def sample(count: int, *, seed: int = 0) -> list[list[str]]:
    """`count` (0 or more) people as rows under HEADINGS. The same count and seed give the same rows.

    >>> rows = sample(3, seed=7)
    >>> len(rows), rows[0][0]
    (3, 'p1')
    """
    dice = random.Random(f"matcher sample {seed}")  # noqa: S311 - nobody is kept safe by these
    levels, managers = _tree(count, dice)
    units = _units(managers)
    rows = [_person(k, levels[k], managers[k], units[k], dice) for k in range(count)]
    _keep_some_apart(rows, dice)
    return rows


def _tree(count: int, dice: random.Random) -> tuple[list[int], list[int]]:
    """Everybody's height above the leaves, and manager (-1 at the top)."""
    managers = [max(0, (k - 1 - int(dice.random() * 3)) // SPAN) if k else -1 for k in range(count)]
    levels = [0] * count
    for k in range(count - 1, 0, -1):
        levels[managers[k]] = max(levels[managers[k]], levels[k] + 1)
    return levels, managers


def _units(managers: Sequence[int]) -> list[int]:
    """Whom of the topmost forty each one works under: units share a place and some professions."""
    found: list[int] = []
    for k, manager in enumerate(managers):
        found.append(k if k < 40 else found[manager])
    return found


def _person(k: int, level: int, manager: int, unit: int, dice: random.Random) -> list[str]:
    function = FUNCTIONS[(unit * 5 + int(dice.random() * 3)) % len(FUNCTIONS)]
    place = ZONES[unit % len(ZONES)] if dice.random() < 0.6 else _pick(ZONES, [zone[2] for zone in ZONES], dice)
    theme = (FUNCTIONS.index(function) + (int(dice.random() * 8) if dice.random() < 0.3 else 0)) % 8
    band = _band(level, dice)
    return [
        f"p{k + 1}",
        f"{_one_of(FIRST_NAMES, dice)} {_one_of(LAST_NAMES, dice)}",
        _topics((theme + int(dice.random() * 4)) % 8, 2 + int(dice.random() * 4), dice),
        _topics(theme, 3 + int(dice.random() * 6), dice),
        "; ".join(_several(VALUES, 2 + int(dice.random() * 2), dice)),
        SEASONS[min(7, max(0, round(band * 1.2 + (dice.random() + dice.random() - 1) * 2)))],
        function,
        "; ".join(_languages(place[1], dice)),
        place[0],
        _hours(dice),
        str(band + 1),
        f"p{manager + 1}" if manager >= 0 else "",
        "",
        "",
        _pick(("", "similar", "different", "any"), (0.7, 0.1, 0.05, 0.15), dice),
        _pick(("", "different", "any", "similar"), (0.3, 0.3, 0.35, 0.05), dice),
    ]


def _band(level: int, dice: random.Random) -> int:
    chance = dice.random()
    if level == 0:
        return bisect((0.45, 0.8), chance)
    return min(5, level + 1 + (chance >= 0.5))


def _topics(theme: int, count: int, dice: random.Random) -> str:
    """Popular topics, and those of a theme, come more often; every third has a weight."""
    weights = [popular * (5 if its == theme else 1) for popular, (_, its) in zip(POPULARITY, TOPICS, strict=True)]
    found: list[str] = []
    while len(found) < count:
        topic = TOPICS[_index(weights, dice)][0]
        if topic not in found:
            found.append(topic)
    return "; ".join(f"{topic}:{2 + int(dice.random() * 2)}" if dice.random() < 1 / 3 else topic for topic in found)


def _languages(local: str, dice: random.Random) -> list[str]:
    found = ["en"] if dice.random() < 0.82 else []
    found += [local] if dice.random() < 0.7 else []
    found += [_one_of(LANGUAGES, dice)] if dice.random() < 0.25 else []
    return [shown_language(key) for key in dict.fromkeys(found or ["en"])]


def _hours(dice: random.Random) -> str:
    """Two or three stretches of a working week, as people write them."""
    days = _several(DAYS, 3 + int(dice.random() * 3), dice)
    parts = []
    for day in sorted(days, key=DAYS.index):
        start = 8 + int(dice.random() * 8)
        parts.append(f"{day} {start}-{min(18, start + 2 + int(dice.random() * 3))}")
    return "; ".join(parts)


def _keep_some_apart(rows: list[list[str]], dice: random.Random) -> None:
    """One in twenty asks not to be paired with somebody; one in two had a partner before. Mostly within a band."""
    bands: dict[str, list[int]] = {}
    for k, row in enumerate(rows):
        bands.setdefault(row[HEADINGS.index("band")], []).append(k)
    for k, row in enumerate(rows):
        others = bands[row[HEADINGS.index("band")]]
        for column, share, most in (("not with", 0.05, 3), ("past partners", 0.5, 2)):
            if dice.random() < share and len(others) > 1:
                named = {others[int(dice.random() * len(others))] for _ in range(1 + int(dice.random() * most))}
                row[HEADINGS.index(column)] = "; ".join(f"p{other + 1}" for other in sorted(named - {k}))


def _index(weights: Sequence[float], dice: random.Random) -> int:
    reach = list(accumulate(weights))
    return min(bisect(reach, dice.random() * reach[-1]), len(reach) - 1)


def _pick(choices: Sequence[T], weights: Sequence[float], dice: random.Random) -> T:
    return choices[_index(weights, dice)]


def _one_of(choices: Sequence[T], dice: random.Random) -> T:
    return choices[int(dice.random() * len(choices))]


def _several(choices: Sequence[T], count: int, dice: random.Random) -> list[T]:
    left = list(choices)
    return [left.pop(int(dice.random() * len(left))) for _ in range(min(count, len(left)))]
