"""How many circles of which size, as even as they can be; and seats for those the first matching left over."""

import time
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.circles.company import LARGEST_CIRCLE, SMALLEST, Company, may_join, worth_to
from matcher.circles.ladder import open_three
from matcher.circles.start import Unit
from matcher.circles.state import Seats, open_circle, seat, sit
from matcher.kernels import kernel


def how_many(people: int, *, size: int) -> int:
    """How many circles so many people make: their sizes as near to `size` as can be, between 3 (if there are 3) and 8.

    >>> how_many(403, size=4), how_many(12, size=4), how_many(9, size=8), how_many(2, size=4)
    (101, 3, 2, 1)
    """
    fewest, most = max(1, -(-people // LARGEST_CIRCLE)), max(1, people // SMALLEST)
    near = {min(max(count, fewest), most) for count in (people // size, people // size + 1)}
    return min(near, key=lambda count: (abs(people / count - size), count))


def limits(band: NDArray[np.int32], *, size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For everybody the least and the largest size of circles in their band; both (n,)."""
    least, most = np.zeros(len(band), np.int64), np.zeros(len(band), np.int64)
    for one in np.unique(band):
        there = band == one
        people, circles = int(there.sum()), how_many(int(there.sum()), size=size)
        least[there] = max(people // circles, SMALLEST)
        most[there] = max(-(-people // circles), SMALLEST)
    return least, most


def seat_all(
    units: Iterable[Unit], near: NDArray[np.int32], company: Company, *, size: int, until: float | None
) -> Seats:
    """Seats for the first circles. Who was left over joins where there is room, or opens a circle of the right size."""
    least, most = limits(company.band, size=size)
    listed = sorted(units)
    whole = [unit for unit in listed if least[unit[0]] <= len(unit) <= most[unit[0]]]
    bands = zip(*np.unique(company.band, return_counts=True), strict=True)
    room = {int(band): how_many(int(people), size=size) for band, people in bands}
    groups = []
    for unit in sorted(whole, key=lambda unit: (-len(unit), unit)):
        if room[int(company.band[unit[0]])] > 0:
            room[int(company.band[unit[0]])] -= 1
            groups.append(unit)
    seats = seat(groups, company, least=least, most=most)
    standing = [i for i in range(len(near)) if seats.circle[i] < 0]
    for way in (grow, open_three):
        for i in standing:
            is_late = way is open_three and until is not None and time.monotonic() >= until
            if seats.circle[i] < 0 and room[int(company.band[i])] > 0 and not is_late:
                room[int(company.band[i])] -= way(i, seats, near, company)
    for i in standing:
        if seats.circle[i] < 0:
            best_seat(i, near[i].tolist(), seats, company, most=int(most[i]))
    return seats


def best_seat(i: int, near: Sequence[int], seats: Seats, company: Company, *, most: int) -> bool:
    """Put i into the circle of a near person where i is worth most on average, if one has room and no rule forbids."""
    circles = sorted({int(seats.circle[j]) for j in near if j >= 0 and seats.circle[j] >= 0})
    fitting = [k for k in circles if seats.size[k] < most and fits(i, k, seats, company)]
    if not fitting:
        return False
    worths = [worth_to(i, seats.members[k], seats.size[k], -1, company) // int(seats.size[k]) for k in fitting]
    sit(i, fitting[int(np.argmax(worths))], seats, company)
    return True


def fits(i: int, k: int, seats: Seats, company: Company) -> bool:
    """Whether i may join circle k as the rules stand."""
    return bool(may_join(i, seats.members[k], seats.size[k], -1, company))


def grow(i: int, seats: Seats, near: NDArray[np.int32], company: Company) -> bool:
    """Open a circle around i from near people who sit nowhere, if enough of them fit together."""
    group, count = gather(i, near[i], seats, company)
    if count == seats.least[i]:
        open_circle(seats, group[:count].tolist(), company)
    return bool(count == seats.least[i])


@kernel
def gather(i: int, near: NDArray[np.int32], seats: Seats, company: Company) -> tuple[NDArray[np.int32], int]:
    """Around i the near people who sit nowhere, each time the one worth most to those before; and how many they are."""
    group = np.full(LARGEST_CIRCLE, -1, np.int32)
    group[0] = i
    count = 1
    while count < seats.least[i]:
        best, most = -1, -1
        for j in near:
            if j < 0 or seats.circle[j] >= 0 or not may_join(j, group, count, -1, company):
                continue
            is_new = True
            for place in range(count):
                is_new = is_new and group[place] != j
            value = worth_to(j, group, count, -1, company)
            if is_new and value > most:
                best, most = j, value
        if best < 0:
            break
        group[count] = best
        count += 1
    return group, count
