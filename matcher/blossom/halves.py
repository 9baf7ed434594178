"""Half-integral matching by many small searches, which leaves little for blossoms to do.

Relax the odd sets away and every extreme solution has edges of 0, ½ and 1, the halves on odd circles (Balinski, 1965).
Starting the exact algorithm from there is the fractional jump start of Applegate and Cook (1993); here the searches run
on the graph itself. A search that found nothing within its budget keeps the duals it has changed, so that trees grow
towards each other and the total effort stays near linear (the variable-dual effect that Cook and Rohe, 1999, describe).

Invariants, before and after each search: no slack is negative; pairs and the edges of half-integral circles are tight;
dual ≥ 0; a vertex alone with dual 0 is done.
"""

import numpy as np

from matcher.blossom.agenda import EDGE, NUMBER, plan, take
from matcher.blossom.state import (
    ALONE,
    BEST,
    DUE,
    FREE,
    FULL,
    GROWN,
    HALF,
    INNER,
    NEVER,
    OUTER,
    SEARCHES,
    SEEN,
    STAMP,
    TOP,
    State,
    new_blossom,
    see,
)
from matcher.kernels import inlined, integer, kernel

VANISH, CIRCLE, LONELY, BREAK, GIVE_UP = 1, 2, 3, 4, 9
"""How a search ends: an outer dual is 0; an odd circle closes; a lonely vertex or a half-integral circle is reached."""


@kernel
def scan(state: State, u: int, now: int) -> None:
    """Plan what the arcs of an outer vertex lead to, and forget what would come after a certain end of this search."""
    dual, since, reached = state.vertex["dual"], state.vertex["since"], state.vertex["reached"]
    mate, label = state.vertex["mate"], state.vertex["label"]
    best = state.tally[BEST]
    dual_u = dual[u] - (now - since[u])
    if now + dual_u < best:
        best = now + dual_u
        plan(state, best, integer(u))
    for arc in range(state.start[u], state.start[u + 1]):
        v = state.other[arc]
        kind = label[v]
        if kind == INNER:
            continue
        slack = dual_u - state.gain[arc] + dual[v]
        if kind == OUTER:
            time = now + (slack - (now - since[v])) // 2
            if time < best:
                best = time
                plan(state, time, EDGE | arc)
        elif now + slack < best:
            if mate[v] < 0:
                best = now + slack
                plan(state, best, EDGE | arc)
            elif now + slack < reached[v]:
                if reached[v] == NEVER:
                    see(state, v)
                reached[v] = now + slack
                plan(state, now + slack, EDGE | arc)
    state.tally[BEST] = best


@kernel
def grow(state: State, root: int, budget: int) -> tuple[int, int, int, int]:
    """Grow a tree from a lonely root until it must end. Returns how, the arc's two ends, and the time."""
    label, since, reached = state.vertex["label"], state.vertex["since"], state.vertex["reached"]
    mate, came_from = state.vertex["mate"], state.node["tree_from"]
    label[root] = OUTER
    since[root] = 0
    came_from[root] = -1
    see(state, root)
    scan(state, root, 0)
    while True:
        now, item = take(state)
        if item < EDGE:
            return VANISH, item, -1, now
        arc = item & NUMBER
        u, v = state.source[arc], state.other[arc]
        if label[v] == INNER:
            continue
        if label[v] == OUTER:
            return CIRCLE, u, v, now
        if mate[v] == ALONE:
            return LONELY, u, v, now
        if mate[v] == HALF:
            return BREAK, u, v, now
        if reached[v] < now:
            continue
        budget -= 1
        if budget < 0 or state.tally[FULL]:
            return GIVE_UP, -1, -1, now
        state.tally[GROWN] += 1
        partner = mate[v]
        label[v], since[v], came_from[v] = INNER, now, u
        label[partner], since[partner] = OUTER, now
        see(state, partner)
        see(state, v)
        scan(state, partner, now)


