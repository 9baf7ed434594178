"""The exact solver for any graph with whole weights."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from matcher.blossom.solve import exact_sum, solve
from matcher.check import sizes_of_odd_sets
from matcher.errors import MatcherError, NotValid
from matcher.graph import graph_of
from matcher.rows import whole

MOST = 2**60
"""Gains, bonus included, stay below this, so that whole numbers of 64 bits are enough."""


@dataclass(frozen=True, eq=False)
class GraphMatching:
    """A matching of an explicit graph, with the dual that proves it. Duals are doubled; see `matcher.blossom`."""

    n: int
    edges: NDArray[np.int64]
    """(m, 2) as given."""
    weights: NDArray[np.int64]
    """(m,) as given."""
    mates: NDArray[np.int32]
    """(n,) partner, or -1."""
    duals: NDArray[np.int64]
    """(n,)"""
    parent: NDArray[np.int32]
    """(n + b,) the smallest blossom around each vertex, or around blossom n + k; -1 for none."""
    z: NDArray[np.int64]
    """(b,) duals of the blossoms."""
    bonus: int
    """Added to every weight: 0, or so much that one more pair outweighs everything."""

    @property
    def blossoms(self) -> list[NDArray[np.int64]]:
        """The vertices of each blossom, in the order of z."""
        members: list[list[int]] = [[] for _ in self.z]
        for v in range(self.n):
            x = int(self.parent[v])
            while x >= 0:
                members[x - self.n].append(v)
                x = int(self.parent[x])
        return [np.array(m, np.int64) for m in members]

    @property
    def total(self) -> int:
        """Sum of the pairs' weights."""
        low, high = self.edges.min(axis=1, initial=self.n), self.edges.max(axis=1, initial=-1)
        best: dict[tuple[int, int], int] = {}
        for i, j, weight in zip(low.tolist(), high.tolist(), self.weights.tolist(), strict=True):
            if self.mates[i] == j:
                best[i, j] = max(weight, best.get((i, j), weight))
        return sum(best.values())

    def check(self) -> None:
        """Raise NotValid unless this is a matching of the graph, and the dual proves that none is better."""
        mates, pairs = self.mates, int((self.mates >= 0).sum()) // 2
        paired = np.nonzero(mates >= 0)[0]
        if not (mates[mates[paired]] == paired).all():
            raise NotValid("Somebody is paired twice.")
        joined = {(min(e), max(e)) for e in self.edges.tolist()}
        if not all((i, int(mates[i])) in joined for i in paired[paired < mates[paired]].tolist()):
            raise NotValid("A pair is no edge.")
        if (self.duals < 0).any() or (self.z < 0).any():
            raise NotValid("A dual is negative.")
        size = sizes_of_odd_sets(self.parent, self.n)
        worth = exact_sum(self.duals) + sum(
            z * ((s - 1) // 2) for z, s in zip(self.z.tolist(), size.tolist(), strict=True)
        )
        if worth != 2 * (self.total + self.bonus * pairs):
            raise NotValid("The dual is not worth the matching.")
        around = [set(ancestors(self.parent, v)) for v in range(self.n)]
        for (i, j), weight in zip(self.edges.tolist(), self.weights.tolist(), strict=True):
            cover = (
                int(self.duals[i]) + int(self.duals[j]) + sum(int(self.z[b - self.n]) for b in around[i] & around[j])
            )
            if cover < 2 * (weight + self.bonus):
                raise NotValid(f"The dual does not cover the edge {i}-{j}.")


def ancestors(parent: NDArray[np.int32], v: int) -> list[int]:
    found = []
    while (v := int(parent[v])) >= 0:
        found.append(v)
    return found


def best_pairs_in_graph(
    n: int, edges: ArrayLike, weights: ArrayLike, *, most_pairs_first: bool = True
) -> GraphMatching:
    """The matching of greatest weight in a graph, exactly, with its proof.

    Args:
        n: number of vertices, 0 or more.
        edges: (m, 2) ends, 0..n-1. Of an edge given twice the heavier counts.
        weights: (m,) whole numbers of any sign; their range times n / 2 must stay below 2⁶⁰.
        most_pairs_first: as many pairs as possible, then the greatest weight; otherwise only the greatest weight, which
            leaves out edges that would take from it.

    Raises MatcherError for ends that do not exist, loops, fractions, NaN and weights out of range.

    >>> path = best_pairs_in_graph(4, [[0, 1], [1, 2], [2, 3]], [1, 5, 1])
    >>> path.mates.tolist(), path.total
    ([1, 0, 3, 2], 2)
    >>> best_pairs_in_graph(4, [[0, 1], [1, 2], [2, 3]], [1, 5, 1], most_pairs_first=False).mates.tolist()
    [-1, 2, 1, -1]
    """
    ends = whole(edges, "edges").reshape(-1, 2).astype(np.int64)
    values = np.asarray(whole(weights, "weights")).reshape(-1)
    check_edges(n, ends, values)
    values = values.astype(np.int64)
    heaviest_first = np.argsort(-values, kind="stable")
    kept = heaviest_first if most_pairs_first else heaviest_first[values[heaviest_first] > 0]
    lowest = min(0, int(values.min(initial=0)))
    spread = int(values.max(initial=0)) - lowest
    bonus = (spread + 1) * (n // 2 + 1) - lowest if most_pairs_first else 0
    if 2 * (spread + bonus - lowest) >= MOST:
        raise MatcherError(f"Weights over a range of {spread} are too large for {n} vertices.")
    graph = graph_of(n, ends[kept, 0], ends[kept, 1], values[kept])
    solved = solve(graph, bonus=bonus)
    return GraphMatching(n, ends, values, solved.mate, solved.dual, solved.parent, solved.z, bonus)


def check_edges(n: int, ends: NDArray[np.int64], values: NDArray[np.int64]) -> None:
    """Raise MatcherError for what cannot be a graph of n vertices."""
    if n < 0 or n >= 2**31:
        raise MatcherError(f"A graph cannot have {n} vertices.")
    if len(ends) != len(values):
        raise MatcherError(f"There are {len(ends)} edges and {len(values)} weights.")
    if len(ends) and not (int(ends.min()) >= 0 and int(ends.max()) < n):
        raise MatcherError(f"An edge has an end that does not exist: vertices are 0 to {n - 1}.")
    if (ends[:, 0] == ends[:, 1]).any():
        raise MatcherError(f"Vertex {int(ends[ends[:, 0] == ends[:, 1]][0, 0])} is joined to itself.")
    if len(values) and max(abs(int(values.min())), abs(int(values.max()))) >= MOST:
        raise MatcherError("A weight is beyond 2^60.")
