"""An inner blossom whose z has come down to 0 becomes its circle again: one side joins the tree, the rest is free."""

from matcher.blossom.agenda import OPEN, plan
from matcher.blossom.scan import scan_all, scan_back
from matcher.blossom.state import (
    EXPANDED,
    FREE,
    INNER,
    NEVER,
    OUTER,
    TOP,
    State,
    give_back,
    leaves,
    see,
)
from matcher.kernels import inlined, integer, kernel


@kernel
def release(state: State, blossom: int) -> int:
    """Make all children top nodes and give the blossom's id back. Returns their number; they stand in state.queue."""
    node = state.node
    child, number = integer(node["first"][blossom]), 0
    while True:
        state.queue[number] = child
        number += 1
        node["parent"][child] = TOP
        node["label"][child] = FREE
        node["reached"][child] = NEVER
        node["above"][child] = child
        found = leaves(state, child)
        for i in range(found):
            node["inside"][state.leaf[i]] = child
        child = integer(node["next"][child])
        if child == node["first"][blossom]:
            break
    node["label"][blossom] = FREE
    node["reached"][blossom] = NEVER
    give_back(state, blossom)
    return number


@inlined
def become_inner(state: State, child: int, above: int, entered: int, now: int) -> None:
    node = state.node
    node["label"][child] = INNER
    node["since"][child] = now
    node["tree_from"][child], node["tree_to"][child] = above, entered
    if child >= state.vertex.size:
        plan(state, now + node["z"][child] // 2, OPEN | child)


@kernel
def label_side(state: State, entry: int, base: int, steps: int, now: int) -> int:
    """Label the even side of the circle from entry to base: inner, outer, …, inner. Outer ones stand in state.queue."""
    node = state.node
    following, previous, leave, enter = node["next"], node["prev"], node["leave"], node["enter"]
    outers = 0
    x = integer(entry)
    while x != base:
        if steps & 1:
            y = integer(following[x])
            z = integer(following[y])
            node["tree_from"][y], node["tree_to"][y] = leave[x], enter[x]
            become_inner(state, z, leave[y], enter[y], now)
        else:
            y = integer(previous[x])
            z = integer(previous[y])
            node["tree_from"][y], node["tree_to"][y] = enter[y], leave[y]
            become_inner(state, z, enter[z], leave[z], now)
        node["label"][y] = OUTER
        node["since"][y] = now
        state.queue[outers] = y
        outers += 1
        x = z
    return outers


@kernel
def expand(state: State, blossom: int, now: int) -> None:
    """Open an inner blossom with z = 0 in the middle of a search."""
    node, vertex = state.node, state.vertex
    state.tally[EXPANDED] += 1
    gone = now - node["since"][blossom]
    found = leaves(state, blossom)
    for i in range(found):
        vertex["dual"][state.leaf[i]] += gone
    entry = integer(node["tree_to"][blossom])
    while node["parent"][entry] != blossom:
        entry = integer(node["parent"][entry])
    above, entered, base = node["tree_from"][blossom], node["tree_to"][blossom], integer(node["first"][blossom])
    number = release(state, blossom)
    children = state.queue[:number].copy()
    steps = 0
    for i in range(number):
        see(state, children[i])
        if children[i] == entry:
            steps = i
    become_inner(state, entry, above, entered, now)
    outers = state.queue[: label_side(state, entry, base, steps, now)].copy()
    for outer in outers:
        scan_all(state, leaves(state, outer), now)
    for child in children:
        if node["label"][child] == FREE:
            vertices = state.leaf[: leaves(state, child)].copy()
            for v in vertices:
                scan_back(state, v, now)
