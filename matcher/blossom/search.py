"""One alternating tree, grown by primal-dual steps until a lonely vertex is matched or its dual is 0 (Galil, 1986).

Invariants, before and after each search: no slack is negative; edges of pairs and of blossoms' circles are tight;
z ≥ 0, and even; the children of a blossom are odd in number and paired along the circle, but for its base; a vertex
alone with dual 0 is done. `invariants.check` asserts them between rounds when MATCHER_DEBUG is set.
"""

import numpy as np

from matcher.blossom.agenda import EDGE, NUMBER, OPEN, plan, take
from matcher.blossom.augment import augment, rebase
from matcher.blossom.expand import expand
from matcher.blossom.scan import scan_all
from matcher.blossom.shrink import shrink
from matcher.blossom.state import (
    ALONE,
    BEST,
    DUE,
    FREE,
    FULL,
    GROWN,
    INNER,
    NEVER,
    OUTER,
    REACHED,
    SEARCHES,
    SEEN,
    SETTLED,
    TOP,
    State,
    give_back,
    leaves,
    see,
    top_of,
)
from matcher.kernels import inlined, integer, kernel

GO_ON, MATCHED, GIVE_UP = 0, 1, 2


@kernel
def plant(state: State, root: int) -> None:
    node = state.node
    state.tally[DUE], state.tally[SEEN], state.tally[BEST] = 0, 0, NEVER
    state.tally[SEARCHES] += 1
    node["label"][root] = OUTER
    node["since"][root] = 0
    node["tree_from"][root] = node["tree_to"][root] = -1
    see(state, root)
    scan_all(state, leaves(state, root), 0)


