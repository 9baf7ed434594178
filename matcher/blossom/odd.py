"""A dummy for each odd component, so that leaving one person out costs one short search and no giant blossoms.

Where most pairs come first, one vertex of each odd component stays alone. Proving that by blossoms alone swallows the
whole component, in deep nests. Instead a dummy, joined to all of the component by edges of weight 0, takes the one left
over. Afterwards the dual is written down again without the dummy. Three identities of linear programming do that, with
C the component, G the gain of the dummy's edges, d the dummy:

    1.  A blossom B around d, with z = 2a, equals the odd set S = C ∪ {d} − B with the same z, when a is added to the
        duals in B and taken from those in S: every slack, and the sum, stay what they are.
    2.  When no blossom holds d any more, its dual D gives the whole of C (an odd set) the z 2·(G − D), and takes G − D
        from every dual in C. As the dummy's edges had no negative slack, no dual falls below 0.
    3.  The sum then is smaller by G, which is what the dummy's pair was worth.
"""

import numpy as np
from numpy.typing import NDArray

from matcher.kernels import integer, kernel


@kernel
def components(start: NDArray[np.int64], other: NDArray[np.int32]) -> NDArray[np.int32]:
    """(n,) The least vertex of each one's component, by union-find."""
    n = len(start) - 1
    root = np.arange(n).astype(np.int32)
    for v in range(n):
        for arc in range(start[v], start[v + 1]):
            a, b = v, integer(other[arc])
            while root[a] != a:
                root[a] = root[root[a]]
                a = integer(root[a])
            while root[b] != b:
                root[b] = root[root[b]]
                b = integer(root[b])
            if a < b:
                root[b] = a
            elif b < a:
                root[a] = b
    for v in range(n):
        root[v] = root[root[v]]
    return root


def odd_components(component: NDArray[np.int32]) -> NDArray[np.int64]:
    """(n,) For each vertex the number of its odd component, from 0, or -1. Those who have no edge need no dummy."""
    size = np.bincount(component, minlength=len(component))
    roots = np.nonzero((size % 2 == 1) & (size > 1))[0]
    number = np.full(len(component), -1, np.int64)
    number[roots] = np.arange(len(roots))
    return np.asarray(number[component])


@kernel
def with_dummies(
    start: NDArray[np.int64],
    other: NDArray[np.int32],
    gain: NDArray[np.int64],
    odd: NDArray[np.int64],
    dummies: int,
    bonus: int,
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64]]:
    """The graph with vertices n, n + 1, … joined to all of their odd component; the arcs to a dummy come last."""
    n = len(start) - 1
    members = np.zeros(dummies, np.int64)
    for v in range(n):
        if odd[v] >= 0:
            members[odd[v]] += 1
    starts = np.zeros(n + dummies + 1, np.int64)
    for v in range(n):
        starts[v + 1] = starts[v] + start[v + 1] - start[v] + (1 if odd[v] >= 0 else 0)
    for k in range(dummies):
        starts[n + k + 1] = starts[n + k] + members[k]
    others = np.empty(starts[n + dummies], np.int32)
    gains = np.empty(starts[n + dummies], np.int64)
    place = starts[n : n + dummies].copy()
    for v in range(n):
        length = start[v + 1] - start[v]
        others[starts[v] : starts[v] + length] = other[start[v] : start[v + 1]]
        gains[starts[v] : starts[v] + length] = gain[start[v] : start[v + 1]]
        k = odd[v]
        if k >= 0:
            others[starts[v] + length] = n + k
            gains[starts[v] + length] = 2 * bonus
            others[place[k]] = v
            gains[place[k]] = 2 * bonus
            place[k] += 1
    return starts, others, gains


@kernel
def chain_around(dummy: int, whole: int, parent: NDArray[np.int32], level: NDArray[np.int64]) -> NDArray[np.int64]:
    """`whole`, and the blossoms around a dummy from the innermost; each one's level is how many lie inside of it."""
    length = 0
    x = integer(parent[dummy])
    level[dummy] = 0
    while x >= 0:
        level[x] = length
        length += 1
        x = integer(parent[x])
    chain = np.empty(length + 1, np.int64)
    chain[0] = whole
    x = integer(parent[dummy])
    for i in range(1, length + 1):
        chain[i] = x
        x = integer(parent[x])
    return chain


@kernel
def reroot(
    dummy: int,
    whole: int,
    members: NDArray[np.int64],
    parent: NDArray[np.int32],
    z: NDArray[np.int64],
    dual: NDArray[np.int64],
    level: NDArray[np.int64],
) -> None:
    """Identity 1 for all blossoms around one dummy: the tree of blossoms as seen from it, and duals to fit.

    Blossom number i of the chain around the dummy (from the innermost, 0) becomes the odd set of all who are outside of
    it; its id stays. `whole` is an unused id for the whole component. level: scratch, (nodes,), -1 throughout; it comes
    to hold how many blossoms of the chain do not hold a node.
    """
    chain = chain_around(dummy, whole, parent, level)
    length = len(chain) - 1
    half = np.zeros(length + 2, np.int64)  # sums of z / 2 over chain[1..i]
    for i in range(1, length + 1):
        half[i] = half[i - 1] + z[chain[i]] // 2
    done = length + 1  # levels from here on belong to nodes that have been given their new parent
    path = np.empty(level.size, np.int64)
    for v in members:
        depth = 0
        x = integer(v)
        while x >= 0 and level[x] < 0:
            path[depth] = x
            depth += 1
            x = integer(parent[x])
        inside = length if x < 0 else level[x]  # chain[inside + 1] is the innermost around v; none when it is length
        if inside >= done:
            inside -= done
        elif depth > 0:
            parent[path[depth - 1]] = chain[inside]
        for k in range(depth):
            level[path[k]] = inside + done
        dual[v] += half[length] - 2 * half[inside]
    for i in range(1, length + 1):
        parent[chain[i]] = chain[i - 1]
    parent[whole] = -1
    dual[dummy] += half[length]
