"""When somebody's calendar is taken: from a file, or an address the worker asks every three hours."""

import random
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from fermata.calendar.busy import fetching, reading
from fermata.calendar.models import BusyCalendar
from fermata.calendar.rules.spans import packed
from fermata.core.refusal import Refusal, Refused, stop_if
from fermata.people.models import Person

AHEAD = timedelta(days=120)
AGAIN = timedelta(hours=3)
SOON = timedelta(minutes=2)
MOST_CALENDARS = 4
MANY = Refusal("many_calendars", _("Four calendars are read already. Take one of them out first."))


def read_file(person: Person, *, file: bytes, now: datetime) -> BusyCalendar:
    """Once, now. Raises Refused with one sentence; then nothing of it is kept."""
    busy = reading.read(file, zone=person.time_zone, first=now - timedelta(days=1), last=now + AHEAD)
    return _keep(person, busy=packed(busy), made_at=now, read_at=now)


def follow(person: Person, *, address: str, now: datetime) -> BusyCalendar:
    """The worker asks for it, soon and then every three hours."""
    stop_if(fetching.why_not_ask(address))
    return _keep(person, address=address, made_at=now, due_at=now)


@transaction.atomic
def _keep(person: Person, **said: object) -> BusyCalendar:
    Person.objects.select_for_update().get(pk=person.pk)
    if person.busy_calendars.count() >= MOST_CALENDARS:
        raise Refused(MANY)
    return BusyCalendar.objects.create(person=person, **said)


def ask_next(*, now: datetime) -> bool:
    """The calendar that has waited longest. False when none waits.

    It is leased before anybody is asked, so a killed worker's is asked again; and no transaction waits for strangers.
    """
    one = _lease(now=now)
    if one is None:
        return False
    try:
        file = fetching.fetch(one.address)
        busy = reading.read(file, zone=one.person.time_zone, first=now - timedelta(days=1), last=now + AHEAD)
        said = {"busy": packed(busy), "read_at": now, "trouble": ""}
    except Refused as no:
        said = {"trouble": no.refusal.code}
    BusyCalendar.objects.filter(pk=one.pk, address=one.address).update(due_at=now + _spread(AGAIN), **said)
    return True


@transaction.atomic
def _lease(*, now: datetime) -> BusyCalendar | None:
    due = BusyCalendar.objects.due(now=now).select_related("person")
    if connection.vendor == "postgresql":
        due = due.select_for_update(skip_locked=True, of=("self",))
    one = due.first()
    if one is not None:
        BusyCalendar.objects.filter(pk=one.pk).update(due_at=now + SOON)
    return one


def _spread(time: timedelta) -> timedelta:
    """Not all at once, at somebody's poor server."""
    return time * random.uniform(0.8, 1.2)  # noqa: S311  # no secret


def forget_past(*, now: datetime) -> None:
    """A file that was read so long ago that it says nothing of the days to come."""
    BusyCalendar.objects.filter(address="", made_at__lt=now - AHEAD).delete()
