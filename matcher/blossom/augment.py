"""Turn pairs over: inside a blossom so that another vertex becomes its base, and along a tree's path to the root."""

from matcher.blossom.state import State, top_of
from matcher.kernels import inlined, integer, kernel


@inlined
def pair_over(state: State, u: int, v: int, first: int, second: int, depth: int) -> int:
    """Pair u with v. Children that hold them and are blossoms must be rotated too: they go on the queue."""
    n, queue, mate = state.vertex.size, state.queue, state.vertex["mate"]
    if first >= n:
        queue[depth], queue[depth + 1] = first, u
        depth += 2
    if second >= n:
        queue[depth], queue[depth + 1] = second, v
        depth += 2
    mate[u], mate[v] = v, u
    return depth


@kernel
def rotate_circle(state: State, blossom: int, child: int, depth: int) -> int:
    """Pair the children of a blossom anew so that `child` is the one left over; returns the new depth of the queue.

    Pairs shift along the side of the circle, between child and old base, that has an even number of edges.
    """
    node = state.node
    following, previous, leave, enter = node["next"], node["prev"], node["leave"], node["enter"]
    base = node["first"][blossom]
    steps = 0
    x = integer(base)
    while x != child:
        x = integer(following[x])
        steps += 1
    while x != base:
        if steps & 1:
            y = integer(following[x])
            z = integer(following[y])
            depth = pair_over(state, leave[y], enter[y], y, z, depth)
        else:
            y = integer(previous[x])
            z = integer(previous[y])
            depth = pair_over(state, leave[z], enter[z], z, y, depth)
        x = z
    return depth


@kernel
def rebase(state: State, blossom: int, v: int) -> None:
    """Make v the base of a blossom, at every depth, and pair up the rest. Each blossom inside is walked once."""
    queue, chain, parent = state.queue, state.leaf, state.node["parent"]
    queue[0], queue[1] = blossom, v
    depth = 2
    while depth > 0:
        depth -= 2
        outer, vertex = queue[depth], queue[depth + 1]
        length = 0
        x = vertex
        while x != outer:
            chain[length] = x
            length += 1
            x = integer(parent[x])
        while length > 0:
            length -= 1
            child = chain[length]
            depth = rotate_circle(state, outer, child, depth)
            state.node["first"][outer] = child
            state.node["base"][outer] = vertex
            outer = child


@kernel
def augment(state: State, u: int, partner: int) -> None:
    """Pair u with partner (who may be nobody) and turn over all pairs from u's top node to the root."""
    n, node, mate = state.vertex.size, state.node, state.vertex["mate"]
    while True:
        top = top_of(state, u)
        if top >= n:
            rebase(state, top, u)
        mate[u] = partner
        if node["tree_from"][top] == -1:
            break
        inner = top_of(state, node["tree_from"][top])
        above, entered = integer(node["tree_from"][inner]), integer(node["tree_to"][inner])
        if inner >= n:
            rebase(state, inner, entered)
        mate[entered] = above
        u, partner = above, entered
