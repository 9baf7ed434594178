"""For everybody the k partners of greatest worth, exactly.

Matrix products over all pairs find them faster and more surely than the approximate indexes for nearest neighbours,
which know neither harmonic means nor hard rules. What is equal in worth goes to the nearer in order, so that a crowd of
equal people becomes a chain of neighbours and not a star.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.crowd import Crowd
from matcher.kernels import inlined, integer, kernel
from matcher.rules import Rules, leave_who_share_time, nothing_between
from matcher.tiles import Scores, Tile, limits_of, look_at_all
from matcher.worth import UNIT

NOBODY = np.int32(2**31 - 1)
SPARE = np.float32(2.0)
CHUNK = 64
"""Pairs compared at once with their thresholds; only where one passes are rules looked at."""


@dataclass(frozen=True, eq=False)
class Best:
    """(n, k) heaps, the least first: worths (0 where there are fewer than k) and with whom."""

    worth: NDArray[np.int32]
    other: NDArray[np.int32]

    def pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """One, the other, and worth of all pairs found; some of them twice."""
        one, k = np.nonzero(self.worth > 0)
        return one, self.other[one, k].astype(np.int64), self.worth[one, k].astype(np.int64)


def best_candidates(
    crowd: Crowd, *, k: int, least: int, stop: NDArray[np.int64], until: float | None
) -> tuple[Best, bool]:
    """The k best partners of everybody, of those pairs where both are satisfied by `least` (1..UNIT) or more.

    Also returns whether all pairs were seen; when stopped early, the best of those seen so far.
    """
    best = Best(np.zeros((crowd.n, k), np.int32), np.full((crowd.n, k), NOBODY, np.int32))
    limits = limits_of(crowd)

    def look(tile: Tile, there: Scores, back: Scores) -> None:
        keep_best(there, back, tile.first, tile.second, best.worth, best.other, integer(least), crowd.rules)

    def skip(tile: Tile) -> bool:
        if tile.first == tile.second:
            return limits.worth(tile, least) == 0
        limit, away = limits.worth(tile, least), tile.second - tile.first_end + 1
        if limit == 0:
            return True
        blocks = slice(tile.first, tile.first_end), slice(tile.second, tile.second_end)
        return all(hopeless(best.worth[b], best.other[b], b.start, limit, away) for b in blocks)

    complete = look_at_all(crowd, look, stop=stop, until=until, skip=skip)
    return best, complete


@kernel
def hopeless(worth: NDArray[np.int32], other: NDArray[np.int32], first: int, limit: int, away: int) -> bool:
    """Whether nobody of a block could gain from somebody of this worth, at least so far away."""
    for i in range(len(worth)):
        if worth[i, 0] < limit or (worth[i, 0] == limit and abs(first + i - other[i, 0]) >= away):
            return False
    return True


@inlined
def worth_of(there: np.float32, back: np.float32) -> int:
    """The harmonic mean of two satisfactions, in whole numbers."""
    s = min(integer(there), UNIT)
    t = min(integer(back), UNIT)
    return 2 * s * t // (s + t)


@inlined
def push(worth: NDArray[np.int32], other: NDArray[np.int32], i: int, new: int, j: int) -> None:
    """Put j on i's heap in place of the least, when j is better: worth more, or nearer, or lower."""
    k = worth.shape[1]
    away = abs(i - j)
    if not precedes(worth[i, 0], other[i, 0], i, new, j, away):
        return
    place = 0
    while True:
        child = 2 * place + 1
        if child >= k:
            break
        if child + 1 < k and precedes(
            worth[i, child + 1], other[i, child + 1], i, worth[i, child], other[i, child], abs(i - other[i, child])
        ):
            child += 1
        if not precedes(worth[i, child], other[i, child], i, new, j, away):
            break
        worth[i, place], other[i, place] = worth[i, child], other[i, child]
        place = child
    worth[i, place], other[i, place] = new, j


@inlined
def precedes(worth: int, other: int, i: int, new: int, j: int, away: int) -> bool:
    """Whether the pair (i, other) of some worth is worse than (i, j)."""
    if worth != new:
        return worth < new
    if worth == 0:
        return False
    distance = abs(i - other)
    if distance != away:
        return distance > away
    return other > j


@kernel
def keep_best(
    there: Scores,
    back: Scores,
    first: int,
    second: int,
    worth: NDArray[np.int32],
    other: NDArray[np.int32],
    least: int,
    rules: Rules,
) -> None:
    """Offer all pairs of a tile to both people's heaps.

    Float worths are within 1 of the whole ones; only pairs that pass with 2 to spare are computed exactly.
    """
    rows, columns = there.shape
    floor = np.float32(least)
    need, marks = np.empty(columns, np.float32), np.empty(CHUNK, np.uint8)
    for j in range(columns):
        need[j] = np.float32(worth[second + j, 0]) - SPARE
    for i in range(rows):
        one, two = there[i], back[i]
        place = first + i
        start = i + 1 if first == second else 0
        mine = np.float32(worth[place, 0]) - SPARE
        for j0 in range(start, columns, CHUNK):
            j1 = min(columns, j0 + CHUNK)
            marked = marks[: j1 - j0]
            if not mark_worth(one[j0:j1], two[j0:j1], need[j0:j1], mine, floor, marked):
                continue
            if not leave_who_share_time(rules, place, second + j0, marked):
                continue
            for j in range(j0, j1):
                if not marked[j - j0]:
                    continue
                value = worth_of(one[j], two[j])
                if value == 0:
                    continue
                if may_gain(worth, other, place, second + j, value) and nothing_between(rules, place, second + j):
                    push(worth, other, place, value, second + j)
                    push(worth, other, second + j, value, place)
                    need[j] = np.float32(worth[second + j, 0]) - SPARE
            mine = np.float32(worth[place, 0]) - SPARE


@kernel
def mark_worth(
    there: Scores, back: Scores, need: Scores, mine: np.float32, floor: np.float32, marks: NDArray[np.uint8]
) -> bool:
    """Mark the pairs of a short run that pass, and say whether there are any.

    Written so that the compiler takes many pairs at once.
    """
    limit = np.float32(UNIT)
    some = np.uint8(0)
    for j in range(there.size):
        s, t = min(there[j], limit), min(back[j], limit)
        enough = np.float32(2.0) * s * t >= min(mine, need[j]) * (s + t)
        marks[j] = np.uint8(min(s, t) >= floor) & np.uint8(enough)
        some |= marks[j]
    return bool(some > 0)


@inlined
def may_gain(worth: NDArray[np.int32], other: NDArray[np.int32], i: int, j: int, value: int) -> bool:
    """Whether at least one of the two would put the other on their heap."""
    away = abs(i - j)
    return precedes(worth[i, 0], other[i, 0], i, value, j, away) or precedes(
        worth[j, 0], other[j, 0], j, value, i, away
    )
