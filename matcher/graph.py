"""Graphs as sorted arrays: each vertex's arcs, by where they lead."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.kernels import kernel


@dataclass(frozen=True, eq=False)
class Graph:
    """An undirected graph; every edge is there twice, as an arc in each direction."""

    start: NDArray[np.int64]
    """(n + 1,) arcs of v are start[v]..start[v + 1]."""
    other: NDArray[np.int32]
    """(arcs,) where they lead."""
    weight: NDArray[np.int64]
    """(arcs,)"""

    @property
    def n(self) -> int:
        return len(self.start) - 1

    def sources(self) -> NDArray[np.int64]:
        """(arcs,) where they begin."""
        return np.repeat(np.arange(self.n), np.diff(self.start))

    def edges(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Each edge once: lower end, higher end, weight."""
        source = self.sources()
        once = source < self.other
        return source[once], self.other[once].astype(np.int64), self.weight[once]


def graph_of(n: int, one: NDArray[np.int64], two: NDArray[np.int64], weight: NDArray[np.int64]) -> Graph:
    """A graph from edges in any order. An edge given twice counts once, with its first weight."""
    keys = np.minimum(one, two).astype(np.int64) * n + np.maximum(one, two)
    weights = weight.astype(np.int64)
    if len(keys) > 1 and not (keys[1:] > keys[:-1]).all():
        keys, first = np.unique(keys, return_index=True)
        weights = weights[first]
    return Graph(*arcs_of(n, keys, weights))


@kernel
def arcs_of(
    n: int, keys: NDArray[np.int64], weight: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64]]:
    """Arcs in both directions of edges low·n + high, ascending and each once."""
    start = np.zeros(n + 1, np.int64)
    for key in keys:
        start[key // n + 1] += 1
        start[key % n + 1] += 1
    start = np.cumsum(start)
    place = start[:-1].copy()
    other = np.empty(2 * len(keys), np.int32)
    weights = np.empty(2 * len(keys), np.int64)
    for k in range(len(keys)):
        high = keys[k] % n
        other[place[high]], weights[place[high]] = keys[k] // n, weight[k]
        place[high] += 1
    for k in range(len(keys)):
        low = keys[k] // n
        other[place[low]], weights[place[low]] = keys[k] % n, weight[k]
        place[low] += 1
    return start, other, weights
