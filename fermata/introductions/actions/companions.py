"""Who is and who was partners: told to this room by the one above, so that nobody is put to them again too soon."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from fermata.introductions.actions.answering import end_talk
from fermata.introductions.models import Companion, Introduction, Side
from fermata.introductions.rules.apart import LONGEST_MONTHS_APART
from fermata.people.models import Person


@transaction.atomic
def come_together(people: Sequence[Person]) -> None:
    """They are partners from now on."""
    for person, other in _each_two(people):
        Companion.objects.update_or_create(person=person, other=other, defaults={"parted_at": None})


@transaction.atomic
def part(pairs: Iterable[tuple[Person, Person]], *, partnership: UUID, now: datetime) -> None:
    """They are partners no longer. If it was their first talk that was still open, that is over too."""
    for one, other in pairs:
        either = Q(person=one, other=other) | Q(person=other, other=one)
        Companion.objects.filter(either, parted_at=None).update(parted_at=now)
    unsure = Side.objects.filter(talk_yes_at=None).values("introduction")
    for introduction in Introduction.objects.filter(pk__in=unsure, partnership=partnership, nothing_came_at=None):
        end_talk(introduction, at=now)


def _each_two(people: Sequence[Person]) -> list[tuple[Person, Person]]:
    return [(one, other) for one in people for other in people if one.pk != other.pk]


def tidy(*, now: datetime) -> None:
    """Forget who was partners when nobody's wish can reach that far back."""
    Companion.objects.filter(parted_at__lt=now - timedelta(days=31 * LONGEST_MONTHS_APART)).delete()
