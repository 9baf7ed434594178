"""Somebody's own time: when they usually can, when not, how they are told."""

import hashlib
import secrets
from datetime import date, datetime
from typing import Any

from django.db import transaction

from fermata.calendar.actions import rhythms
from fermata.calendar.actions.telling import remind_anew
from fermata.calendar.models import Away, OwnChoices
from fermata.calendar.rules import away as rules
from fermata.core.refusal import stop_if
from fermata.people.actions.profile import keep_usual_hours
from fermata.people.models import Person


def choices_of(person: Person) -> OwnChoices:
    """As they chose; who never did has the first of everything."""
    return OwnChoices.objects.filter(person=person).first() or OwnChoices(person=person)


@transaction.atomic
def choose(person: Person, *, hours: list[str], chosen: dict[str, Any], now: datetime) -> None:
    keep_usual_hours(person, hours=hours)
    OwnChoices.objects.update_or_create(person=person, defaults=chosen)
    remind_anew(person, now=now)


@transaction.atomic
def be_away(person: Person, *, first_on: date, last_on: date, now: datetime) -> Away:
    Person.objects.select_for_update().get(pk=person.pk)
    stop_if(rules.why_not_be_away(last_on=last_on, today=now.date(), times=person.days_away.count()))
    made = Away.objects.create(person=person, first_on=first_on, last_on=last_on)
    rhythms.skip_days_away(made, now=now)
    return made


@transaction.atomic
def be_there_after_all(away: Away, *, now: datetime) -> None:
    person = away.person
    away.delete()
    rhythms.fill_all(now=now, people=person)


def new_feed(person: Person, *, now: datetime) -> str:
    """A secret address for one's calendar program; the former one stops. It is told once and not kept."""
    secret = secrets.token_urlsafe(32)
    OwnChoices.objects.update_or_create(person=person, defaults={"feed": digest(secret), "feed_made_at": now})
    return secret


def close_feed(person: Person) -> None:
    OwnChoices.objects.filter(person=person).update(feed=None, feed_made_at=None)


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def forget_past(*, today: date) -> None:
    """Days away that are over."""
    Away.objects.filter(last_on__lt=date.fromordinal(today.toordinal() - 2)).delete()
