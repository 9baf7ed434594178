"""Checks circles against the rules by sets and sums of its own: it shares no code with what makes them."""

from collections.abc import Collection, Sequence

import numpy as np

from matcher.errors import NotValid
from matcher.people import People
from matcher.worth import UNIT


def check_circles(people: People, circles: Sequence[Sequence[int]], *, beside: Collection[int], pairs: int) -> int:
    """Raise `NotValid` where circles break a rule; return Σ over people of the mean worth to the others, rounded down.

    beside: positions whose circle may hold people of the next band. pairs: how many circles of two there may be.
    """
    seen: set[int] = set()
    total = 0
    for circle in circles:
        if len(set(circle)) != len(circle) or seen.intersection(circle):
            raise NotValid(f"Somebody sits twice: {_names(people, circle)}.")
        seen.update(circle)
        if not all(0 <= i < len(people) for i in circle):
            raise NotValid("Somebody sits in a circle who is not among the people.")
        pairs -= len(circle) == 2
        if not 2 <= len(circle) <= 8 or pairs < 0:
            raise NotValid(f"A circle has {len(circle)} people: {_names(people, circle)}.")
        _check_shared(people, circle)
        total += _worth(people, circle, widest=1 if set(beside) & set(circle) else 0)
    return total


def _names(people: People, circle: Sequence[int]) -> str:
    return ", ".join(people.ids[i] if 0 <= i < len(people) else "?" for i in circle)


def _check_shared(people: People, circle: Sequence[int]) -> None:
    rows = list(circle)
    if not int(np.bitwise_and.reduce(people.languages[rows])):
        raise NotValid(f"No language is shared by all of {_names(people, circle)}.")
    if not np.bitwise_and.reduce(people.hours[rows], axis=0).any():
        raise NotValid(f"No hour suits all of {_names(people, circle)}.")


def _worth(people: People, circle: Sequence[int], *, widest: int) -> int:
    total = 0
    for place, i in enumerate(circle):
        for j in circle[place + 1 :]:
            reason = _why_not(people, i, j, widest=widest)
            if reason:
                raise NotValid(f"{people.ids[i]} and {people.ids[j]} sit together: {reason}.")
            total += 2 * _mutual(people, i, j)
    return total // (len(circle) - 1)


def _why_not(people: People, i: int, j: int, *, widest: int) -> str | None:
    if abs(int(people.band[i]) - int(people.band[j])) > widest:
        return "their bands differ"
    begin, end = people.line[i].tolist()
    other_begin, other_end = people.line[j].tolist()
    if begin <= other_begin < end or other_begin <= begin < other_end:
        return "one reports to the other"
    if j in people.apart[int(people.apart_from[i]) : int(people.apart_from[i + 1])].tolist():
        return "they are kept apart"
    return None


def _mutual(people: People, i: int, j: int) -> int:
    both = []
    for one, other in ((i, j), (j, i)):
        product = int(people.want[one].astype(np.int64) @ people.offer[other].astype(np.int64))
        both.append(min(max(product, 0), UNIT))
    return 2 * both[0] * both[1] // max(sum(both), 1)
