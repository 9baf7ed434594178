"""What a run of the solver knows: graph, vertices, blossoms and scratch paper, in few arrays.

A *node* is a vertex (0 ≤ id < n) or a blossom (id ≥ n). A *top* node lies in no blossom. Duals are doubled throughout:
the slack of edge uv is dual(u) + dual(v) + z of common blossoms − gain(uv), with gain = 2·(weight + bonus).

Time runs in each search from 0. While a node is OUTER its vertices' duals fall by one in each unit of time, while it is
INNER they rise; the arrays are only brought up to date when a label changes, from the time in `since`.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.kernels import inlined, integer, kernel

NEVER = integer(2**62)
FREE, OUTER, INNER, REACHED, SETTLED = 0, 1, 2, 3, 4
ALONE, HALF = -1, -3
"""Mates that are nobody: unmatched, and on a half-integral circle."""
TOP, UNUSED = -1, -2
"""Parents that are no node."""

DUE, SEEN, BEST, SPARE, STAMP, FULL, VERTICES, GROWN, SHRUNK, EXPANDED, PUSHED, SEARCHES = range(12)
"""Places in `tally`: length of the agenda, nodes seen in this search, time after which nothing matters, spare blossom
ids, last mark given, whether the agenda overflowed, number of vertices, and what was done so far."""

VERTEX = np.dtype([("dual", "i8"), ("since", "i8"), ("reached", "i8"), ("mate", "i4"), ("label", "i4")])
"""32 bytes, so that one vertex is one visit to memory. reached: when an outer vertex can first get here."""
NODE = np.dtype(
    [
        ("z", "i8"),  # dual of a blossom, doubled: always even
        ("since", "i8"),  # when it got its label
        ("reached", "i8"),
        ("label", "i4"),
        ("parent", "i4"),
        ("inside", "i4"),  # of a vertex: a blossom around it, from which `above` leads to the top
        ("above", "i4"),
        ("base", "i4"),  # the vertex whose mate is outside
        ("first", "i4"),  # the child that holds the base
        ("next", "i4"),  # circle of children …
        ("prev", "i4"),
        ("leave", "i4"),  # … joined by the edge (leave, enter) from this child to the next
        ("enter", "i4"),
        ("tree_from", "i4"),  # edge that gave the label; from the node nearer to the root
        ("tree_to", "i4"),
        ("mark", "i4"),
    ]
)


class State(NamedTuple):
    start: NDArray[np.int64]  # (n + 1) arcs of v are start[v]..start[v+1]
    other: NDArray[np.int32]  # (arcs) where each arc leads
    gain: NDArray[np.int64]  # (arcs)
    source: NDArray[np.int32]  # (arcs) where each arc begins
    vertex: NDArray[np.void]  # (n) VERTEX
    node: NDArray[np.void]  # (n + blossoms) NODE
    due: NDArray[np.int64]  # agenda: times …
    item: NDArray[np.int64]  # … and what happens
    seen: NDArray[np.int64]  # nodes touched by this search
    queue: NDArray[np.int64]
    leaf: NDArray[np.int64]
    stack: NDArray[np.int64]
    spare: NDArray[np.int64]  # unused blossom ids
    tally: NDArray[np.int64]
    stop: NDArray[np.int64]  # (1) not 0: come to an end soon


def new_state(
    start: NDArray[np.int64],
    other: NDArray[np.int32],
    gain: NDArray[np.int64],
    *,
    stop: NDArray[np.int64],
    room: int,
) -> State:
    """A state with everybody alone and all duals 0. room: how many events the agenda can hold."""
    n = len(start) - 1
    nodes = n + n // 2 + 16
    vertex, node = np.zeros(n, VERTEX), np.zeros(nodes, NODE)
    vertex["mate"], vertex["reached"] = ALONE, NEVER
    node["parent"][:n], node["parent"][n:] = TOP, UNUSED
    node["inside"] = node["above"] = node["base"] = np.arange(nodes)
    for field in ("first", "next", "prev", "leave", "enter", "tree_from", "tree_to"):
        node[field] = -1
    node["reached"] = NEVER
    tally = np.zeros(16, np.int64)
    tally[SPARE], tally[VERTICES] = nodes - n, n

    def scratch(length: int) -> NDArray[np.int64]:
        return np.zeros(length, np.int64)

    return State(
        start=start,
        other=other,
        gain=gain,
        source=np.repeat(np.arange(n, dtype=np.int32), np.diff(start)),
        vertex=vertex,
        node=node,
        due=scratch(room),
        item=scratch(room),
        seen=scratch(8 * nodes),
        queue=scratch(4 * nodes),
        leaf=scratch(nodes),
        stack=scratch(2 * nodes),
        spare=np.arange(nodes - 1, n - 1, -1, dtype=np.int64),
        tally=tally,
        stop=stop,
    )


@inlined
def top_of(state: State, v: int) -> int:
    """The top node that holds vertex v. Shortens its way as it goes (path halving)."""
    above = state.node["above"]
    x = state.node["inside"][v]
    while above[x] != x:
        above[x] = above[above[x]]
        x = above[x]
    return integer(x)


@inlined
def see(state: State, node: int) -> None:
    """Remember that this search touched a node, so that it can be settled."""
    state.seen[state.tally[SEEN]] = node
    state.tally[SEEN] += 1


@kernel
def leaves(state: State, node: int) -> int:
    """Write the vertices of a node into state.leaf; returns how many. Linear in the size of the blossom's tree."""
    n = state.tally[VERTICES]
    first, following, stack = state.node["first"], state.node["next"], state.stack
    if node < n:
        state.leaf[0] = node
        return 1
    found, depth = 0, 1
    stack[0] = node
    while depth > 0:
        depth -= 1
        x = stack[depth]
        if x < n:
            state.leaf[found] = x
            found += 1
        else:
            child = first[x]
            while True:
                stack[depth] = child
                depth += 1
                child = following[child]
                if child == first[x]:
                    break
    return found


@inlined
def new_blossom(state: State) -> int:
    """An unused id. There are always enough: a laminar family of odd sets over n vertices has at most n/2 of them."""
    state.tally[SPARE] -= 1
    return integer(state.spare[state.tally[SPARE]])


@inlined
def give_back(state: State, blossom: int) -> None:
    state.node["parent"][blossom] = UNUSED
    state.spare[state.tally[SPARE]] = blossom
    state.tally[SPARE] += 1
