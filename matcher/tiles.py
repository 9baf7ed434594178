"""All pairs of a crowd, tile by tile: two exact matrix products each, and a kernel to look at them.

A tile is all pairs between two blocks of people of one band. Tiles of which nobody can meet anybody, by hours or
languages alone, are never scored; nor are those that the caller can rule out by an upper limit of their worths. Every
worker has its own thread, and two tiles that share a block never run at the same time, so kernels need no locks.
"""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from matcher import threads
from matcher.crowd import Crowd
from matcher.kernels import integer, kernel
from matcher.worth import UNIT

BLOCK = 512
"""People in a block: two tiles of scores fit into the caches of a core."""
AHEAD = 64
"""How many waiting tiles are looked through for one whose blocks are free."""


@dataclass(frozen=True, slots=True)
class Tile:
    """Places first..first_end by second..second_end; the same block twice on the diagonal."""

    first: int
    first_end: int
    second: int
    second_end: int


Scores = NDArray[np.float32]
Look = Callable[[Tile, Scores, Scores], None]
"""Called with a tile, the satisfactions of its first block with its second (m, l), and of the second with the first (m,
l), both with rows of the first block."""


@dataclass
class Work:
    """What the workers share."""

    waiting: deque[Tile]
    busy: set[int] = field(default_factory=set)
    lock: threading.Condition = field(default_factory=threading.Condition)

    def take(self, stop: NDArray[np.int64]) -> Tile | None:
        """The next tile whose blocks nobody is working on; None when all are given out, or when it is time to stop."""
        with self.lock:
            while self.waiting and not stop[0]:
                for place in range(min(len(self.waiting), AHEAD)):
                    tile = self.waiting[place]
                    if tile.first not in self.busy and tile.second not in self.busy:
                        del self.waiting[place]
                        self.busy |= {tile.first, tile.second}
                        return tile
                self.lock.wait(0.1)
            return None

    def done(self, tile: Tile) -> None:
        with self.lock:
            self.busy -= {tile.first, tile.second}
            self.lock.notify_all()


def tiles_of(crowd: Crowd) -> list[Tile]:
    """All tiles in which somebody could meet somebody; those near the diagonal, where people are alike, first."""
    found: list[tuple[int, Tile]] = []
    for low, high in zip(crowd.bands[:-1].tolist(), crowd.bands[1:].tolist(), strict=True):
        starts = np.arange(low, high, BLOCK)
        hours = np.bitwise_or.reduceat(crowd.rules.hours[:, low:high], starts - low, axis=1)
        languages = np.bitwise_or.reduceat(crowd.rules.languages[low:high], starts - low)
        ends = np.minimum(starts + BLOCK, high)
        for away in range(len(starts)):
            size = len(starts) - away
            shared = np.bitwise_count(hours[:, :size] & hours[:, away:]).sum(axis=0)
            possible = (shared >= crowd.rules.common_hours) & ((languages[:size] & languages[away:]) != 0)
            for i in np.nonzero(possible)[0].tolist():
                j = i + away
                found.append((away, Tile(int(starts[i]), int(ends[i]), int(starts[j]), int(ends[j]))))
    found.sort(key=lambda pair: pair[0])
    return [tile for _, tile in found]


def look_at_all(
    crowd: Crowd,
    look: Look,
    *,
    stop: NDArray[np.int64],
    until: float | None,
    skip: Callable[[Tile], bool] | None = None,
) -> bool:
    """Score every tile that is not skipped and look at it. False when it was stopped before the end."""
    work = Work(deque(tiles_of(crowd)))

    def run(worker: int) -> None:
        forward, backward = np.empty(BLOCK * BLOCK, np.float32), np.empty(BLOCK * BLOCK, np.float32)
        while (tile := work.take(stop)) is not None:
            try:
                if skip is None or not skip(tile):
                    look(tile, *score(crowd, tile, forward, backward))
            finally:
                work.done(tile)

    with threads.one_blas_thread():
        threads.in_threads(run, stop=stop, until=until)
    return not work.waiting and not stop[0]


def score(crowd: Crowd, tile: Tile, forward: Scores, backward: Scores) -> tuple[Scores, Scores]:
    """Satisfactions in both directions; exact, as all sums stay below 2²⁴."""
    one, two = slice(tile.first, tile.first_end), slice(tile.second, tile.second_end)
    shape = (tile.first_end - tile.first, tile.second_end - tile.second)
    there = forward[: shape[0] * shape[1]].reshape(shape)
    back = backward[: shape[0] * shape[1]].reshape(shape)
    np.matmul(crowd.want[one], crowd.offer[two].T, out=there)
    np.matmul(crowd.offer[one], crowd.want[two].T, out=back)
    return there, back


@dataclass(frozen=True, eq=False)
class Limits:
    """The least and greatest entry of each block's vectors: (blocks, d), and which block a place belongs to."""

    want: tuple[NDArray[np.float32], NDArray[np.float32]]
    offer: tuple[NDArray[np.float32], NDArray[np.float32]]
    block: dict[int, int]

    def worth(self, tile: Tile, least: int) -> int:
        """No pair of this tile is worth more; 0 when in none of them both can be satisfied by `least`."""
        i, j = self.block[tile.first], self.block[tile.second]
        there = greatest(self.want[0][i], self.want[1][i], self.offer[0][j], self.offer[1][j])
        back = greatest(self.want[0][j], self.want[1][j], self.offer[0][i], self.offer[1][i])
        there, back = min(max(there, 0), UNIT), min(max(back, 0), UNIT)
        return 0 if min(there, back) < least else int(2 * there * back // (there + back))


def limits_of(crowd: Crowd) -> Limits:
    starts = [
        start
        for low, high in zip(crowd.bands[:-1].tolist(), crowd.bands[1:].tolist(), strict=True)
        for start in range(low, high, BLOCK)
    ]
    block = {start: number for number, start in enumerate(starts)}

    def both(vectors: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        return np.minimum.reduceat(vectors, starts, axis=0), np.maximum.reduceat(vectors, starts, axis=0)

    return Limits(both(crowd.want), both(crowd.offer), block) if starts else Limits((EMPTY, EMPTY), (EMPTY, EMPTY), {})


EMPTY = np.zeros((0, 0), np.float32)


@kernel
def greatest(
    low: NDArray[np.float32], high: NDArray[np.float32], low2: NDArray[np.float32], high2: NDArray[np.float32]
) -> int:
    """No inner product of vectors within these limits is greater."""
    total = integer(0)
    for d in range(len(low)):
        most = max(low[d] * low2[d], low[d] * high2[d], high[d] * low2[d], high[d] * high2[d])
        total += integer(most)
    return total
