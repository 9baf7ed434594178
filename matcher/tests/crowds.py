"""Random people, and the best pairs of them by trying: slow, simple, and sharing nothing with the matcher but worths."""

from dataclasses import dataclass
from itertools import combinations

import networkx as nx
import numpy as np

from matcher import UNIT, People
from matcher.worth import harmonic, weigh


def some_people(random: np.random.Generator, n: int, *, tight: bool = False, coarse: bool = False) -> People:
    """n people of up to two bands, with rules of every kind. coarse: few different vectors, so that ties abound."""
    width, steps = 8, 3 if coarse else 2048
    want = random.integers(0, steps, (n, width)) * (2047 // (steps - 1)) // 8
    offer = random.integers(0, steps, (n, width)) * (2047 // (steps - 1))
    hours = np.zeros((n, 3), np.uint64)
    for word in range(3):
        for _ in range(2 if tight else 5):
            hours[:, word] |= np.uint64(1) << random.integers(0, 40, n).astype(np.uint64)
    hours[:, 0] |= np.uint64(0 if tight else 3)
    apart = random.integers(0, max(n, 1), (n, 2))
    apart = apart[apart[:, 0] != apart[:, 1]] if n > 1 else np.zeros((0, 2), np.int64)
    begin = np.arange(n)
    end = begin + 1
    for boss in range(0, n - 2, 7):
        end[boss] = boss + 3
    return People.from_arrays(
        want=want,
        offer=offer,
        band=random.integers(0, 2, n),
        languages=1 << random.integers(0, 2, n) | random.integers(0, 4, n),
        hours=hours,
        line=np.stack([begin, end], axis=1),
        not_with=apart[: n // 2],
        met_before=apart[n // 2 :],
        function=random.integers(0, 4, n),
    )


def may_meet(people: People, i: int, j: int) -> bool:
    """The hard rules, in plain Python."""
    shared = sum(bin(int(a) & int(b)).count("1") for a, b in zip(people.hours[i], people.hours[j], strict=True))
    (a, b), (c, d) = people.line[i].tolist(), people.line[j].tolist()
    return (
        people.band[i] == people.band[j]
        and bool(int(people.languages[i]) & int(people.languages[j]))
        and shared >= people.common_hours
        and not (a <= c < b or c <= a < d)
        and j not in people.apart[people.apart_from[i] : people.apart_from[i + 1]].tolist()
    )


@dataclass(frozen=True)
class Known:
    pairs: int
    floor: int
    total: int


def best_by_networkx(people: People, power: int = 4) -> Known:
    """Most pairs, then the highest floor, then the greatest total, one after the other."""
    edges = []
    for i, j in combinations(range(len(people)), 2):
        there = np.clip(people.want[i].astype(np.int64) @ people.offer[j], 0, UNIT)
        back = np.clip(people.want[j].astype(np.int64) @ people.offer[i], 0, UNIT)
        if min(there, back) >= 1 and may_meet(people, i, j):
            worth = harmonic(np.array([there]), np.array([back]))
            edges.append((i, j, int(min(there, back)), int(weigh(worth, power)[0])))

    def best(floor: int) -> tuple[int, int]:
        graph = nx.Graph()
        graph.add_weighted_edges_from((i, j, weight) for i, j, low, weight in edges if low >= floor)
        found = nx.max_weight_matching(graph, maxcardinality=True)
        return len(found), sum(graph[i][j]["weight"] for i, j in found)

    pairs = best(1)[0]
    lows = [1, *sorted({low for _, _, low, _ in edges})]
    first, last = 0, len(lows) - 1
    while first < last:
        middle = (first + last + 1) // 2
        first, last = (middle, last) if best(lows[middle])[0] == pairs else (first, middle - 1)
    floor = lows[first] if pairs else 1
    return Known(pairs, floor, best(floor)[1])