@kernel
def reach(state: State, u: int, v: int, now: int) -> None:
    """The free, matched top node of v becomes inner, and its partner outer."""
    n, node, vertex = state.vertex.size, state.node, state.vertex
    there = top_of(state, v)
    state.tally[GROWN] += 1
    node["label"][there] = INNER
    node["since"][there] = now
    node["tree_from"][there], node["tree_to"][there] = u, v
    see(state, there)
    if there >= n:
        plan_opening(state, there, now + node["z"][there] // 2)
    base = node["base"][there]
    partner = vertex["mate"][base]
    beyond = top_of(state, partner)
    node["label"][beyond] = OUTER
    node["since"][beyond] = now
    node["tree_from"][beyond], node["tree_to"][beyond] = base, partner
    see(state, beyond)
    scan_all(state, leaves(state, beyond), now)


@inlined
def plan_opening(state: State, blossom: int, time: int) -> None:
    if time < state.tally[BEST]:
        plan(state, time, OPEN | blossom)


@kernel
def opening(state: State, blossom: int, item: int, now: int) -> None:
    """The agenda says that an inner blossom's z is 0. Where it changed its label since, later or never."""
    node = state.node
    if node["parent"][blossom] != TOP or node["label"][blossom] != INNER:
        return
    z = node["z"][blossom] - 2 * (now - node["since"][blossom])
    if z == 0:
        expand(state, blossom, now)
    elif z > 0:
        plan(state, now + z // 2, item)


@kernel
def tighten(state: State, item: int, now: int, budget: int) -> int:
    """The agenda says that an arc is tight: shrink, match or grow, unless something changed since."""
    node, vertex = state.node, state.vertex
    arc = item & NUMBER
    u, v = integer(state.source[arc]), integer(state.other[arc])
    here, there = top_of(state, u), top_of(state, v)
    if here == there:
        return GO_ON
    if node["label"][here] != OUTER:
        u, v, here, there = v, u, there, here
    if node["label"][here] != OUTER or node["label"][there] == INNER:
        return GO_ON
    slack = vertex["dual"][u] - (now - vertex["since"][u]) + vertex["dual"][v] - state.gain[arc]
    if node["label"][there] == OUTER:
        slack -= now - vertex["since"][v]
        if slack > 0:
            plan(state, now + slack // 2, item)
        else:
            shrink(state, u, v, now)
        return GO_ON
    if slack > 0:
        plan(state, now + slack, item)
        return GO_ON
    if vertex["mate"][node["base"][there]] == ALONE:
        if there >= vertex.size:
            rebase(state, there, v)
        vertex["mate"][v] = u
        node["label"][there] = REACHED
        node["since"][there] = now
        see(state, there)
        augment(state, u, v)
        return MATCHED
    if budget <= 0:
        return GIVE_UP
    reach(state, u, v, now)
    return GO_ON


@kernel
def search(state: State, root: int, budget: int) -> bool:
    """Match the base of the lonely top node `root`, or bring some dual to 0; False when the budget ran out before."""
    plant(state, root)
    grown = state.tally[GROWN]
    while True:
        now, item = take(state)
        if item < EDGE:
            augment(state, item, ALONE)
            settle(state, now)
            return True
        if item >= OPEN:
            opening(state, item & NUMBER, item, now)
            continue
        done = tighten(state, item, now, budget - (state.tally[GROWN] - grown))
        if done == MATCHED:
            settle(state, now)
            return True
        if done == GIVE_UP or state.tally[FULL]:
            settle(state, now)
            return False


@kernel
def settle(state: State, now: int) -> None:
    """Bring all duals up to date, wipe the labels, and dissolve top blossoms with z = 0."""
    n, node, vertex = state.vertex.size, state.node, state.vertex
    seen = state.tally[SEEN]
    for i in range(seen):
        top = state.seen[i]
        kind = node["label"][top]
        node["reached"][top] = NEVER
        if node["parent"][top] != TOP or kind in (FREE, SETTLED):
            continue
        gone = now - node["since"][top]
        if kind != REACHED:
            found = leaves(state, top)
            for k in range(found):
                v = state.leaf[k]
                if kind == OUTER:
                    vertex["dual"][v] -= now - vertex["since"][v]
                    node["inside"][v] = top
                else:
                    vertex["dual"][v] += gone
            if top >= n:
                node["z"][top] += 2 * gone if kind == OUTER else -2 * gone
        node["label"][top] = SETTLED
    for i in range(seen):
        top = state.seen[i]
        if node["label"][top] == SETTLED:
            node["label"][top] = FREE
            if top >= n and node["parent"][top] == TOP and node["z"][top] == 0:
                dissolve(state, top)
        elif node["parent"][top] != TOP:
            node["label"][top] = FREE


@kernel
def dissolve(state: State, blossom: int) -> None:
    """Take a top blossom with z = 0 apart, and all such inside; vertices learn their new top only once."""
    n, node, todo = state.vertex.size, state.node, state.queue
    todo[0] = blossom
    depth = 1
    while depth > 0:
        depth -= 1
        x = todo[depth]
        if x < n or node["z"][x] != 0:
            found = leaves(state, x)
            for k in range(found):
                node["inside"][state.leaf[k]] = x
            continue
        child = integer(node["first"][x])
        while True:
            node["parent"][child] = TOP
            node["label"][child] = FREE
            node["reached"][child] = NEVER
            node["above"][child] = child
            todo[depth] = child
            depth += 1
            child = integer(node["next"][child])
            if child == node["first"][x]:
                break
        node["label"][x] = FREE
        give_back(state, x)


@kernel
def match_exactly(state: State, budget: int) -> None:
    """Search from every lonely vertex with a dual above 0, in rounds with twice the budget each."""
    mate, dual = state.vertex["mate"], state.vertex["dual"]
    todo = np.nonzero((mate == ALONE) & (dual > 0))[0]
    while len(todo) > 0:
        left = 0
        for i in range(len(todo)):
            v = todo[i]
            if mate[v] == ALONE and dual[v] > 0 and not search(state, top_of(state, v), budget):
                todo[left] = v
                left += 1
            if state.tally[FULL] or state.stop[0]:
                return
        todo = todo[:left]
        budget *= 2
