"""Putting people to each other, and what happens when the last of them has said yes."""

from collections.abc import Sequence
from datetime import datetime
from itertools import combinations

from django.db import transaction
from django.db.models import QuerySet

from fermata.core.events import announce
from fermata.introductions.apart import are_apart, are_partners
from fermata.introductions.events import Introduced
from fermata.introductions.facts import facts_of, told_to_each
from fermata.introductions.letters import write_to
from fermata.introductions.models import Interest, Introduction, Profile, Round, Side
from fermata.introductions.rules.asking import ANSWER_WITHIN
from fermata.people.models import Person
from fermata.programmes.models import Enrolment, Organisation, Programme


def lock(people: Sequence[Person]) -> list[Person]:
    """Two of them clicking at the same instant, or one excluding the other meanwhile, go one after the other."""
    return list(Person.objects.select_for_update().filter(pk__in=[one.pk for one in people]).order_by("pk"))


def hold_lines_still() -> None:
    """While we look whether somebody decides over somebody, no organisation says anything new about it."""
    list(Organisation.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


def hold_rounds_still(programme: Programme, *, at: datetime) -> None:
    """While we look whether something is open between people, no round comes to its end and puts them to each other."""
    running = Round.objects.filter(programme=programme, closes_at__lte=at, finished_at=None)
    list(running.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))


def between(people: Sequence[Person]) -> str:
    """These people in one word, the same in whatever order they are named."""
    return ".".join(sorted(one.pk.hex for one in people))


def open_between(people: Sequence[Person], *, programme: Programme, at: datetime) -> Introduction | None:
    """The one that is still to be answered, as far as anybody can tell. What a running round has stored is closed."""
    hold_rounds_still(programme, at=at)
    among = Introduction.objects.filter(programme=programme, people=between(people), closed_at=None)
    for found in among.select_for_update():
        if found.lapses_at > at and found.introduced_at is None:
            return found
        found.closed_at = at
        found.save(update_fields=["closed_at"])
    return None


def put_together(profiles: Sequence[Profile], *, way: str, at: datetime) -> Introduction:
    """A new introduction with what each is told of the others. Everybody has their own yes still to say."""
    people = [profile.enrolment.person for profile in profiles]
    made = Introduction.objects.create(
        programme=profiles[0].enrolment.programme,
        way=way,
        people=between(people),
        made_at=at,
        lapses_at=at + ANSWER_WITHIN,
    )
    facts = [facts_of(profile, at=at) for profile in profiles]
    told = zip(people, told_to_each(profiles, facts, at=at), strict=True)
    Side.objects.bulk_create(Side(introduction=made, person=person, **side) for person, side in told)
    return made


def introduce_if_all_agree(introduction: Introduction, *, at: datetime) -> bool:
    """Everybody has said yes, takes part, and nothing keeps any two apart: now, in this transaction.

    The people are locked already. Where something does, nothing happens, and it looks like waiting (INV-V2).
    """
    sides = list(introduction.sides.select_related("person"))
    people = [side.person for side in sides]
    if introduction.introduced_at or not all(side.accepted_at for side in sides):
        return False
    hold_lines_still()
    if are_apart(people, at=at) or any(are_partners(one, other) for one, other in combinations(people, 2)):
        return False
    ready = Enrolment.objects.ready().filter(programme=introduction.programme, person__in=people)
    if ready.count() < len(people):
        return False
    introduction.introduced_at = introduction.closed_at = at
    introduction.save(update_fields=["introduced_at", "closed_at"])
    Interest.objects.filter(by__enrolment__person__in=people, to__enrolment__person__in=people).delete()
    announce(Introduced(introduction=introduction, people=tuple(people), at=at))
    for side in sides:
        write_to(side.person)
    return True


def take_back_yes(person: Person, *, introductions: QuerySet[Introduction]) -> None:
    """As if this person had not said it. The others see what they saw."""
    waiting = introductions.filter(introduced_at=None).values("pk")
    Side.objects.filter(introduction__in=waiting, person=person).update(accepted_at=None)


@transaction.atomic
def formed(introduction: Introduction, *, partnership: object) -> None:
    """Where the introduction has led."""
    Introduction.objects.filter(pk=introduction.pk).update(partnership=partnership)
