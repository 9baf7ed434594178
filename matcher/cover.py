"""What a dual gives to each pair: y(i) + y(j) + the z of the odd sets that hold both (all doubled)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.blossom.solve import Solved, top_down
from matcher.kernels import inlined, integer


class Cover(NamedTuple):
    """A dual made quick to ask. Nodes are vertices, then odd sets."""

    dual: NDArray[np.int64]  # (n)
    parent: NDArray[np.int32]  # (n + b)
    depth: NDArray[np.int32]  # (n + b) odd sets around a node
    around: NDArray[np.int64]  # (n + b) z of a set and of all around it; 0 for vertices
    top: NDArray[np.int32]  # (n) the greatest set around each vertex, or itself
    top_z: NDArray[np.int64]  # (n) its z, or 0


def cover_of(solved: Solved) -> Cover:
    n, parent = len(solved.dual), solved.parent
    depth, around = np.zeros(len(parent), np.int32), np.zeros(len(parent), np.int64)
    top = np.arange(len(parent), dtype=np.int32)
    for s in top_down(parent, n):
        above = int(parent[s])
        around[s] = solved.z[s - n] + (around[above] if above >= 0 else 0)
        depth[s] = depth[above] + 1 if above >= 0 else 0
        top[s] = top[above] if above >= 0 else s
    inside = parent[:n] >= 0
    depth[:n][inside] = depth[parent[:n][inside]] + 1
    top[:n][inside] = top[parent[:n][inside]]
    z = np.concatenate([np.zeros(n, np.int64), solved.z])
    return Cover(solved.dual, parent, depth, around, top[:n].copy(), z[top[:n]])


@inlined
def common_z(cover: Cover, i: int, j: int) -> int:
    """The z of all odd sets that hold both, by climbing from the deeper one until they meet."""
    if cover.top[i] != cover.top[j]:
        return integer(0)
    a, b = integer(i), integer(j)
    while a != b:
        if cover.depth[a] >= cover.depth[b]:
            a = integer(cover.parent[a])
        else:
            b = integer(cover.parent[b])
    return integer(cover.around[a])
