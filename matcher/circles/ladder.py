"""Whoever found no seat: what is given up for them, one rung at a time, and never what protects somebody.

Not-with, the reporting line, a common hour and a common language hold on every rung.
"""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from matcher.circles.company import LARGEST_CIRCLE, SMALLEST, Company, may_join, worth_to
from matcher.circles.state import Seats, open_circle, sit, stand_up
from matcher.kernels import kernel


class Rung(StrEnum):
    """What was given up so that somebody has a seat."""

    LARGER = "a circle larger than the others"
    SMALLER = "a circle smaller than the others"
    BESIDE = "a circle of the band beside"
    TWO = "two people, as a pair"
    NONE = "no circle"


def seat_the_rest(seats: Seats, near: NDArray[np.int32], company: Company) -> None:
    """Seat who still stands, in place, on the first rung that holds. Who stands afterwards fits nowhere."""
    for i in _standing(seats):
        if seats.circle[i] < 0:
            _seat(i, seats, near, company)
    for i in _standing(seats):
        if seats.circle[i] < 0:
            _pair(i, seats, company)


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
        _join(i, seats, company, most=most)
        or _join(i, seats, company, most=min(most + 1, LARGEST_CIRCLE))
        or open_three(i, seats, near, company)
        or _join(i, seats, company, most=LARGEST_CIRCLE)
        or _join(i, seats, company, most=LARGEST_CIRCLE, beside=1)
    )


def _pair(i: int, seats: Seats, company: Company) -> None:
    alone = {j: np.array([j], np.int32) for j in _standing(seats) if j != i}
    others = [j for j, group in alone.items() if may_join(i, group, 1, -1, company)]
    if others:
        open_circle(seats, [i, max(others, key=lambda j: (worth_to(i, alone[j], 1, -1, company), -j))], company)


def _standing(seats: Seats) -> list[int]:
    return [int(i) for i in np.nonzero(seats.circle < 0)[0]]


def _join(i: int, seats: Seats, company: Company, *, most: int, beside: int = 0) -> bool:
    everywhere = company._replace(band=np.zeros_like(company.band)) if beside else company
    k = int(best_circle(i, most, beside, company.band, seats, everywhere))
    if k < 0:
        return False
    sit(i, k, seats, company)
    return True


@kernel
def best_circle(i: int, most: int, beside: int, band: NDArray[np.int32], seats: Seats, company: Company) -> int:
    """Of the circles with fewer than `most` people which i may join: where i is worth most on average; -1 for none.

    All bands of the circle and i's must lie within `beside` of each other.
    """
    best, most_worth = -1, -1
    for k in range(seats.spare[0]):
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
    free = sorted({*(j for j in near[i].tolist() if j >= 0), *_standing(seats)} - {i})
    free = [j for j in free if seats.circle[j] < 0 or seats.size[seats.circle[j]] > SMALLEST]
    best, found = -1, None
    group = np.array([i, -1, -1], np.int32)
    for place, one in enumerate(free):
        if not may_join(one, group, 1, -1, company):
            continue
        group[1] = one
        for other in free[place + 1 :]:
            spared = seats.circle[one] >= 0 and seats.circle[one] == seats.circle[other]
            if spared and seats.size[seats.circle[one]] < SMALLEST + 2:
                continue
            if may_join(other, group, 2, -1, company):
                total = int(worth_to(other, group, 2, -1, company) + worth_to(one, group, 1, -1, company))
                if total > best:
                    best, found = total, (one, other)
        group[1] = -1
    if found is None:
        return False
    for j in found:
        if seats.circle[j] >= 0:
            stand_up(j, seats, company)
    open_circle(seats, [i, *found], company)
    return True
