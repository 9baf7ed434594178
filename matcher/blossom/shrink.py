"""An odd circle of tight edges between outer and inner nodes becomes one outer blossom."""

from matcher.blossom.scan import scan
from matcher.blossom.state import FREE, NEVER, OUTER, SHRUNK, STAMP, TOP, State, leaves, new_blossom, see, top_of
from matcher.kernels import inlined, integer, kernel


@inlined
def outer_above(state: State, outer: int) -> int:
    """The next outer node on the way to the root, or -1."""
    node = state.node
    if node["tree_from"][outer] == -1:
        return integer(-1)
    inner = top_of(state, node["tree_from"][outer])
    return integer(top_of(state, node["tree_from"][inner]))


@kernel
def meeting_of(state: State, a: int, b: int) -> int:
    """The first outer node on both ways to the root; walks both at once, so it costs no more than the circle."""
    mark = state.node["mark"]
    state.tally[STAMP] += 1
    stamp = state.tally[STAMP]
    one, other = integer(a), integer(b)
    while True:
        if one != -1:
            if mark[one] == stamp:
                return one
            mark[one] = stamp
            one = outer_above(state, one)
        one, other = other, one


@kernel
def link_circle(state: State, u: int, v: int, meeting: int) -> None:
    """Join the nodes from meeting down to u's, across uv, and back up from v's, by next and prev."""
    node = state.node
    following, previous, leave, enter = node["next"], node["prev"], node["leave"], node["enter"]
    tree_from, tree_to = node["tree_from"], node["tree_to"]
    x = top_of(state, u)
    while x != meeting:
        y = top_of(state, tree_from[x])
        following[y], previous[x] = x, y
        leave[y], enter[y] = tree_from[x], tree_to[x]
        x = y
    x, y = top_of(state, u), top_of(state, v)
    following[x], previous[y] = y, x
    leave[x], enter[x] = u, v
    x = y
    while x != meeting:
        y = top_of(state, tree_from[x])
        following[x], previous[y] = y, x
        leave[x], enter[x] = tree_to[x], tree_from[x]
        x = y


@kernel
def take_in(state: State, child: int, blossom: int, now: int, waiting: int) -> int:
    """Bring a child's duals up to date; vertices of inner children become outer and wait in the queue to be scanned."""
    n, node, vertex = state.vertex.size, state.node, state.vertex
    gone = now - node["since"][child]
    if node["label"][child] == OUTER:
        if child >= n:
            node["z"][child] += 2 * gone
    else:
        if child >= n:
            node["z"][child] -= 2 * gone
        found = leaves(state, child)
        for i in range(found):
            v = state.leaf[i]
            vertex["dual"][v] += gone
            vertex["since"][v] = now
            node["inside"][v] = blossom
            state.queue[waiting] = v
            waiting += 1
    node["above"][child] = node["parent"][child] = blossom
    node["label"][child] = FREE
    return waiting


@kernel
def shrink(state: State, u: int, v: int, now: int) -> None:
    """The tight edge uv joins two outer nodes of the tree: their circle becomes a blossom with z = 0."""
    node = state.node
    state.tally[SHRUNK] += 1
    meeting = meeting_of(state, top_of(state, u), top_of(state, v))
    link_circle(state, u, v, meeting)
    blossom = new_blossom(state)
    node["above"][blossom] = blossom
    waiting = 0
    child = integer(meeting)
    while True:
        waiting = take_in(state, child, blossom, now, waiting)
        child = integer(node["next"][child])
        if child == meeting:
            break
    node["parent"][blossom] = TOP
    node["first"][blossom] = meeting
    node["base"][blossom] = node["base"][meeting]
    node["z"][blossom] = 0
    node["label"][blossom] = OUTER
    node["since"][blossom] = now
    node["tree_from"][blossom] = node["tree_from"][meeting]
    node["tree_to"][blossom] = node["tree_to"][meeting]
    node["reached"][blossom] = NEVER
    see(state, blossom)
    for i in range(waiting):
        scan(state, state.queue[i], now)
