"""Managers → intervals: whether one person stands above another becomes one comparison of numbers.

A walk through the tree of reporting gives every person the interval [begin, end) of the numbers of all below them,
their own first (an Euler tour; Tarjan & Vishkin 1985). Somebody is above or below me if either's begin lies in the
other's interval. What is not a tree is made one so that nobody is ever kept less apart than the file says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Lines:
    """`interval`: int64 (n, 2), [begin, end) of each person. `circles`: who report to each other in a circle."""

    interval: NDArray[np.int64]
    circles: tuple[tuple[int, ...], ...]


def reporting_lines(manager: Sequence[int]) -> Lines:
    """`manager[i]` is the number of the person i reports to, or -1.

    Who report to each other in a circle become one chain, and everybody below any of them comes below the last of it:
    so each of the circle stands above or below all the others, and above all below. Somebody who reports to themselves
    has no manager.

    >>> reporting_lines([-1, 0, 0, 1]).interval.tolist()
    [[0, 4], [1, 3], [3, 4], [2, 3]]
    >>> reporting_lines([1, 0]).circles
    ((0, 1),)
    """
    above = [NOBODY if boss == person else int(boss) for person, boss in enumerate(manager)]
    circles = _circles(above)
    for circle in circles:
        _into_a_chain(above, circle)
    return Lines(_intervals(above), tuple(circles))


def _circles(above: Sequence[int]) -> list[tuple[int, ...]]:
    """Everybody has one manager at most, so each walk upwards ends at the top, in old ground, or in a new circle."""
    walk_of = [NOBODY] * len(above)
    circles = []
    for start in range(len(above)):
        person = start
        while person != NOBODY and walk_of[person] == NOBODY:
            walk_of[person] = start
            person = above[person]
        if person != NOBODY and walk_of[person] == start:
            circles.append(_around(above, person))
    return circles


def _around(above: Sequence[int], first: int) -> tuple[int, ...]:
    circle, person = [first], above[first]
    while person != first:
        circle.append(person)
        person = above[person]
    return tuple(sorted(circle))


def _into_a_chain(above: list[int], circle: tuple[int, ...]) -> None:
    inside, last = set(circle), circle[-1]
    for person, boss in enumerate(above):
        if boss in inside and person not in inside:
            above[person] = last
    for upper, lower in pairwise(circle):
        above[lower] = upper
    above[circle[0]] = NOBODY


def _intervals(above: Sequence[int]) -> NDArray[np.int64]:
    below: list[list[int]] = [[] for _ in above]
    tops: list[int] = []
    for person, boss in enumerate(above):
        (tops if boss == NOBODY else below[boss]).append(person)
    interval = np.zeros((len(above), 2), np.int64)
    number, waiting = 0, [(top, False) for top in reversed(tops)]
    while waiting:
        person, is_done = waiting.pop()
        if is_done:
            interval[person, 1] = number
            continue
        interval[person, 0] = number
        number += 1
        waiting.append((person, True))
        waiting.extend((lower, False) for lower in reversed(below[person]))
    return interval
