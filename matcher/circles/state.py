"""Who sits in which circle, kept so that one change costs only what it touches."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.circles.company import LARGEST_CIRCLE, Company, worth_to
from matcher.kernels import kernel


class Seats(NamedTuple):
    """n people, c circles. `members[k, :size[k]]` sit in circle k; `circle[i]` is i's, or -1.

    `inside[i]`: sum of the worths of i with the others of the circle. `least`, `most` (n,): the sizes that circles of
    i's band may have. `spare[0]`: how many circles there are; rows behind them are empty.
    """

    circle: NDArray[np.int32]
    members: NDArray[np.int32]
    size: NDArray[np.int64]
    inside: NDArray[np.int64]
    least: NDArray[np.int64]
    most: NDArray[np.int64]
    spare: NDArray[np.int64]


def seat(
    groups: Iterable[Sequence[int]], company: Company, *, least: NDArray[np.int64], most: NDArray[np.int64]
) -> Seats:
    """Seats for groups of people; there is room for as many circles as there could ever be."""
    n = len(company.band)
    found = Seats(
        np.full(n, -1, np.int32),
        np.full((n // 2 + 1, LARGEST_CIRCLE), -1, np.int32),
        np.zeros(n // 2 + 1, np.int64),
        np.zeros(n, np.int64),
        least,
        most,
        np.zeros(1, np.int64),
    )
    for k, group in enumerate(groups):
        found.members[k, : len(group)] = group
        found.size[k] = len(group)
        found.circle[list(group)] = k
        found.spare[0] = k + 1
    add_up(found, company)
    return found


def open_circle(seats: Seats, group: Sequence[int], company: Company) -> int:
    """A new circle of people who sit nowhere. Returns its number."""
    k = int(seats.spare[0])
    seats.spare[0] = k + 1
    for i in group:
        sit(i, k, seats, company)
    return k


@kernel
def add_up(seats: Seats, company: Company) -> None:
    """Compute `inside` for everybody."""
    for i in range(len(seats.circle)):
        k = seats.circle[i]
        if k >= 0:
            seats.inside[i] = worth_to(i, seats.members[k], seats.size[k], -1, company)


@kernel
def sit(i: int, k: int, seats: Seats, company: Company) -> None:
    """Put somebody who sits nowhere into circle k."""
    total = np.int64(0)
    for place in range(seats.size[k]):
        j = seats.members[k, place]
        gain = worth_to(i, seats.members[k, place : place + 1], 1, -1, company)
        seats.inside[j] += gain
        total += gain
    seats.members[k, seats.size[k]] = i
    seats.size[k] += 1
    seats.circle[i] = k
    seats.inside[i] = total


@kernel
def stand_up(i: int, seats: Seats, company: Company) -> None:
    """Take somebody out of their circle."""
    k = seats.circle[i]
    last = seats.size[k] - 1
    for place in range(last + 1):
        j = seats.members[k, place]
        if j == i:
            seats.members[k, place] = seats.members[k, last]
        else:
            seats.inside[j] -= worth_to(i, seats.members[k, place : place + 1], 1, -1, company)
    seats.members[k, last] = -1
    seats.size[k] = last
    seats.circle[i] = -1
    seats.inside[i] = 0
