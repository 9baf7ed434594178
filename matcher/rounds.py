"""Checks the groups of a round by the rules alone, as a table gives them, with no code of what made them."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.check_circles import check_circles
from matcher.errors import NotValid
from matcher.people import People

Group = tuple[int, ...]


def check_rules(people: People, groups: Sequence[Group], *, are_circles: bool) -> list[Group]:
    """Raise `NotValid` where somebody stands twice or a rule is broken that is never relaxed. Returns what is relaxed.

    Never relaxed: not-with, the reporting line, a common language and a common hour. Relaxed for whoever had nobody
    else: the number of hours, the next band, a former partner, a three.
    """
    seen: set[int] = set()
    for group in groups:
        if len(set(group)) != len(group) or seen.intersection(group):
            twice = next(i for i in group if i in seen or group.count(i) > 1)
            raise NotValid(f"{people.ids[twice]} stands twice.")
        seen.update(group)
    if are_circles:
        check_circles(people, groups, beside=seen, pairs=len(groups))
        return []
    relaxed = []
    for group in groups:
        pairs = [(i, j) for place, i in enumerate(group) for j in group[place + 1 :]]
        given_up = [what for pair in pairs for what in _given_up(people, *pair)]
        if given_up or len(group) > 2:
            relaxed.append(group)
    return relaxed


def _given_up(people: People, i: int, j: int) -> list[str]:
    """What two give up to be together; `NotValid` for what nobody gives up."""
    both = f"{people.ids[i]} and {people.ids[j]}"
    (begin, end), (other_begin, other_end) = people.line[i].tolist(), people.line[j].tolist()
    if begin <= other_begin < end or other_begin <= begin < other_end:
        raise NotValid(f"{both}: one reports to the other.")
    if not int(people.languages[i] & people.languages[j]):
        raise NotValid(f"{both} share no language.")
    hours = int(np.bitwise_count(people.hours[i] & people.hours[j]).sum())
    if hours < min(people.common_hours, 1):
        raise NotValid(f"{both} share no hour.")
    distance = abs(int(people.band[i]) - int(people.band[j]))
    if distance > 1:
        raise NotValid(f"{both} are of bands far apart.")
    part = slice(int(people.apart_from[i]), int(people.apart_from[i + 1]))
    kept = dict(zip(people.apart[part].tolist(), people.met[part].tolist(), strict=True))
    if kept.get(j) is False:
        raise NotValid(f"{both} are kept apart.")
    return [
        *(["hours"] if hours < people.common_hours else []),
        *(["band"] if distance else []),
        *(["met"] if j in kept else []),
    ]


def mates_of(people: People, groups: Sequence[Group], relaxed: Collection[Group]) -> NDArray[np.int32]:
    """(n,) everybody's partner in the pairs that a certificate speaks of; of a three, its first two. -1 for nobody."""
    mates = np.full(len(people), -1, np.int32)
    for group in groups:
        if len(group) == 3 or (len(group) == 2 and group not in relaxed):
            mates[group[0]], mates[group[1]] = group[1], group[0]
    return mates
