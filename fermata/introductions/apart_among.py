"""Everybody of a round who is kept apart from whom, in a few questions however many they are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import combinations
from uuid import UUID

from fermata.introductions.apart import same_team
from fermata.introductions.models import Companion, Introduction, NotWith, Profile
from fermata.introductions.rules.apart import is_too_soon
from fermata.introductions.rules.pairing import Pair, in_order
from fermata.people.models import Person
from fermata.programmes.models import AuthorityLine, address_mark
from fermata.programmes.reads.lines import lines_among

NOT_AGAIN = timedelta(days=180)
NOT_PARTNERS_AGAIN = timedelta(days=365)
"""A round puts nobody to a former partner within a year, also where neither has wished it."""
AT_ONCE = 20_000


def apart_among(profiles: Sequence[Profile], *, at: datetime) -> set[Pair]:
    """Pairs of places, the lower first. Which of them is there for which reason is not kept."""
    people = [profile.enrolment.person for profile in profiles]
    places = {person.pk: place for place, person in enumerate(people)}
    found: set[Pair] = set()
    for pairs in (
        _on_lists(people, places),
        ((places[one], places[other]) for one, other in lines_among(people)),
        _companions(profiles, places, at=at),
        _of_one_team(profiles),
        _put_before(profiles, places, at=at),
    ):
        found.update(in_order(one, other) for one, other in pairs if one != other)
    return found


def _on_lists(people: Sequence[Person], places: dict[UUID, int]) -> Iterator[Pair]:
    marks = {address_mark(person.email): place for place, person in enumerate(people)}
    for person, mark in NotWith.objects.values_list("person_id", "mark").iterator(chunk_size=AT_ONCE):
        if person in places and mark in marks:
            yield (places[person], marks[mark])


def _companions(profiles: Sequence[Profile], places: dict[UUID, int], *, at: datetime) -> Iterator[Pair]:
    months = _most_months(places)
    rows = Companion.objects.values_list("person_id", "other_id", "parted_at")
    for person, other, parted_at in rows.iterator(chunk_size=AT_ONCE):
        if person in places and other in places:
            is_lately = parted_at is None or at - parted_at < NOT_PARTNERS_AGAIN
            if is_lately or is_too_soon(parted_at, months=months.get(person, 0), at=at):
                yield (places[person], places[other])


def _most_months(places: dict[UUID, int]) -> dict[UUID, int]:
    """The longest anybody wished, in any of their programmes."""
    wished: dict[UUID, int] = {}
    rows = Profile.objects.exclude(months_apart=0).values_list("enrolment__person", "months_apart")
    for person, months in rows.iterator(chunk_size=AT_ONCE):
        if person in places:
            wished[person] = max(months, wished.get(person, 0))
    return wished


def _of_one_team(profiles: Sequence[Profile]) -> Iterator[Pair]:
    """All of one team with whoever keeps apart from it: by its name, or by having one manager."""
    teams: dict[object, list[int]] = defaultdict(list)
    for place, profile in enumerate(profiles):
        if name := same_team(profile.team):
            teams[name].append(place)
    if any(profile.is_apart_from_team for profile in profiles):
        for manager, place in _managers(profiles):
            teams[manager].append(place)
    for members in teams.values():
        keepers = [place for place in members if profiles[place].is_apart_from_team]
        yield from ((keeper, other) for keeper in keepers for other in members if keeper != other)


def _managers(profiles: Sequence[Profile]) -> Iterator[tuple[object, int]]:
    marks = {address_mark(profile.enrolment.person.email): place for place, profile in enumerate(profiles)}
    rows = AuthorityLine.objects.values_list("organisation_id", "report", "manager")
    for organisation, report, manager in rows.iterator(chunk_size=AT_ONCE):
        if report in marks:
            yield ((organisation, manager), marks[report])


def _put_before(profiles: Sequence[Profile], places: dict[UUID, int], *, at: datetime) -> Iterator[Pair]:
    """Whatever came of it: so that a later round tells nothing about an earlier answer."""
    programme = profiles[0].enrolment.programme_id if profiles else None
    rows = Introduction.objects.filter(programme=programme, made_at__gt=at - NOT_AGAIN).exclude(
        way=Introduction.Way.DRAW
    )
    for people in rows.values_list("people", flat=True).iterator(chunk_size=AT_ONCE):
        yield from combinations(_places_in(people, places), 2)


def _places_in(people: str, places: dict[UUID, int]) -> Iterable[int]:
    return [places[pk] for pk in map(UUID, people.split(".")) if pk in places]
