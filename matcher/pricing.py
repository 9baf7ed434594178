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

from matcher.cover import Cover
from matcher.crowd import Crowd
from matcher.lacking import NOTHING, Asked, Found, find_lacking
from matcher.threads import WORKERS, in_threads, one_blas_thread
from matcher.tiles import BLOCK, Scores, Tile, limits_of, look_at_all
from matcher.worth import weigh

SPARE = 6.0
"""Float weights are within this of the whole ones."""
FEW = 4
"""One of so many people is few: asking them alone is quicker than all tiles."""
COUNT = 0
"""As a power: every pair weighs 0, and only the bonus counts."""
HALVES = 2
"""Answers that a question to some people is made up of."""


@dataclass(frozen=True, eq=False)
class Prices:
    """What one look at all pairs found."""

    short: NDArray[np.int64]
    """(n,) by how much the dual falls short for some pair of each person, at most; 0 where it holds."""
    one: NDArray[np.int64]
    other: NDArray[np.int64]
    worth: NDArray[np.int64]
    """Pairs that the dual does not cover, or almost not: at most k for each person, the worst first kept."""
    beyond: NDArray[np.int64]
    """(n,) no pair of each person that is left out lacks more without what is spare; below 0 where all are covered."""
    complete: bool
    """False when it was stopped early; then `short` and `beyond` say nothing about pairs not seen."""


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
    """A question on its way through the pairs of a crowd, with what it has found so far.

    spare: (n,) what everybody's dual has over; pairs are kept that lack without it. None: nothing.
    """

    def __init__(self, crowd: Crowd, cover: Cover, question: Question, spare: NDArray[np.int64] | None = None) -> None:
        n, k, q = crowd.n, question.k, question
        over = np.zeros(n, np.int64) if spare is None else spare
        cover = cover._replace(dual=cover.dual - over)
        self.rules = crowd.rules
        self.asked = np.zeros(n, np.bool_)
        self.thresholds = Thresholds(cover, q.bonus, q.margin, spare=SPARE if q.power else 0.2)
        need, shared = self.thresholds.need, self.thresholds.shared
        self.dual = Asked(cover, need, shared, q.bonus, q.power, q.least, 2 * q.margin, over)
        nobody = np.full((n, k), -1, np.int32)
        self.found = Found(
            np.full((n, k), NOTHING),
            nobody,
            np.zeros((n, k), np.int32),
            np.zeros(n, np.int64),
            np.full(n, -2 * q.margin),
        )

    def look(self, rows: NDArray[np.int64], second: int, there: Scores, back: Scores, *, upper: bool) -> None:
        """Look at the pairs of some rows with the people from `second` on; upper: each pair is in there twice."""
        find_lacking(there, back, rows, second, upper, self.asked, self.dual, self.rules, self.found)

    def answer(self, *, complete: bool) -> Prices:
        one, place = np.nonzero(self.found.other >= 0)
        other, worth = self.found.other[one, place].astype(np.int64), self.found.worth[one, place].astype(np.int64)
        return Prices(self.found.short, one, other, worth, self.found.beyond, complete)


def price(crowd: Crowd, cover: Cover, question: Question, *, stop: NDArray[np.int64], until: float | None) -> Prices:
    """Look at all pairs of the crowd."""
    asking, limits = Asking(crowd, cover, question), limits_of(crowd)

    def look(tile: Tile, there: Scores, back: Scores) -> None:
        rows = np.arange(tile.first, tile.first_end)
        asking.look(rows, tile.second, there, back, upper=tile.first == tile.second)

    def skip(tile: Tile) -> bool:
        power, worth = question.power, limits.worth(tile, question.least)
        if worth == 0:
            return True
        most = float(weigh(np.array([worth]), power)[0]) if power else -0.3
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
    spare: NDArray[np.int64] | None = None,
    until: float | None = None,
) -> Prices:
    """Look at all pairs that these places (ascending) are part of; spare as in `Asking`.

    The work falls into halves with an answer each, however many threads there are: so all find the same.
    """
    tiles = [
        (rows[first : min(first + BLOCK, end)], slice(second, min(high, second + 2 * BLOCK)))
        for low, high in pairwise(crowd.bands.tolist())
        for begin, end in [np.searchsorted(rows, (low, high)).tolist()]
        for first in range(begin, end, BLOCK)
        for second in range(low, high, 2 * BLOCK)
    ]
    askings = [Asking(crowd, cover, question, spare) for _ in range(min(HALVES, max(1, len(tiles))))]
    for asking in askings:
        asking.asked[rows] = True
    workers = min(WORKERS, len(askings))

    def work(worker: int) -> None:
        for half in range(worker, len(askings), workers):
            for some, columns in tiles[half :: len(askings)]:
                if stop[0]:
                    return
                there = crowd.want[some] @ crowd.offer[columns].T
                back = crowd.offer[some] @ crowd.want[columns].T
                askings[half].look(some, columns.start, there, back, upper=False)

    with one_blas_thread():
        in_threads(work, stop=stop, until=until, workers=workers)
    return together([asking.answer(complete=not stop[0]) for asking in askings])


def together(answers: list[Prices]) -> Prices:
    """One answer from several, to the same question about different pairs."""
    short, beyond = (np.maximum.reduce([getattr(a, name) for a in answers]) for name in ("short", "beyond"))
    one, other, worth = (np.concatenate([getattr(a, name) for a in answers]) for name in ("one", "other", "worth"))
    return Prices(short, one, other, worth, beyond, all(a.complete for a in answers))


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
