"""The invariants of the solver, asserted between its rounds when MATCHER_DEBUG is set. Slow: for tests."""

import numpy as np

from matcher.blossom.state import TOP, State


def check(state: State) -> None:
    """Assert what must be true whenever no search is under way."""
    n, node, vertex = len(state.vertex), state.node, state.vertex
    assert (vertex["dual"] >= 0).all(), "a dual is negative"
    assert (node["z"] >= 0).all(), "the z of a blossom is negative"
    assert (node["z"] % 2 == 0).all(), "the z of a blossom is odd"
    assert (node["label"] == 0).all(), "a label was left over"
    mate = vertex["mate"]
    paired = np.nonzero(mate >= 0)[0]
    assert (mate[mate[paired]] == paired).all(), "somebody's partner has another partner"
    for arc in range(len(state.other)):
        u, v = int(state.source[arc]), int(state.other[arc])
        slack = int(vertex["dual"][u] + vertex["dual"][v] - state.gain[arc]) + common(state, u, v)
        assert slack >= 0, f"edge {u}-{v} has slack {slack}"
        assert slack == 0 or mate[u] != v, f"pair {u}-{v} is not tight: {slack}"
    for blossom in range(n, len(node)):
        if node["parent"][blossom] >= TOP:
            check_circle(state, blossom)


def common(state: State, u: int, v: int) -> int:
    """The sum of z over blossoms that hold both."""
    around, x = set(), int(state.node["parent"][u])
    while x >= 0:
        around.add(x)
        x = int(state.node["parent"][x])
    total, x = 0, int(state.node["parent"][v])
    while x >= 0:
        total += int(state.node["z"][x]) if x in around else 0
        x = int(state.node["parent"][x])
    return total


def check_circle(state: State, blossom: int) -> None:
    """An odd number of children, each with this parent, joined by edges between them."""
    node = state.node
    children: list[int] = []
    child = int(node["first"][blossom])
    while not children or child != children[0]:
        children.append(child)
        assert node["parent"][child] == blossom, "a child has another parent"
        assert node["prev"][node["next"][child]] == child, "the circle is torn"
        child = int(node["next"][child])
    assert len(children) % 2 == 1, "a blossom's circle is even"
