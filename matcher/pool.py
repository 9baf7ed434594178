"""All pairs known so far, and which of them are in the graph that is being solved."""

import numpy as np
from numpy.typing import NDArray

from matcher.cover import Cover, common_z
from matcher.crowd import Crowd
from matcher.graph import Graph, arcs_of
from matcher.kernels import integer, kernel
from matcher.worth import UNIT, weigh


class Pool:
    """Pairs by places, each once: lower, higher, worth, the lesser of both satisfactions, and whether it is active."""

    def __init__(self, n: int) -> None:
        self.n = n
        self.keys = np.zeros(0, np.int64)
        self.worth = np.zeros(0, np.int64)
        self.low = np.zeros(0, np.int32)
        self.active = np.zeros(0, np.bool_)
        self._graph: Graph | None = None

    @property
    def one(self) -> NDArray[np.int64]:
        return self.keys // max(self.n, 1)

    @property
    def other(self) -> NDArray[np.int64]:
        return self.keys % max(self.n, 1)

    def add(self, crowd: Crowd, one: NDArray[np.int64], other: NDArray[np.int64], worth: NDArray[np.int64]) -> None:
        """Remember pairs, in any order and direction; new ones are not active."""
        keys = np.minimum(one, other) * self.n + np.maximum(one, other)
        keys, first = np.unique(keys, return_index=True)
        new = ~self.knows(keys)
        if not new.any():
            return
        keys, worths = keys[new], worth[first][new]
        low = lesser_satisfaction(crowd.want, crowd.offer, keys, self.n)
        places = np.searchsorted(self.keys, keys)
        self.keys, self.worth = np.insert(self.keys, places, keys), np.insert(self.worth, places, worths)
        self.low, self.active = np.insert(self.low, places, low), np.insert(self.active, places, values=False)
        self._graph = None

    def put_in_order(self) -> None:
        """Sort by keys, after they were changed from outside."""
        order = np.argsort(self.keys, kind="stable")
        self.keys, self.worth = self.keys[order], self.worth[order]
        self.low, self.active = self.low[order], self.active[order]
        self._graph = None

    def knows(self, keys: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of these pairs are here."""
        if not len(self.keys):
            return np.zeros(len(keys), np.bool_)
        return np.asarray(self.keys[np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)] == keys)

    def forget(self, keys: NDArray[np.int64]) -> None:
        """Drop these pairs, where they are known."""
        places = np.searchsorted(self.keys, keys[self.knows(keys)])
        kept = np.ones(len(self.keys), np.bool_)
        kept[places] = False
        self.keys, self.worth, self.low = self.keys[kept], self.worth[kept], self.low[kept]
        self.active, self._graph = self.active[kept], None

    def members(self) -> NDArray[np.bool_]:
        """(n,) who is in any pair."""
        return marked(self.n, self.keys)

    def graph(self) -> Graph:
        """All pairs, each arc with the lesser satisfaction as its weight; remembered until the pool changes."""
        if self._graph is None:
            self._graph = Graph(*arcs_of(self.n, self.keys, self.low.astype(np.int64)))
        return self._graph

    def worth_graph(self) -> Graph:
        """All pairs, with worths."""
        return Graph(*arcs_of(self.n, self.keys, self.worth))

    def active_graph(self, power: int, least: int) -> Graph:
        """The active pairs that reach the floor, with weights."""
        kept = self.active & (self.low >= least)
        return Graph(*arcs_of(self.n, self.keys[kept], weigh(self.worth[kept], power)))

    def activate(self, cover: Cover, *, bonus: int, power: int, least: int, within: int = 0) -> int:
        """Activate the pairs that a dual does not cover, or only just; returns how many."""
        waiting = np.nonzero(~self.active & (self.low >= least))[0]
        weights = weigh(self.worth[waiting], power)
        lacking = uncovered(cover, self.keys[waiting], self.n, 2 * (weights + bonus + within))
        self.active[waiting[lacking]] = True
        return int(lacking.sum())


@kernel
def marked(n: int, keys: NDArray[np.int64]) -> NDArray[np.bool_]:
    """(n,) who is in one of these pairs."""
    found = np.zeros(n, np.bool_)
    for key in keys:
        found[key // n] = found[key % n] = True
    return found


@kernel
def uncovered(cover: Cover, keys: NDArray[np.int64], n: int, gain: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which pairs gain more than the dual gives them."""
    found = np.zeros(len(keys), np.bool_)
    for k in range(len(keys)):
        i, j = keys[k] // n, keys[k] % n
        lacking = gain[k] - cover.dual[i] - cover.dual[j]
        found[k] = lacking > 0 and lacking > common_z(cover, i, j)
    return found


@kernel
def lesser_satisfaction(
    want: NDArray[np.float32], offer: NDArray[np.float32], keys: NDArray[np.int64], n: int
) -> NDArray[np.int32]:
    """The satisfaction of the one who gains less, at most UNIT."""
    found = np.empty(len(keys), np.int32)
    for k in range(len(keys)):
        i, j = keys[k] // n, keys[k] % n
        there = back = np.float32(0.0)
        for d in range(want.shape[1]):
            there += want[i, d] * offer[j, d]
            back += want[j, d] * offer[i, d]
        found[k] = np.int32(min(integer(there), integer(back), UNIT))
    return found
