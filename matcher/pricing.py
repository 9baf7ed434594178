"""Asking every feasible pair whether the dual covers it: what is left out of the graph must not be missed.

A pair can improve a matching only if 2·(weight + bonus) exceeds what the dual gives it, odd sets included; without them
improving pairs would be missed (column generation for matching; see also Applegate and Cook, 1993, and Cook and Rohe,
1999). When no pair does, the matching is the best of all, not only of the graph it was found in. Otherwise the greatest
shortfall of each person tells by how much their dual must rise for the dual to hold: a proven bound.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from matcher.candidates import worth_of
from matcher.cover import Cover, common_z
from matcher.crowd import Crowd
from matcher.kernels import inlined, kernel
from matcher.rules import Rules, may_meet
from matcher.threads import WORKERS, in_threads, one_blas_thread
from matcher.tiles import BLOCK, Scores, Tile, limits_of, look_at_all
from matcher.worth import UNIT, weigh

CHUNK = 64
SPARE = 6.0
"""Float weights are within this of the whole ones."""
FEW = 4
"""One of so many people is few: asking them alone is quicker than all tiles."""
COUNT = 0
"""As a power: every pair weighs 0, and only the bonus counts."""


@dataclass(frozen=True, eq=False)
class Prices:
    """What one look at all pairs found."""

    short: NDArray[np.int64]
    """(n,) by how much the dual falls short for some pair of each person, at most; 0 where it holds."""
    one: NDArray[np.int64]
    other: NDArray[np.int64]
    worth: NDArray[np.int64]
    """Pairs that the dual does not cover, or almost not: at most k for each person, the worst first kept."""
    complete: bool
    """False when it was stopped early; then `short` says nothing about pairs not seen."""


@dataclass(frozen=True)
class Question:
    """Which pairs count as lacking: see `Prices`, `worth.weigh` and `Certificate.least`.

    k: pairs kept for each person. margin: weights below being improving that are kept as well.
    """

    bonus: int
    power: int
    least: int
    k: int
    margin: int = 0


class Asking:
    """A question on its way through the pairs of a crowd, with what it has found so far."""

    def __init__(self, crowd: Crowd, cover: Cover, question: Question) -> None:
        n, k = crowd.n, question.k
        self.crowd, self.cover, self.question = crowd, cover, question
        self.lack, self.worth = np.zeros((n, k), np.int64), np.zeros((n, k), np.int32)
        self.other, self.short = np.full((n, k), -1, np.int32), np.zeros(n, np.int64)
        self.asked = np.zeros(n, np.bool_)
        self.spare = SPARE if question.power else 0.2
        self.thresholds = Thresholds(cover, question.bonus, question.margin, spare=self.spare)

    def look(self, rows: NDArray[np.int64], second: int, there: Scores, back: Scores, *, upper: bool) -> None:
        """Look at the pairs of some rows with the people from `second` on; upper: each pair is in there twice."""
        q, t = self.question, self.thresholds
        find_lacking(
            there, back, rows, second, upper, self.asked, t.need, t.shared, self.cover, q.bonus, q.power, q.least,
            2 * q.margin, self.crowd.rules, self.lack, self.other, self.worth, self.short,
        )  # fmt: skip

    def answer(self, *, complete: bool) -> Prices:
        one, place = np.nonzero(self.other >= 0)
        other, worth = self.other[one, place].astype(np.int64), self.worth[one, place].astype(np.int64)
        return Prices(self.short, one, other, worth, complete)


def price(crowd: Crowd, cover: Cover, question: Question, *, stop: NDArray[np.int64], until: float | None) -> Prices:
    """Look at all pairs of the crowd."""
    asking, limits = Asking(crowd, cover, question), limits_of(crowd)

    def look(tile: Tile, there: Scores, back: Scores) -> None:
        rows = np.arange(tile.first, tile.first_end)
        asking.look(rows, tile.second, there, back, upper=tile.first == tile.second)

    def skip(tile: Tile) -> bool:
        power = question.power
        most = float(weigh(np.array([limits.worth(tile)]), power)[0]) if power else -0.3
        one, two = slice(tile.first, tile.first_end), slice(tile.second, tile.second_end)
        return most <= asking.thresholds.least_cover(one, two)

    return asking.answer(complete=look_at_all(crowd, look, stop=stop, until=until, skip=skip))


def price_rows(
    crowd: Crowd,
    rows: NDArray[np.int64],
    cover: Cover,
    question: Question,
    *,
    stop: NDArray[np.int64],
    until: float | None = None,
) -> Prices:
    """Look at all pairs that these places (ascending) are part of. Each thread keeps its own answer."""
    blocks = [
        (rows[first : first + BLOCK][inside], low, high)
        for first in range(0, len(rows), BLOCK)
        for low, high in pairwise(crowd.bands.tolist())
        if (inside := (rows[first : first + BLOCK] >= low) & (rows[first : first + BLOCK] < high)).any()
    ]
    askings = [Asking(crowd, cover, question) for _ in range(min(WORKERS, max(1, len(blocks))))]

    def work(worker: int) -> None:
        askings[worker].asked[rows] = True
        for some, low, high in blocks[worker :: len(askings)]:
            for second in range(low, high, 2 * BLOCK):
                if stop[0]:
                    return
                columns = slice(second, min(high, second + 2 * BLOCK))
                there = crowd.want[some] @ crowd.offer[columns].T
                back = crowd.offer[some] @ crowd.want[columns].T
                askings[worker].look(some, second, there, back, upper=False)

    with one_blas_thread():
        in_threads(work, stop=stop, until=until, workers=len(askings))
    return together([asking.answer(complete=not stop[0]) for asking in askings])


def together(answers: list[Prices]) -> Prices:
    """One answer from several, to the same question about different pairs."""
    short = np.maximum.reduce([a.short for a in answers])
    one, other, worth = (np.concatenate([getattr(a, name) for a in answers]) for name in ("one", "other", "worth"))
    return Prices(short, one, other, worth, all(a.complete for a in answers))


class Thresholds:
    """Weights above need(i) + need(j) must be looked at, for people of one top odd set; shared is its part of both.

    In float32, rounded down: nothing that matters is missed.
    """

    def __init__(self, cover: Cover, bonus: int, margin: int, *, spare: float) -> None:
        exact = cover.dual / 2 + cover.top_z / 4 - bonus / 2 - margin / 2
        low = np.clip(exact, -1e12, 2e7).astype(np.float32)
        self.need = np.nextafter(low - np.float32(spare / 2), np.float32(-np.inf), dtype=np.float32)
        self.shared = np.nextafter((cover.top_z / 4).astype(np.float32), np.float32(np.inf), dtype=np.float32)
        self.shared[cover.top_z == 0] = 0
        self.top = cover.top

    def least_cover(self, one: slice, two: slice) -> float:
        """Every pair of these blocks is covered up to this weight."""
        least = float(self.need[one].min()) + float(self.need[two].min())
        tops = self.top[one][0]
        if (self.top[one] == tops).all() and (self.top[two] == tops).all():
            return least
        return least - float(self.shared[one].max()) - float(self.shared[two].max())


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
    need: NDArray[np.float32],
    shared: NDArray[np.float32],
    cover: Cover,
    bonus: int,
    power: int,
    least: int,
    margin: int,
    rules: Rules,
    lack: NDArray[np.int64],
    other: NDArray[np.int32],
    worth: NDArray[np.int32],
    short: NDArray[np.int64],
) -> None:
    """Keep those pairs of a tile which the dual does not cover, or only just (by `margin`, doubled).

    upper: look only at pairs whose second place is the higher, as the tile holds every pair twice. So does a whole run
    for two of the people `asked`.
    """
    rows, columns = there.shape
    floor, top = np.float32(least), cover.top
    for i in range(rows):
        one, two = there[i], back[i]
        a = firsts[i]
        for j0 in range(a + 1 - second if upper else 0, columns, CHUNK):
            j1 = min(columns, j0 + CHUNK)
            here = slice(second + j0, second + j1)
            mine = need[a], shared[a], top[a]
            if not any_lacking(one[j0:j1], two[j0:j1], need[here], shared[here], top[here], mine, power, floor):
                continue
            for j in range(j0, j1):
                b = second + j
                if min(one[j], two[j]) < floor or (asked[b] and b < a):
                    continue
                value = worth_of(one[j], two[j])
                lacking = 2 * (weight_of(value, power) + bonus) - cover.dual[a] - cover.dual[b]
                if lacking + margin <= 0 or value == 0:
                    continue
                lacking -= common_z(cover, a, b)
                if lacking + margin <= min(lack[a, 0], lack[b, 0]) and lacking <= min(short[a], short[b]):
                    continue
                if lacking + margin > 0 and may_meet(rules, a, b):
                    short[a] = max(short[a], lacking)
                    short[b] = max(short[b], lacking)
                    keep(lack, other, worth, a, lacking + margin, b, value)
                    keep(lack, other, worth, b, lacking + margin, a, value)


@kernel
def any_lacking(
    there: Scores,
    back: Scores,
    need: Scores,
    shared: Scores,
    top: NDArray[np.int32],
    mine: tuple[np.float32, np.float32, np.int32],
    power: int,
    floor: np.float32,
) -> bool:
    """Whether any pair of a short run might lack. Written so that the compiler takes many pairs at once."""
    limit = np.float32(UNIT)
    my_need, my_shared, my_top = mine
    passing = np.int32(0)
    for j in range(there.size):
        s, t = min(there[j], limit), min(back[j], limit)
        apart = np.float32(0.0) if top[j] == my_top else my_shared + shared[j]
        enough = float_weight(s, t, power) > my_need + need[j] - apart
        passing += np.int32(enough) & np.int32(min(s, t) >= floor)
    return bool(passing > 0)


@inlined
def keep(
    lack: NDArray[np.int64],
    other: NDArray[np.int32],
    worth: NDArray[np.int32],
    i: int,
    new: int,
    j: int,
    value: int,
) -> None:
    """Put j on i's heap of the most lacking in place of the least lacking; of equal ones the nearer stays."""
    k = lack.shape[1]
    if not lacks_less(lack[i, 0], other[i, 0], i, new, j):
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
