"""What follows in this room when somebody returns from a pause, leaves, or deletes their account."""

from datetime import datetime, timedelta

from django.db import transaction

from fermata.introductions.actions.introducing import introduce_if_all_agree, lock, take_back_yes
from fermata.introductions.models import Introduction, NotWith, Side
from fermata.introductions.rules.asking import DAYS_TO_ANSWER
from fermata.people.models import Person
from fermata.programmes.models import Enrolment, Programme, address_mark

KEPT_FOR = timedelta(days=180)
"""So long nobody is put again to whom they were put before, whatever came of it."""


@transaction.atomic
def resume(enrolment: Enrolment, *, now: datetime) -> None:
    """Whoever is back finds what waited for them; what both had said yes to comes true now."""
    if not Enrolment.objects.ready().filter(pk=enrolment.pk).exists():
        return
    mine = Introduction.objects.open(at=now).filter(programme=enrolment.programme_id, sides__person=enrolment.person)
    for introduction in mine:
        lock([side.person for side in introduction.sides.select_related("person")])
        introduce_if_all_agree(Introduction.objects.select_for_update().get(pk=introduction.pk), at=now)


@transaction.atomic
def stop_for(person: Person, *, programme: Programme) -> None:
    """Somebody has left, and their yes with them. To the others everything looks as it did."""
    take_back_yes(person, introductions=Introduction.objects.filter(programme=programme))


@transaction.atomic
def forget(person: Person) -> None:
    """An account is deleted: what names this person goes with it, also where it was still waiting."""
    Introduction.objects.filter(pk__in=Side.objects.filter(person=person).values("introduction")).delete()
    NotWith.objects.filter(mark=address_mark(person.email)).update(label="")


@transaction.atomic
def tidy(*, now: datetime) -> None:
    """Close what has lapsed, and forget it after half a year."""
    Introduction.objects.filter(closed_at=None, lapses_at__lte=now).update(closed_at=now)
    old = Introduction.objects.filter(made_at__lt=now - KEPT_FOR - timedelta(days=DAYS_TO_ANSWER))
    unsure = Side.objects.filter(talk_yes_at=None).values("introduction")
    old.exclude(pk__in=unsure, introduced_at__isnull=False, nothing_came_at=None).delete()
