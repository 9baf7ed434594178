"""As many circles as there should be, so that their sizes are as even as they can be."""

import time
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from matcher.circles.anneal import find_seats
from matcher.circles.company import Company
from matcher.circles.ladder import seat_the_rest
from matcher.circles.places import how_many
from matcher.circles.state import Seats, stand_up

TRIES_EACH = 8
"""For each circle too many, so many are tried."""


def seat_everybody(seats: Seats, near: NDArray[np.int32], company: Company, *, seed: int, until: float | None) -> None:
    """Seat who still stands, in place: where there is room, and else on the ladder."""
    find_seats(seats, near, company, seed=seed, until=until)
    seat_the_rest(seats, near, company, until=until)


def even_out(
    seats: Seats, near: NDArray[np.int32], company: Company, *, size: int, seed: int, until: float | None
) -> None:
    """Where the ladder took circles of their own, give others up again, in place."""
    for band, people in sorted(Counter(company.band.tolist()).items()):
        circles = _circles_of(band, seats, company)
        spare = len(circles) - how_many(people, size=size)
        for k in circles[: TRIES_EACH * max(spare, 0)]:
            if spare > 0 and seats.size[k] and (until is None or time.monotonic() < until):
                spare -= _give_up(k, seats, near, company, seed=seed + k, until=until)


def _circles_of(band: int, seats: Seats, company: Company) -> list[int]:
    """Circles of a band, those first that are easiest to give up: the smallest, then those worth least."""
    found = []
    for k in range(int(seats.spare[0])):
        members = seats.members[k, : seats.size[k]]
        if len(members) and company.band[members[0]] == band:
            found.append((len(members), int(seats.inside[members].sum()), k))
    return [k for _, _, k in sorted(found)]


def _give_up(
    k: int, seats: Seats, near: NDArray[np.int32], company: Company, *, seed: int, until: float | None
) -> bool:
    """Let everybody of circle k look for another seat. If somebody finds none, all is as it was."""
    kept: Seats = Seats._make(array.copy() for array in seats)
    standing = int((seats.circle < 0).sum())
    for i in seats.members[k, : seats.size[k]].tolist():
        stand_up(i, seats, company)
    find_seats(seats, near, company, seed=seed, until=until)
    if int((seats.circle < 0).sum()) <= standing:
        return True
    for name in Seats._fields:
        np.copyto(getattr(seats, name), getattr(kept, name))
    return False
