"""The kernels of pricing: which pairs of a tile does a dual not cover?

A quick look in float32 comes first, rounded so that nothing that matters is missed; whoever passes is judged in whole
numbers. What lacks most is kept on a heap for each person.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.candidates import worth_of
from matcher.cover import Cover, common_z
from matcher.kernels import inlined, kernel
from matcher.rules import Rules, leave_who_share_time, nothing_between
from matcher.tiles import Scores
from matcher.worth import UNIT

CHUNK = 64
"""Pairs looked at at once."""


class Asked(NamedTuple):
    """The dual in question, less what is spare of it; need and shared as in `pricing.Thresholds`, margin doubled, the
    rest as in `Question`."""

    cover: Cover
    need: NDArray[np.float32]
    shared: NDArray[np.float32]
    bonus: int
    power: int
    least: int
    margin: int
    spare: NDArray[np.int64]


class Found(NamedTuple):
    """(n, k) heaps of what each person's pairs lack, with whom, and what they are worth; (n,) the most that they lack,
    and the most that one left out lacks without what is spare."""

    lack: NDArray[np.int64]
    other: NDArray[np.int32]
    worth: NDArray[np.int32]
    short: NDArray[np.int64]
    beyond: NDArray[np.int64]


NOTHING = -(2**62)
"""What an empty place on a heap lacks."""


@inlined
def weight_of(worth: int, power: int) -> int:
    """As `matcher.worth.weigh`, for one."""
    if power == 0:
        return 0
    if power == 1:
        return worth
    if power == 2:
        return (worth * worth) >> 22
    square = (worth * worth) >> 13
    return (square * square) >> 40


@inlined
def float_weight(s: np.float32, t: np.float32, power: int) -> np.float32:
    """About the weight of a pair with these satisfactions; a little below 0 where only pairs count."""
    mean = np.float32(2.0) * s * t / (s + t)
    square = mean * mean * np.float32(2.0**-22)
    fourth = square * square * np.float32(2.0**-22)
    return fourth if power == 4 else square if power == 2 else mean if power == 1 else np.float32(-0.3)


@kernel
def find_lacking(
    there: Scores,
    back: Scores,
    firsts: NDArray[np.int64],
    second: int,
    upper: bool,  # noqa: FBT001 - kernels take everything by place
    asked: NDArray[np.bool_],
    dual: Asked,
    rules: Rules,
    found: Found,
) -> None:
    """Keep those pairs of a tile which the dual does not cover, or only just (by the margin).

    firsts: places of the tile's rows; its columns begin at `second`. upper: look only at pairs whose second place is
    the higher, as the tile holds every pair twice. So does a whole run for two of the people `asked`.
    """
    rows, columns = there.shape
    need, shared, top = dual.need, dual.shared, dual.cover.top
    marks = np.empty(CHUNK, np.uint8)
    for i in range(rows):
        one, two, a = there[i], back[i], firsts[i]
        mine = need[a], shared[a], top[a]
        for j0 in range(a + 1 - second if upper else 0, columns, CHUNK):
            j1 = min(columns, j0 + CHUNK)
            here, marked = slice(second + j0, second + j1), marks[: j1 - j0]
            run = one[j0:j1], two[j0:j1], need[here], shared[here], top[here]
            if not mark_lacking(*run, mine, dual.power, np.float32(dual.least), marked):
                continue
            if not leave_who_share_time(rules, a, second + j0, marked):
                continue
            for j in range(j0, j1):
                b = second + j
                if marked[j - j0] and not (asked[b] and b < a):
                    judge(a, b, worth_of(one[j], two[j]), dual, rules, found)


@kernel
def judge(a: int, b: int, worth: int, dual: Asked, rules: Rules, found: Found) -> None:
    """Keep two who share time, for both, when they lack cover without what is spare and nothing is between them.

    Who lacks most with what is spare comes first: so whoever lacks cover in truth is kept before all who do not.
    """
    cover, short = dual.cover, found.short
    lacking = 2 * (weight_of(worth, dual.power) + dual.bonus) - cover.dual[a] - cover.dual[b]
    if lacking + dual.margin <= 0:
        return
    lacking -= common_z(cover, a, b)
    if lacking + dual.margin <= 0 or not nothing_between(rules, a, b):
        return
    missing = lacking - dual.spare[a] - dual.spare[b]
    short[a] = max(short[a], missing)
    short[b] = max(short[b], missing)
    keep(found, dual.spare, a, missing, b, worth)
    keep(found, dual.spare, b, missing, a, worth)


@kernel
def mark_lacking(
    there: Scores,
    back: Scores,
    need: Scores,
    shared: Scores,
    top: NDArray[np.int32],
    mine: tuple[np.float32, np.float32, np.int32],
    power: int,
    floor: np.float32,
    marks: NDArray[np.uint8],
) -> bool:
    """Mark the pairs of a short run that might lack, and say whether there are any.

    Written so that the compiler takes many pairs at once.
    """
    limit = np.float32(UNIT)
    my_need, my_shared, my_top = mine
    some = np.uint8(0)
    for j in range(there.size):
        s, t = min(there[j], limit), min(back[j], limit)
        apart = np.float32(0.0) if top[j] == my_top else my_shared + shared[j]
        enough = float_weight(s, t, power) > my_need + need[j] - apart
        marks[j] = np.uint8(enough) & np.uint8(min(s, t) >= floor)
        some |= marks[j]
    return bool(some > 0)


@inlined
def keep(found: Found, spare: NDArray[np.int64], i: int, new: int, j: int, value: int) -> None:
    """Put j on i's heap of the most lacking in place of the least lacking; of equal ones the nearer stays."""
    lack, other, worth = found.lack, found.other, found.worth
    k = lack.shape[1]
    enters = lacks_less(lack[i, 0], other[i, 0], i, new, j)
    out, least = (other[i, 0], lack[i, 0]) if enters else (j, new)
    if out >= 0:
        found.beyond[i] = max(found.beyond[i], least + spare[i] + spare[out])
    if not enters:
        return
    place = 0
    while True:
        child = 2 * place + 1
        if child >= k:
            break
        if child + 1 < k and lacks_less(lack[i, child + 1], other[i, child + 1], i, lack[i, child], other[i, child]):
            child += 1
        if not lacks_less(lack[i, child], other[i, child], i, new, j):
            break
        lack[i, place], other[i, place], worth[i, place] = lack[i, child], other[i, child], worth[i, child]
        place = child
    lack[i, place], other[i, place], worth[i, place] = new, j, value


@inlined
def lacks_less(lack: int, other: int, i: int, new: int, j: int) -> bool:
    """Whether (i, other) should give way to (i, j)."""
    if lack != new:
        return lack < new
    if other < 0:
        return True
    if abs(i - other) != abs(i - j):
        return abs(i - other) > abs(i - j)
    return other > j