@kernel
def close_circle(state: State, root: int, u: int, v: int) -> int:
    """Link the odd circle that the arc uv closes in the tree, by next and prev. Returns the vertex nearest the root."""
    mate, came_from, mark = state.vertex["mate"], state.node["tree_from"], state.node["mark"]
    following, previous = state.node["next"], state.node["prev"]
    state.tally[STAMP] += 1
    stamp = state.tally[STAMP]
    a, b = integer(u), integer(v)
    while True:
        if a != -1:
            if mark[a] == stamp:
                break
            mark[a] = stamp
            a = integer(-1) if a == root else integer(came_from[mate[a]])
        a, b = b, a
    meeting = a
    x = integer(u)
    while x != meeting:
        inner = mate[x]
        outer = came_from[inner]
        following[outer], previous[inner] = inner, outer
        following[inner], previous[x] = x, inner
        x = integer(outer)
    following[u], previous[v] = v, u
    x = integer(v)
    while x != meeting:
        inner = mate[x]
        outer = came_from[inner]
        following[x], previous[inner] = inner, x
        following[inner], previous[outer] = outer, inner
        x = integer(outer)
    return meeting


@inlined
def pair_around(state: State, v: int) -> None:
    """Pair up all of v's circle but v itself."""
    mate, following = state.vertex["mate"], state.node["next"]
    x = following[v]
    while x != v:
        y = following[x]
        mate[x], mate[y] = y, x
        x = following[y]


@kernel
def turn_over(state: State, root: int, u: int, partner: int) -> None:
    """Pair u with partner and shift all pairs on the way from u up to the root."""
    mate, came_from = state.vertex["mate"], state.node["tree_from"]
    while True:
        inner = mate[u]
        mate[u] = partner
        if u == root:
            break
        outer = came_from[inner]
        mate[inner] = outer
        partner, u = inner, outer


@kernel
def settle(state: State, now: int) -> None:
    """Bring the duals up to date and wipe the labels."""
    label, since, dual = state.vertex["label"], state.vertex["since"], state.vertex["dual"]
    reached = state.vertex["reached"]
    for i in range(state.tally[SEEN]):
        v = state.seen[i]
        if label[v] == OUTER:
            dual[v] -= now - since[v]
        elif label[v] == INNER:
            dual[v] += now - since[v]
        label[v] = FREE
        reached[v] = NEVER


@kernel
def search(state: State, root: int, budget: int) -> bool:
    """Match a lonely vertex, put it on a circle, or bring its dual to 0; False when the budget ran out before."""
    mate, following = state.vertex["mate"], state.node["next"]
    state.tally[DUE], state.tally[SEEN], state.tally[BEST] = 0, 0, NEVER
    state.tally[SEARCHES] += 1
    end, u, v, now = grow(state, root, budget)
    if end == CIRCLE:
        meeting = close_circle(state, root, u, v)
        turn_over(state, root, meeting, HALF)
        x = following[meeting]
        mate[meeting] = HALF
        while x != meeting:
            mate[x] = HALF
            x = following[x]
    elif end != GIVE_UP:
        if end == BREAK:
            pair_around(state, v)
        if end != VANISH:
            mate[v] = u
        turn_over(state, root, u, v)
    settle(state, now)
    return end != GIVE_UP


@kernel
def match_by_halves(state: State, budget: int) -> None:
    """Search from every lonely vertex, in rounds with twice the budget each, until none is left or `stop` is set."""
    mate, dual = state.vertex["mate"], state.vertex["dual"]
    todo = np.nonzero((mate == ALONE) & (dual > 0))[0]
    while len(todo) > 0:
        left = 0
        for i in range(len(todo)):
            v = todo[i]
            if mate[v] == ALONE and dual[v] > 0 and not search(state, v, budget):
                todo[left] = v
                left += 1
            if state.tally[FULL] or state.stop[0]:
                return
        todo = todo[:left]
        budget *= 2


@kernel
def circles_to_blossoms(state: State) -> None:
    """Every half-integral circle becomes a blossom with z = 0 whose base is alone."""
    mate, node = state.vertex["mate"], state.node
    for v in range(len(state.start) - 1):
        if mate[v] != HALF:
            continue
        blossom = new_blossom(state)
        x = integer(v)
        while True:
            node["parent"][x] = node["inside"][x] = node["above"][x] = blossom
            node["leave"][x] = x
            node["enter"][x] = node["next"][x]
            x = integer(node["next"][x])
            if x == v:
                break
        node["parent"][blossom] = TOP
        node["first"][blossom] = node["base"][blossom] = v
        node["z"][blossom] = 0
        node["label"][blossom] = FREE
        node["reached"][blossom] = NEVER
        node["above"][blossom] = blossom
        mate[v] = ALONE
        pair_around(state, v)
