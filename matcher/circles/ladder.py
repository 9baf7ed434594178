"""Whoever found no seat: what is given up for them, one rung at a time, and never what protects somebody.

Not-with, the reporting line, a common hour and a common language hold on every rung.
"""

import time
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from matcher.circles.company import LARGEST_CIRCLE, SMALLEST, Company, may_join, worth_to
from matcher.circles.state import Seats, open_circle, sit, stand_up
from matcher.kernels import kernel

STANDING_TRIED = 48
"""So many of those who stand are looked at for a pair or a three, beside those near."""
CIRCLES_TRIED = 5_000
"""Up to so many circles all are looked at for a seat; of more, those of people near."""


class Rung(StrEnum):
    """What was given up so that somebody has a seat."""

    LARGER = "a circle larger than the others"
    SMALLER = "a circle smaller than the others"
    BESIDE = "a circle of the band beside"
    TWO = "two people, as a pair"
    NONE = "no circle"


def seat_the_rest(seats: Seats, near: NDArray[np.int32], company: Company, *, until: float | None) -> None:
    """Seat who still stands, in place, on the first rung that holds. Who stands afterwards fits nowhere, or `until`
    (of time.monotonic) came first.
    """
    for way in (_seat, _pair):
        for i in _standing(seats):
            if until is not None and time.monotonic() >= until:
                return
            if seats.circle[i] < 0:
                way(i, seats, near, company)


def rungs(seats: Seats, company: Company) -> dict[int, Rung]:
    """For whom the ladder was needed, and which rung, from how people sit."""
    found = dict.fromkeys(_standing(seats), Rung.NONE)
    for k in range(int(seats.spare[0])):
        members = seats.members[k, : seats.size[k]].tolist()
        for i in members:
            if len(members) == 2:
                found[i] = Rung.TWO
            elif len({int(company.band[j]) for j in members}) > 1:
                found[i] = Rung.BESIDE
            elif not seats.least[i] <= len(members) <= seats.most[i]:
                found[i] = Rung.SMALLER if len(members) < seats.least[i] else Rung.LARGER
    return found


def _seat(i: int, seats: Seats, near: NDArray[np.int32], company: Company) -> bool:
    most = int(seats.most[i])
    return (
        _join(i, seats, near, company, most=most)
        or _join(i, seats, near, company, most=min(most + 1, LARGEST_CIRCLE))
        or open_three(i, seats, near, company)
        or _join(i, seats, near, company, most=LARGEST_CIRCLE)
        or _join(i, seats, near, company, most=LARGEST_CIRCLE, beside=1)
    )


def _pair(i: int, seats: Seats, near: NDArray[np.int32], company: Company) -> bool:
    """A pair with one of those who stand."""
    free = np.array([j for j in _some_free(i, seats, near) if seats.circle[j] < 0], np.int32)
    other = int(best_partner(i, free, company))
    if other >= 0:
        open_circle(seats, [i, other], company)
    return other >= 0


@kernel
def best_partner(i: int, free: NDArray[np.int32], company: Company) -> int:
    """Of `free` the one i is worth most to and from and may sit with; -1 for none."""
    best, most = -1, -1
    for place in range(len(free)):
        if may_join(i, free[place : place + 1], 1, -1, company):
            value = worth_to(i, free[place : place + 1], 1, -1, company)
            if value > most:
                best, most = free[place], value
    return best


def _some_free(i: int, seats: Seats, near: NDArray[np.int32]) -> list[int]:
    """Those near and some of those who stand, ascending; without i."""
    return sorted({*(j for j in near[i].tolist() if j >= 0), *_standing(seats)[:STANDING_TRIED]} - {i})


def _standing(seats: Seats) -> list[int]:
    return [int(i) for i in np.nonzero(seats.circle < 0)[0]]


def _join(i: int, seats: Seats, near: NDArray[np.int32], company: Company, *, most: int, beside: int = 0) -> bool:
    everywhere = company._replace(band=np.zeros_like(company.band)) if beside else company
    circles = np.arange(int(seats.spare[0]))
    if len(circles) > CIRCLES_TRIED and not beside:
        circles = np.unique(seats.circle[near[i][near[i] >= 0]])
    k = int(best_circle(i, circles[circles >= 0], most, beside, company.band, seats, everywhere))
    if k >= 0:
        sit(i, k, seats, company)
    return k >= 0


@kernel
def best_circle(
    i: int,
    circles: NDArray[np.int64],
    most: int,
    beside: int,
    band: NDArray[np.int32],
    seats: Seats,
    company: Company,
) -> int:
    """Of circles with fewer than `most` people which i may join: where i is worth most on average; -1 for none.

    All bands of the circle and i's must lie within `beside` of each other.
    """
    best, most_worth = -1, -1
    for k in circles:
        size = seats.size[k]
        if size < 2 or size >= most:
            continue
        low, high = band[i], band[i]
        for place in range(size):
            low, high = min(low, band[seats.members[k, place]]), max(high, band[seats.members[k, place]])
        if high - low > beside or not may_join(i, seats.members[k], size, -1, company):
            continue
        mean = worth_to(i, seats.members[k], size, -1, company) // size
        if mean > most_worth:
            best, most_worth = k, mean
    return best


def open_three(i: int, seats: Seats, near: NDArray[np.int32], company: Company) -> bool:
    """A circle of three around i, with the happiest two of those near who stand or whose circle can spare them."""
    free = [j for j in _some_free(i, seats, near) if seats.circle[j] < 0 or seats.size[seats.circle[j]] > SMALLEST]
    one, other = best_two(i, np.array(free, np.int32), seats, company)
    if one < 0:
        return False
    for j in (one, other):
        if seats.circle[j] >= 0:
            stand_up(j, seats, company)
    open_circle(seats, [i, int(one), int(other)], company)
    return True


@kernel
def best_two(i: int, free: NDArray[np.int32], seats: Seats, company: Company) -> tuple[int, int]:
    """The two of `free` who may sit with i and each other and are worth most together; (-1, -1) for none."""
    best, found, another = -1, -1, -1
    group = np.array([i, -1], np.int32)
    for place in range(len(free)):
        one = free[place]
        if not may_join(one, group, 1, -1, company):
            continue
        group[1] = one
        both_from = seats.circle[one]
        for behind in range(place + 1, len(free)):
            other = free[behind]
            if both_from >= 0 and both_from == seats.circle[other] and seats.size[both_from] < SMALLEST + 2:
                continue
            if may_join(other, group, 2, -1, company):
                value = worth_to(other, group, 2, -1, company) + worth_to(one, group, 1, -1, company)
                if value > best:
                    best, found, another = value, one, other
    return found, another
