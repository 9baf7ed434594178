"""Graphs as sorted arrays: each vertex's arcs, the heaviest first, and of equal ones the one to the lower vertex."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


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
    low, high = np.minimum(one, two).astype(np.int64), np.maximum(one, two).astype(np.int64)
    _, kept = np.unique(low * n + high, return_index=True)
    low, high, weights = low[kept], high[kept], weight[kept].astype(np.int64)
    source, other = np.concatenate([low, high]), np.concatenate([high, low])
    both = np.concatenate([weights, weights])
    order = np.lexsort((other, -both, source))
    start = np.searchsorted(source[order], np.arange(n + 1)).astype(np.int64)
    return Graph(start, other[order].astype(np.int32), both[order])
