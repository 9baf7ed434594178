"""What the arcs of an outer vertex lead to, when there are blossoms."""

from matcher.blossom.agenda import EDGE, plan
from matcher.blossom.state import ALONE, BEST, INNER, NEVER, OUTER, State, see, top_of
from matcher.kernels import integer, kernel


@kernel
def scan(state: State, u: int, now: int) -> None:
    """Plan the moments at which arcs of u become tight, and at which its dual is 0.

    Nothing after tally[BEST], a moment at which the search will surely end, is planned.
    """
    node = state.node
    dual, since, mate = state.vertex["dual"], state.vertex["since"], state.vertex["mate"]
    best = state.tally[BEST]
    top = top_of(state, u)
    dual_u = dual[u] - (now - since[u])
    if now + dual_u < best:
        best = now + dual_u
        plan(state, best, integer(u))
    for arc in range(state.start[u], state.start[u + 1]):
        v = state.other[arc]
        there = top_of(state, v)
        kind = node["label"][there]
        if there == top or kind == INNER:
            continue
        slack = dual_u - state.gain[arc] + dual[v]
        if kind == OUTER:
            time = now + (slack - (now - since[v])) // 2
            if time < best:
                plan(state, time, EDGE | arc)
        elif now + slack < best:
            if mate[node["base"][there]] == ALONE:
                best = now + slack
                plan(state, best, EDGE | arc)
            elif now + slack < node["reached"][there]:
                if node["reached"][there] == NEVER:
                    see(state, there)
                node["reached"][there] = now + slack
                plan(state, now + slack, EDGE | arc)
    state.tally[BEST] = best


@kernel
def scan_back(state: State, u: int, now: int) -> None:
    """Plan the moments at which outer vertices reach u, which has just become part of a free node."""
    node = state.node
    dual, since = state.vertex["dual"], state.vertex["since"]
    top = top_of(state, u)
    for arc in range(state.start[u], state.start[u + 1]):
        v = state.other[arc]
        if node["label"][top_of(state, v)] != OUTER:
            continue
        time = now + dual[u] + dual[v] - (now - since[v]) - state.gain[arc]
        if time < state.tally[BEST] and time < node["reached"][top]:
            node["reached"][top] = time
            plan(state, time, EDGE | arc)


@kernel
def scan_all(state: State, found: int, now: int) -> None:
    """All vertices in state.leaf[:found] have just become outer: set their clocks, then scan them."""
    vertices = state.leaf[:found].copy()
    since = state.vertex["since"]
    for v in vertices:
        since[v] = now
    for v in vertices:
        scan(state, v, now)
