"""Duals and pairs to begin with: each vertex takes the least dual its arcs allow, and tight arcs pair greedily."""

from matcher.blossom.state import ALONE, State
from matcher.kernels import kernel


@kernel
def raise_duals(state: State) -> None:
    """Every vertex gets half of its best gain, so that no slack is negative."""
    dual = state.vertex["dual"]
    for v in range(len(state.start) - 1):
        most = 0
        for arc in range(state.start[v], state.start[v + 1]):
            most = max(most, state.gain[arc])
        dual[v] = most // 2


@kernel
def repair_duals(state: State) -> None:
    """Raise duals where arcs are short of slack, and part pairs that are no longer tight. For a warm start."""
    dual, mate = state.vertex["dual"], state.vertex["mate"]
    for v in range(len(state.start) - 1):
        for arc in range(state.start[v], state.start[v + 1]):
            slack = dual[v] + dual[state.other[arc]] - state.gain[arc]
            if slack < 0:
                dual[v] -= slack
    for v in range(len(state.start) - 1):
        u = mate[v]
        if u >= 0:
            tight = False
            for arc in range(state.start[v], state.start[v + 1]):
                if state.other[arc] == u:
                    tight = dual[v] + dual[u] == state.gain[arc]
                    break
            if not tight:
                mate[v] = ALONE
                mate[u] = ALONE


@kernel
def pair_greedily(state: State) -> None:
    """Lower each lonely vertex's dual until something is tight; pair along a tight arc to another lonely one."""
    dual, mate = state.vertex["dual"], state.vertex["mate"]
    for v in range(len(state.start) - 1):
        if mate[v] != ALONE:
            continue
        least = dual[v]
        partner = -1
        for arc in range(state.start[v], state.start[v + 1]):
            u = state.other[arc]
            slack = dual[v] + dual[u] - state.gain[arc]
            better = mate[u] == ALONE and (partner == -1 or mate[partner] != ALONE)
            if slack < least or (slack == least and better):
                least = slack
                partner = u
        dual[v] -= least
        if partner != -1 and mate[partner] == ALONE:
            mate[v] = partner
            mate[partner] = v
