"""The first circles, by exact matching again and again: people to pairs, pairs to fours, and what is left to them.

A circle of 5 is a four and one, of 6 a four and a pair, of 7 that and one, of 3 a pair and one. So after the fours are
matched, the least happy of them are taken apart again, as many as the others need; then each merging is one exact
matching of units on the graph of near people.
"""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.circles.company import LARGEST_CIRCLE, Company, kept_apart, worth
from matcher.kernels import kernel

MERGINGS: dict[int, tuple[tuple[int, int], ...]] = {
    3: ((1, 1), (2, 1)),
    4: ((1, 1), (2, 2)),
    5: ((1, 1), (2, 2), (4, 1)),
    6: ((1, 1), (2, 2), (4, 2)),
    7: ((1, 1), (2, 2), (4, 2), (6, 1)),
    8: ((1, 1), (2, 2), (4, 4)),
}
"""For each size the sizes that are merged, in turn."""

Unit = tuple[int, ...]


Match = Callable[[int, NDArray[np.int64], NDArray[np.int64]], NDArray[np.int32]]
"""(n, edges, weights) → everybody's partner, or -1."""


def first_circles(near: NDArray[np.int32], company: Company, *, size: int, match: Match) -> list[Unit]:
    """Groups of up to `size` people, each of which may be a circle or a part of one; everybody is in one.

    near: (n, k) positions, -1 where there are fewer. match(n, edges, weights): exact matching, most pairs first.
    """
    units: list[Unit] = [(i,) for i in range(len(near))]
    halves: dict[Unit, tuple[Unit, Unit]] = {}
    for one, other in MERGINGS[size]:
        if one > 1 and other != one:
            units = _taken_apart(units, halves, company, large=one, small=other)
        units = _merged(units, halves, near, company, sizes=(one, other), match=match)
    return units


def _merged(
    units: list[Unit],
    halves: dict[Unit, tuple[Unit, Unit]],
    near: NDArray[np.int32],
    company: Company,
    *,
    sizes: tuple[int, int],
    match: Match,
) -> list[Unit]:
    edges, weights = _edges(units, near, company, sizes=sizes)
    mates = match(len(units), edges, weights).tolist() if len(edges) else [-1] * len(units)
    merged = []
    for k, mate in enumerate(mates):
        if mate < 0:
            merged.append(units[k])
        elif k < mate:
            both = tuple(sorted(units[k] + units[mate]))
            halves[both] = (units[k], units[mate])
            merged.append(both)
    return merged


def _edges(
    units: Sequence[Unit], near: NDArray[np.int32], company: Company, *, sizes: tuple[int, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of units of these two sizes that may be one, and the mean worth between their people."""
    members, size = as_table(units)
    unit_of = np.zeros(len(near), np.int64)
    for place in range(LARGEST_CIRCLE):
        there = members[:, place] >= 0
        unit_of[members[there, place]] = np.nonzero(there)[0]
    rows, columns = np.nonzero(near >= 0)
    one, other = unit_of[rows], unit_of[near[rows, columns]]
    wanted = (np.maximum(size[one], size[other]) == sizes[0]) & (np.minimum(size[one], size[other]) == sizes[1])
    wanted &= one != other
    low, high = np.minimum(one, other)[wanted], np.maximum(one, other)[wanted]
    keys = np.unique(low * len(units) + high)
    pairs = np.stack([keys // max(len(units), 1), keys % max(len(units), 1)], axis=1)
    weights = between(members, size, pairs, company)
    return pairs[weights >= 0], weights[weights >= 0]


def as_table(units: Iterable[Unit]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Units as rows of positions, -1 behind the last, and their sizes."""
    listed = list(units)
    members = np.full((len(listed), LARGEST_CIRCLE), -1, np.int32)
    for k, unit in enumerate(listed):
        members[k, : len(unit)] = unit
    return members, np.array([len(unit) for unit in listed], np.int64)


@kernel
def between(
    members: NDArray[np.int32], size: NDArray[np.int64], pairs: NDArray[np.int64], company: Company
) -> NDArray[np.int64]:
    """For each pair of units the mean worth between their people, or -1 where they may not be one circle."""
    found = np.full(len(pairs), -1, np.int64)
    for row in range(len(pairs)):
        a, b = pairs[row]
        if not may_be_one(members[a], size[a], members[b], size[b], company):
            continue
        total = np.int64(0)
        for p in range(size[a]):
            for q in range(size[b]):
                total += worth(members[a, p], members[b, q], company)
        found[row] = total // (size[a] * size[b])
    return found


@kernel
def may_be_one(
    ones: NDArray[np.int32], size: int, others: NDArray[np.int32], other_size: int, company: Company
) -> bool:
    """Whether all of both units share an hour and a language, and no two across are kept apart."""
    languages = company.languages[ones[0]]
    first, second, third = company.hours[ones[0], 0], company.hours[ones[0], 1], company.hours[ones[0], 2]
    for place in range(size + other_size):
        i = ones[place] if place < size else others[place - size]
        languages &= company.languages[i]
        first &= company.hours[i, 0]
        second &= company.hours[i, 1]
        third &= company.hours[i, 2]
    if languages == 0 or (first | second | third) == 0:
        return False
    for p in range(size):
        for q in range(other_size):
            if kept_apart(ones[p], others[q], company):
                return False
    return True


def _taken_apart(
    units: list[Unit], halves: dict[Unit, tuple[Unit, Unit]], company: Company, *, large: int, small: int
) -> list[Unit]:
    """Take the least happy large units apart until there are as many small ones as large ones."""
    whole = sorted(
        (unit for unit in units if len(unit) == large), key=lambda unit: (_worth_within(unit, company), unit)
    )
    kept = [unit for unit in units if len(unit) != large]
    few, taken = sum(len(unit) == small for unit in kept), 0
    while taken < len(whole) and few < len(whole) - taken:
        pieces = _pieces(whole[taken], halves, small)
        few, taken = few + len(pieces), taken + 1
        kept += pieces
    return sorted(kept + whole[taken:])


def _pieces(unit: Unit, halves: dict[Unit, tuple[Unit, Unit]], small: int) -> list[Unit]:
    """A unit as the parts it was merged from, down to `small` people each."""
    if len(unit) <= small:
        return [unit]
    return [piece for half in halves[unit] for piece in _pieces(half, halves, small)]


def _worth_within(unit: Unit, company: Company) -> int:
    return sum(int(worth(i, j, company)) for place, i in enumerate(unit) for j in unit[place + 1 :])
