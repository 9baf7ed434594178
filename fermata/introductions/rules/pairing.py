"""Who might be put to whom: the people of a round as values, and pairs drawn by lot for one exercise."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fermata.introductions.rules.fit import Facts, may_meet

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Seat:
    """One person in a round. Everything else goes by its place in the order of `id`."""

    id: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which places are put to each other; who is in none of the groups is left over."""

    groups: tuple[tuple[int, ...], ...]
    digest: str
    """Of all that went in: the same input has the same digest, and the same result."""


PairUp = Callable[[Sequence[Seat], set[Pair]], Pairs]


def draw(seats: Sequence[Seat], apart: set[Pair]) -> Pairs:
    """Pairs by lot, and a three where one is left. The lot is thrown by the people themselves: theirs are the ids."""
    digest = digest_of(seats, apart)
    order = sorted(range(len(seats)), key=lambda place: hashlib.sha256(f"{digest}{seats[place].id}".encode()).digest())
    groups: list[tuple[int, ...]] = []
    left: list[int] = []
    for place in order:
        other = next((one for one in left if _may_sit(one, place, seats=seats, apart=apart)), None)
        if other is None:
            left.append(place)
        else:
            left.remove(other)
            groups.append((other, place))
    return Pairs(groups=tuple(_with_threes(groups, left, seats=seats, apart=apart)), digest=digest)


def _with_threes(
    groups: list[tuple[int, ...]], left: list[int], *, seats: Sequence[Seat], apart: set[Pair]
) -> list[tuple[int, ...]]:
    for place in left:
        for at, group in enumerate(groups):
            if len(group) == 2 and all(_may_sit(one, place, seats=seats, apart=apart) for one in group):
                groups[at] = (*group, place)
                break
    return groups


def _may_sit(one: int, other: int, *, seats: Sequence[Seat], apart: set[Pair]) -> bool:
    """A language in common is enough for one exercise; what keeps two apart keeps them apart here as well."""
    return in_order(one, other) not in apart and may_meet(seats[one].facts, seats[other].facts, common_hours=0)


def in_order(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def digest_of(seats: Sequence[Seat], apart: set[Pair]) -> str:
    """SHA-256 over everything a result depends on."""
    digest = hashlib.sha256()
    for seat in seats:
        facts = seat.facts
        lists = (sorted(facts.wanted), sorted(facts.offered), sorted(facts.languages), sorted(facts.wishes.items()))
        digest.update(repr((seat.id, lists, facts.hours, facts.rhythm, facts.season, facts.work)).encode())
    digest.update(repr(sorted(apart)).encode())
    return digest.hexdigest()
