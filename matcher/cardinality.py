"""As many pairs as possible, whatever they are worth, and the barrier that proves it.

Edmonds' algorithm (1965) from a warm start: one breadth-first tree for each lonely vertex, odd circles merged by
union-find. A tree that finds nobody can never help a later one (it is frozen), so all failures together visit each arc
once. When the last has failed, outer vertices are the parts of a Tutte-Berge barrier, inner ones the barrier itself.
"""

import numpy as np
from numpy.typing import NDArray

from matcher.blossom.solve import Solved
from matcher.graph import Graph
from matcher.kernels import inlined, integer, kernel

FREE, OUTER, INNER = 0, 1, 2


@inlined
def find(root: NDArray[np.int32], v: int) -> int:
    while root[v] != v:
        root[v] = root[root[v]]
        v = integer(root[v])
    return v


@kernel
def join_path(
    v: int, child: int, meeting: int, root: NDArray[np.int32], mate: NDArray[np.int32], back: NDArray[np.int32],
    label: NDArray[np.int8], queue: NDArray[np.int32], end: int,
) -> int:  # fmt: skip
    """The way from v up to the meeting point gets its way back, round the circle; then its bases are merged.

    Inner vertices become outer and are queued. Returns the queue's new end.
    """
    base = find(root, v)
    while find(root, v) != meeting:
        back[v] = child
        child = integer(mate[v])
        v = integer(back[child])
    while base != meeting:
        inner = integer(mate[base])
        above = find(root, integer(back[inner]))
        label[inner] = OUTER
        queue[end] = inner
        end += 1
        root[base] = meeting
        root[inner] = meeting
        base = above
    return end


@kernel
def meeting_of(
    a: int, b: int, root: NDArray[np.int32], mate: NDArray[np.int32], back: NDArray[np.int32],
    mark: NDArray[np.int64], stamp: int,
) -> int:  # fmt: skip
    """The first base on both ways to the tree's root."""
    one, other = find(root, a), find(root, b)
    while True:
        if one >= 0:
            if mark[one] == stamp:
                return one
            mark[one] = stamp
            one = integer(-1) if mate[one] < 0 else find(root, integer(back[mate[one]]))
        one, other = other, one


@kernel
def grow(
    tree: int, start: NDArray[np.int64], other: NDArray[np.int32], low: NDArray[np.int64], least: int,
    mate: NDArray[np.int32], label: NDArray[np.int8], frozen: NDArray[np.bool_], root: NDArray[np.int32],
    back: NDArray[np.int32], mark: NDArray[np.int64], queue: NDArray[np.int32],
) -> tuple[int, int]:  # fmt: skip
    """Breadth first from a lonely vertex. Returns the lonely vertex it found, or -1, and the queue's length."""
    queue[0] = tree
    label[tree] = OUTER
    place, end = 0, 1
    stamp = integer(tree) * 2**31
    while place < end:
        u = integer(queue[place])
        place += 1
        for arc in range(start[u], start[u + 1]):
            v = integer(other[arc])
            if low[arc] < least or frozen[v]:
                continue
            if label[v] == FREE:
                back[v] = u
                if mate[v] < 0:
                    return v, end
                label[v] = INNER
                partner = mate[v]
                label[partner] = OUTER
                queue[end] = partner
                end += 1
            elif label[v] == OUTER and find(root, u) != find(root, v):
                stamp += 1
                meeting = meeting_of(u, v, root, mate, back, mark, stamp)
                end = join_path(u, v, meeting, root, mate, back, label, queue, end)
                end = join_path(v, u, meeting, root, mate, back, label, queue, end)
    return -1, end


@kernel
def pair_up(
    start: NDArray[np.int64], other: NDArray[np.int32], low: NDArray[np.int64], least: int,
    mate: NDArray[np.int32], label: NDArray[np.int8], root: NDArray[np.int32], failures: int, stop: NDArray[np.int64],
) -> int:  # fmt: skip
    """Make mate a greatest matching over arcs with low ≥ least; returns how many trees failed.

    Gives up at more than `failures`. label and root, all 0 and own number before, come to hold the forest that failed.
    """
    n = len(mate)
    frozen = np.zeros(n, np.bool_)
    back = np.full(n, -1, np.int32)
    mark = np.zeros(n, np.int64)
    queue = np.empty(n + 1, np.int32)
    failed = 0
    for v in range(n):
        if mate[v] < 0:
            for arc in range(start[v], start[v + 1]):
                if low[arc] >= least and mate[other[arc]] < 0:
                    mate[v] = other[arc]
                    mate[other[arc]] = v
                    break
    for tree in range(n):
        if mate[tree] >= 0:
            continue
        found, end = grow(tree, start, other, low, least, mate, label, frozen, root, back, mark, queue)
        if found < 0:
            failed += 1
            for k in range(end):
                frozen[queue[k]] = True
                if mate[queue[k]] >= 0:
                    frozen[mate[queue[k]]] = True
            if failed > failures or stop[0]:
                return failed
            continue
        for k in range(end):
            u = queue[k]
            label[u] = FREE
            root[u] = u
            if mate[u] >= 0:
                label[mate[u]] = FREE
                root[mate[u]] = mate[u]
        v = integer(found)
        while v >= 0:
            u = integer(back[v])
            beyond = integer(mate[u])
            mate[v] = u
            mate[u] = v
            v = beyond
    return failed


def greatest_matching(
    graph: Graph, least: int, warm: NDArray[np.int32], *, failures: int, stop: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int32], int]:
    """As many pairs as possible over arcs that weigh at least `least`, from pairs `warm` that all are.

    Returns mates, the parts of the barrier (see `certificate.Barrier`; useless when given up), and how many failed.
    """
    mate, label = warm.astype(np.int32).copy(), np.zeros(graph.n, np.int8)
    root = np.arange(graph.n, dtype=np.int32)
    failed = pair_up(graph.start, graph.other, graph.weight, integer(least), mate, label, root, failures, stop)
    part = parts_of(label, root) if failed <= failures else label.astype(np.int32)
    return mate, part, int(failed)


def parts_of(label: NDArray[np.int8], root: NDArray[np.int32]) -> NDArray[np.int32]:
    """-1 for inner vertices; a number for each merged set of outer ones; one more for all that no tree reached."""
    base = root.copy()
    while (base != base[base]).any():
        base = base[base]
    part = np.where(label == OUTER, base, -1).astype(np.int32)
    free = np.nonzero(label == FREE)[0]
    if len(free):
        part[free] = free[0]
    return part


def barrier_limit(part: NDArray[np.int32]) -> int:
    """No matching has more pairs than this when no pair joins two parts."""
    inside = part[part >= 0]
    return int((part < 0).sum()) + int((np.bincount(inside, minlength=1) // 2).sum())


def as_dual(part: NDArray[np.int32], mate: NDArray[np.int32]) -> Solved:
    """The barrier as a dual for counting pairs: 2 for the barrier itself (doubled: one pair each), sets for parts."""
    n = len(part)
    size = np.bincount(part[part >= 0], minlength=n + 1)
    even = (part >= 0) & (size[part] % 2 == 0)
    odd = (part >= 0) & ~even & (size[part] > 1)
    sets = np.unique(part[odd])
    number = np.full(n + 1, -1, np.int32)
    number[sets] = np.arange(n, n + len(sets))
    dual = np.where(part < 0, 2, np.where(even, 1, 0)).astype(np.int64)
    parent = np.concatenate([np.where(odd, number[part], -1), np.full(len(sets), -1)]).astype(np.int32)
    return Solved(mate, dual, parent, np.full(len(sets), 2, np.int64), finished=True)
