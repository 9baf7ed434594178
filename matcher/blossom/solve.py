"""The whole of it in order: dummies, duals to begin with, half-integral matching, blossoms, and what the dual is."""

import os
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.blossom import invariants
from matcher.blossom.halves import circles_to_blossoms, match_by_halves
from matcher.blossom.odd import components, odd_components, reroot, with_dummies
from matcher.blossom.search import match_exactly
from matcher.blossom.start import pair_greedily, raise_duals, repair_duals
from matcher.blossom.state import ALONE, FULL, UNUSED, State, new_state
from matcher.graph import Graph
from matcher.threads import in_threads

FIRST_BUDGET = 8
"""Grow steps of the first round of searches; each round has twice as many."""
LEAST_ROOM, MOST_ROOM = 1 << 16, 1 << 24
"""Events the agenda begins with; it is made four times as large whenever it was too small."""
SAFE = 2**61
"""Duals of a vertex stay below twice the largest gain, and differences below this."""


@dataclass(frozen=True, eq=False)
class Solved:
    """A matching and the dual that bounds all others. Duals are doubled: see `matcher.blossom`."""

    mate: NDArray[np.int32]
    """(n,) partner, or -1."""
    dual: NDArray[np.int64]
    """(n,) ≥ 0."""
    parent: NDArray[np.int32]
    """(n + b,) the smallest odd set around a vertex, or around odd set n + k; -1 for none."""
    z: NDArray[np.int64]
    """(b,) ≥ 0, of the odd sets."""
    finished: bool
    """False when it was stopped early: the dual still holds, but is larger than the matching."""

    def bound(self) -> int:
        """The dual's worth, doubled: no matching of the graph has a greater sum of gains (each pair twice)."""
        return exact_sum(self.dual) + exact_sum(self.z, times=(set_sizes(self.parent, len(self.dual)) - 1) // 2)

    def dissolved(self) -> NDArray[np.int64]:
        """(n,) duals that need no odd sets: each set's z is given to its members by halves. No slack gets smaller."""
        return np.asarray(self.dual + z_around(self.parent, self.z, len(self.dual)) // 2)


def exact_sum(numbers: NDArray[np.int64], *, times: NDArray[np.int64] | None = None) -> int:
    """Sum of numbers ≥ 0 (each times another below 2²²), as a Python integer without limits."""
    other = np.ones(len(numbers), np.int64) if times is None else times
    return (int(((numbers >> 20) * other).sum()) << 20) + int(((numbers & (2**20 - 1)) * other).sum())


def top_down(parent: NDArray[np.int32], n: int) -> list[int]:
    """All odd sets, each before the sets inside it."""
    depth: dict[int, int] = {}
    for s in range(n, len(parent)):
        path = []
        x = s
        while x >= 0 and x not in depth:
            path.append(x)
            x = int(parent[x])
        level = depth[x] if x >= 0 else 0
        for y in reversed(path):
            level += 1
            depth[y] = level
    return sorted(depth, key=depth.__getitem__)


def set_sizes(parent: NDArray[np.int32], n: int) -> NDArray[np.int64]:
    """(b,) how many vertices each odd set holds."""
    around = parent[:n]
    size = np.bincount(around[around >= 0], minlength=len(parent)).astype(np.int64)
    for s in reversed(top_down(parent, n)):
        if parent[s] >= 0:
            size[parent[s]] += size[s]
    return np.asarray(size[n:])


def z_around(parent: NDArray[np.int32], z: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """(n,) the sum of z over all odd sets around each vertex."""
    total = np.zeros(len(parent) + 1, np.int64)  # the last stands for parent -1
    for s in top_down(parent, n):
        total[s] = z[s - n] + (total[parent[s]] if parent[s] >= 0 else 0)
    return np.asarray(total[parent[:n]])


def solve(
    graph: Graph,
    *,
    bonus: int,
    stop: NDArray[np.int64] | None = None,
    until: float | None = None,
    warm: tuple[NDArray[np.int64], NDArray[np.int32]] | None = None,
    dummies: bool = True,
) -> Solved:
    """The matching with the greatest sum of weight + bonus, exactly.

    bonus: added to each edge; more than all weights together when most pairs come first, else 0.
    warm: duals (without odd sets; may be too small) and mates to begin with.
    until, stop: give up at that moment of time.monotonic, or when stop[0] is set; what is there then is valid.
    """
    stopping = np.zeros(1, np.int64) if stop is None else stop
    gain = 2 * (graph.weight.astype(np.int64) + bonus)
    odd = odd_components(components(graph.start, graph.other)) if bonus and dummies else np.full(graph.n, -1)
    extra = int(odd.max(initial=-1)) + 1
    start, other = graph.start, graph.other
    if extra:
        start, other, gain = with_dummies(start, other, gain, odd, extra, bonus)
    room = max(LEAST_ROOM, min(len(other) + len(start), MOST_ROOM))
    while True:
        state = new_state(start, other, gain, stop=stopping, room=room)
        begin(state, warm, graph.n)
        run(state, stopping, until)
        if not state.tally[FULL]:
            break
        room *= 4
    finished = not stopping[0]
    answer = written_down(state, graph.n, odd, bonus, finished=finished)
    if answer is None:
        return solve(graph, bonus=bonus, stop=stop, until=until, warm=warm, dummies=False)
    return answer


def begin(state: State, warm: tuple[NDArray[np.int64], NDArray[np.int32]] | None, n: int) -> None:
    """Everybody's dual and the first pairs."""
    if warm is None:
        raise_duals(state)
    else:
        state.vertex["dual"][:n], state.vertex["mate"][:n] = warm
        repair_dummies(state, n)
        repair_duals(state)
    pair_greedily(state)


def repair_dummies(state: State, n: int) -> None:
    """Give dummies the least dual that leaves no slack negative, so that nobody else's must rise for them."""
    for dummy in range(n, len(state.start) - 1):
        arcs = slice(state.start[dummy], state.start[dummy + 1])
        short = state.gain[arcs] - state.vertex["dual"][state.other[arcs]]
        state.vertex["dual"][dummy] = max(0, int(short.max(initial=0)))


def run(state: State, stop: NDArray[np.int64], until: float | None) -> None:
    """All searches, in a thread of their own so that this one hears Ctrl-C and the clock."""
    in_threads(lambda _: search_all(state), stop=stop, until=until, workers=1)


def search_all(state: State) -> None:
    """All searches. In debug mode the invariants are asserted in between."""
    match_by_halves(state, FIRST_BUDGET)
    if state.tally[FULL]:
        return
    circles_to_blossoms(state)
    if os.environ.get("MATCHER_DEBUG"):
        invariants.check(state)
    if not state.stop[0]:
        match_exactly(state, FIRST_BUDGET)
    if os.environ.get("MATCHER_DEBUG") and not state.tally[FULL]:
        invariants.check(state)


def written_down(state: State, n: int, odd: NDArray[np.int64], bonus: int, *, finished: bool) -> Solved | None:
    """The answer for the graph without dummies; None where their duals cannot be put into odd sets."""
    mate = state.vertex["mate"][:n].copy()
    mate[mate >= n] = ALONE
    dual = state.vertex["dual"].copy()
    nodes, extra = len(state.node), len(dual) - n
    parent = np.concatenate([state.node["parent"], np.full(extra, UNUSED, np.int32)])
    z = np.concatenate([state.node["z"], np.zeros(extra, np.int64)])
    if extra:
        level = np.full(nodes + extra, -1, np.int64)
        for k, members in enumerate(groups(odd, extra)):
            whole = nodes + k
            reroot(n + k, whole, members, parent, z, dual, level)
            share = 2 * bonus - int(dual[n + k])
            if share < 0:
                return None
            dual[members] -= share
            z[whole] = 2 * share
            parent[n + k] = UNUSED
    vertices, sets = np.arange(n), len(dual) + np.nonzero(parent[len(dual) :] != UNUSED)[0]
    kept = np.concatenate([vertices, sets])
    renamed = np.full(len(parent) + 2, -1, np.int64)
    renamed[kept] = np.arange(len(kept))
    return Solved(mate, dual[:n].copy(), renamed[parent[kept]].astype(np.int32), z[sets], finished)


def groups(number: NDArray[np.int64], count: int) -> list[NDArray[np.int64]]:
    """Positions by number 0..count-1, each ascending."""
    order = np.argsort(number, kind="stable")
    edges = np.searchsorted(number[order], np.arange(count + 1))
    return [order[edges[k] : edges[k + 1]] for k in range(count)]
