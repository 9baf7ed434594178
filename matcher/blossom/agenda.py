"""What will happen next: a binary heap of (time, item), ties by item, so that runs repeat exactly."""

from matcher.blossom.state import DUE, FULL, PUSHED, State
from matcher.kernels import inlined, integer, kernel

EDGE = integer(1) << 60
"""Item: an arc becomes tight."""
OPEN = integer(2) << 60
"""Item: the z of an inner blossom reaches 0. Items below EDGE: the dual of that outer vertex reaches 0."""
NUMBER = EDGE - 1


@inlined
def plan(state: State, time: int, item: int) -> None:
    """Put an event on the agenda. When there is no room, say so in tally[FULL]; the run is then begun again."""
    due, items = state.due, state.item
    place = state.tally[DUE]
    if place >= due.size:
        state.tally[FULL] = 1
    else:
        state.tally[DUE] = place + 1
        state.tally[PUSHED] += 1
        while place > 0:
            above = (place - 1) >> 1
            if due[above] < time or (due[above] == time and items[above] <= item):
                break
            due[place] = due[above]
            items[place] = items[above]
            place = above
        due[place] = time
        items[place] = item


@kernel
def take(state: State) -> tuple[int, int]:
    """The earliest event. The agenda must not be empty."""
    due, items = state.due, state.item
    time, item = due[0], items[0]
    last = state.tally[DUE] - 1
    state.tally[DUE] = last
    if last > 0:
        last_time, last_item = due[last], items[last]
        place = 0
        while True:
            child = 2 * place + 1
            if child >= last:
                break
            right = child + 1
            if right < last and (due[right] < due[child] or (due[right] == due[child] and items[right] < items[child])):
                child = right
            if due[child] < last_time or (due[child] == last_time and items[child] < last_item):
                due[place] = due[child]
                items[place] = items[child]
                place = child
            else:
                break
        due[place] = last_time
        items[place] = last_item
    return time, item
