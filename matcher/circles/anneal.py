"""Low-temperature annealing: two people change places, or one moves over, when that is better or hardly worse.

Every state on the way keeps all rules: what would break one is not even weighed. From a good start (`start.py`) a low
temperature is enough; a high one would first undo the start. All numbers are whole and the random ones are our own
(xorshift64*, Vigna 2016), so a seed gives the same circles on every machine.
"""

import time
from collections.abc import Callable
from decimal import Decimal
from functools import cache

import numpy as np
from numpy.typing import NDArray

from matcher.circles.company import SCALE, Company, functions_in, may_join, worth_to
from matcher.circles.state import Seats, sit, stand_up
from matcher.kernels import inlined, kernel
from matcher.worth import UNIT

WARMTH = UNIT * SCALE // 50
"""Temperature at the start: 0.02 of a full worth. It falls to a tenth."""
STEPS_OF_COOLING = 64
EVENNESS = UNIT * SCALE // 10
"""What it counts when somebody moves from a larger circle to one that is smaller by two or more."""
TRIES = 2000
"""Steps of somebody who looks for a seat."""
CHUNK = 200_000
"""Proposals between two looks at the clock."""


def anneal(
    seats: Seats,
    near: NDArray[np.int32],
    company: Company,
    *,
    proposals: int,
    seed: int,
    until: float | None,
    tell: Callable[[float], None] = lambda _: None,
) -> int:
    """Improve seats in place by so many proposals for each person. Returns how many were made before `until`.

    near: (n, k) the positions everybody is worth most to and from, -1 where there are fewer. until: a moment of
    time.monotonic, or None. tell: called with the share that is done.
    """
    total = proposals * len(seats.circle)
    random = _random(seed)
    made, step = 0, -1
    while made < total and near.shape[1]:
        if until is not None and time.monotonic() >= until:
            break
        step = made * STEPS_OF_COOLING // total
        end = -(-(step + 1) * total // STEPS_OF_COOLING)
        count = min(CHUNK, end - made, total - made)
        propose(seats, near, company, count, _warmth(step), _patience(), random)
        made += count
        tell(made / total)
    return made


def find_seats(seats: Seats, near: NDArray[np.int32], company: Company, *, seed: int, until: float | None) -> None:
    """Let everybody who stands wander until somebody finds a seat that is free, or gives up."""
    random = _random(seed)
    for i in np.nonzero(seats.circle < 0)[0].tolist():
        if near.shape[1] and (until is None or time.monotonic() < until):
            wander(i, seats, near, company, TRIES, _patience(), random)


def _random(seed: int) -> NDArray[np.uint64]:
    return np.array([(seed * 2 + 1) * 0x9E3779B97F4A7C15 % 2**64], np.uint64)


@cache
def _patience() -> NDArray[np.int64]:
    """-ln(u) for u at the middle of 1,024 equal steps of 0..1, times 65,536: how far down a step may go.

    Decimal logarithms are rounded correctly everywhere; those of the processor's library are not.
    """
    return np.array([int(-(Decimal(2 * k + 1) / 2048).ln() * 65536) for k in range(1024)], np.int64)


def _warmth(step: int) -> int:
    """Temperature of a step of cooling: from WARMTH down to a tenth, by the same ratio each time.

    >>> _warmth(0) == WARMTH, round(_warmth(64) / WARMTH, 2)
    (True, 0.1)
    """
    heat = WARMTH
    for _ in range(step):
        heat = heat * 964_662 // 1_000_000
    return heat


@inlined
def below(limit: int, random: NDArray[np.uint64]) -> int:
    """A whole number in 0..limit-1."""
    x = random[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    random[0] = x
    return int(np.int64((x * np.uint64(0x2545F4914F6CDD1D)) >> np.uint64(33)) % limit)


@kernel
def propose(
    seats: Seats,
    near: NDArray[np.int32],
    company: Company,
    count: int,
    heat: int,
    patience: NDArray[np.int64],
    random: NDArray[np.uint64],
) -> None:
    """`count` proposals at one temperature: somebody, towards the circle of somebody they are worth much to."""
    n, k = near.shape
    for _ in range(count):
        i, place, other, dice, bold = (
            below(n, random),
            below(k, random),
            below(8, random),
            below(10, random),
            below(1024, random),
        )
        j = near[i, place]
        if j < 0 or seats.circle[j] < 0 or seats.circle[i] == seats.circle[j]:
            continue
        here, there = seats.circle[i], seats.circle[j]
        allowed = heat * patience[bold]
        if seats.size[there] < seats.most[j] and (here < 0 or (dice < 3 and seats.size[here] > seats.least[i])):
            move_over(i, here, there, allowed, seats, company)
            continue
        o = seats.members[there, other % seats.size[there]]
        if o != j:
            change_places(i, o, here, there, allowed, seats, company)


@kernel
def wander(
    i: int,
    seats: Seats,
    near: NDArray[np.int32],
    company: Company,
    tries: int,
    patience: NDArray[np.int64],
    random: NDArray[np.uint64],
) -> bool:
    """Look for a seat for i, who stands: where there is none, i takes one from somebody, who goes on looking."""
    for _ in range(tries):
        place, other, bold = below(near.shape[1], random), below(8, random), below(1024, random)
        j = near[i, place]
        if j < 0 or seats.circle[j] < 0:
            continue
        there = seats.circle[j]
        if seats.size[there] < seats.most[j]:
            move_over(i, -1, there, 0, seats, company)
            if seats.circle[i] >= 0:
                return True
            continue
        o = seats.members[there, other % seats.size[there]]
        if o != j:
            change_places(i, o, -1, there, WARMTH * patience[bold], seats, company)
            if seats.circle[i] >= 0:
                i = o
    return False


@kernel
def change_places(i: int, o: int, here: int, there: int, allowed: int, seats: Seats, company: Company) -> None:
    """i takes the seat of o, and o that of i (or stands, where i did), unless that breaks a rule or loses too much."""
    mine, theirs = seats.size[here] if here >= 0 else 0, seats.size[there]
    if not may_join(i, seats.members[there], theirs, o, company):
        return
    if here >= 0 and not may_join(o, seats.members[here], mine, i, company):
        return
    gain = 2 * SCALE // (theirs - 1) * (worth_to(i, seats.members[there], theirs, o, company) - seats.inside[o])
    more = functions_in(seats.members[there], theirs, o, i, company) - functions_in(
        seats.members[there], theirs, -1, -1, company
    )
    if here >= 0:
        gain += 2 * SCALE // (mine - 1) * (worth_to(o, seats.members[here], mine, i, company) - seats.inside[i])
        more += functions_in(seats.members[here], mine, i, o, company) - functions_in(
            seats.members[here], mine, -1, -1, company
        )
    if -(gain + company.variety * more) * 65536 > allowed:
        return
    stand_up(o, seats, company)
    if here >= 0:
        stand_up(i, seats, company)
        sit(o, here, seats, company)
    sit(i, there, seats, company)


@kernel
def move_over(i: int, here: int, there: int, allowed: int, seats: Seats, company: Company) -> None:
    """i joins a circle with room, from a circle that can spare them or from nowhere (then always)."""
    theirs = seats.size[there]
    if not may_join(i, seats.members[there], theirs, -1, company):
        return
    if here >= 0:
        mine = seats.size[here]
        joined = worth_to(i, seats.members[there], theirs, -1, company)
        gain = 2 * joined * (SCALE // theirs) + all_inside(there, seats) * (SCALE // theirs - SCALE // (theirs - 1))
        gain += (all_inside(here, seats) - 2 * seats.inside[i]) * (SCALE // (mine - 2))
        gain -= all_inside(here, seats) * (SCALE // (mine - 1))
        more = functions_in(seats.members[there], theirs, -1, i, company) - functions_in(
            seats.members[there], theirs, -1, -1, company
        )
        more += functions_in(seats.members[here], mine, i, -1, company) - functions_in(
            seats.members[here], mine, -1, -1, company
        )
        if mine - theirs > 1:
            gain += EVENNESS
        if -(gain + company.variety * more) * 65536 > allowed:
            return
        stand_up(i, seats, company)
    sit(i, there, seats, company)


@inlined
def all_inside(k: int, seats: Seats) -> int:
    """Twice the sum of worths within circle k."""
    total = np.int64(0)
    for place in range(seats.size[k]):
        total += seats.inside[seats.members[k, place]]
    return int(total)
