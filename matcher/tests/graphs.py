"""Random graphs that are hard on matchings: ties, odd circles, stars, people left over."""

from dataclasses import dataclass
from itertools import combinations

import networkx as nx
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Some:
    n: int
    edges: NDArray[np.int64]
    weights: NDArray[np.int64]

    def networkx(self) -> nx.Graph:
        graph = nx.Graph()
        graph.add_nodes_from(range(self.n))
        for (i, j), weight in zip(self.edges.tolist(), self.weights.tolist(), strict=True):
            graph.add_edge(i, j, weight=weight)
        return graph


def some_graph(random: np.random.Generator, *, most: int = 39) -> Some:
    """Up to `most` vertices, small ones more often; weights from a range of 1 (all tied) to 22 bits."""
    n = 1 + int(most * random.random() ** 1.6)
    possible = np.array(list(combinations(range(n), 2)), np.int64).reshape(-1, 2)
    density = random.choice([0.1, 0.2, 0.4, 1.0])
    kind = random.integers(0, 5)
    if kind == 0:  # a few hubs that everybody wants
        possible = possible[possible[:, 0] < max(1, n // 5)]
    elif kind == 1:  # odd circles in a row
        possible = possible[(possible[:, 1] - possible[:, 0] <= 2)]
    edges = possible[random.random(len(possible)) < density] if kind != 1 else possible
    weights = random.integers(1, random.choice([1, 3, 10, 1000, 4_000_000]) + 1, len(edges))
    return Some(n, edges, weights)


def dense_graph(random: np.random.Generator) -> Some:
    """A kind in which blossoms are often opened again in the middle of a search."""
    n = int(random.integers(12, 26))
    possible = np.array(list(combinations(range(n), 2)), np.int64)
    edges = possible[random.random(len(possible)) < 0.35]
    return Some(n, edges, random.integers(1, 50, len(edges)))


def best_by_networkx(graph: Some, *, most_pairs_first: bool) -> tuple[int, int]:
    """Pairs and total, by another implementation."""
    known = graph.networkx()
    found = nx.max_weight_matching(known, maxcardinality=most_pairs_first)
    return len(found), sum(known[i][j]["weight"] for i, j in found)


def best_by_trying_all(graph: Some, *, most_pairs_first: bool) -> tuple[int, int]:
    """Pairs and total, by trying every matching."""
    weights = {tuple(e): w for e, w in zip(graph.edges.tolist(), graph.weights.tolist(), strict=True)}

    def best(free: tuple[int, ...]) -> tuple[int, int]:
        if len(free) < 2:
            return 0, 0
        first, rest = free[0], free[1:]
        found = [best(rest)]
        for other in rest:
            if (weight := weights.get((first, other))) is not None:
                pairs, total = best(tuple(v for v in rest if v != other))
                found.append((pairs + 1, total + weight))
        return max(found, key=(lambda f: f) if most_pairs_first else (lambda f: f[1]))

    return best(tuple(range(graph.n)))
