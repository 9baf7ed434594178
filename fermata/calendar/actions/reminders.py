"""Reminders go out: at most one for an hour, whatever the clock does."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from fermata.calendar import letters
from fermata.calendar.models import CalendarEntry
from fermata.people.models import Person

AT_ONCE = 100


@transaction.atomic
def write_due(*, now: datetime) -> bool:
    """The next hundred people's. False when none is due. Marked in the same step as the letter is written."""
    due = _due(now=now)
    whose = list(due.order_by("remind_at").values_list("person", flat=True)[:AT_ONCE])
    if not whose:
        return False
    if connection.vendor == "postgresql":
        due = due.select_for_update(skip_locked=True, of=("self",))
    found = list(
        due.filter(person__in=whose).select_related("appointment", "person").order_by("appointment__starts_at")
    )
    CalendarEntry.objects.filter(pk__in=[entry.pk for entry in found]).update(reminded_at=now)
    people: dict[UUID, Person] = {entry.person_id: entry.person for entry in found}
    each: dict[UUID, list[CalendarEntry]] = defaultdict(list)
    for entry in found:
        each[entry.person_id].append(entry)
    for pk, mine in each.items():
        letters.reminder(people[pk], mine)
    return bool(found)


def _due(*, now: datetime) -> "QuerySet[CalendarEntry]":
    """An hour that has begun, or was let go, needs no reminder any more."""
    waiting = CalendarEntry.objects.filter(reminded_at=None, remind_at__lte=now)
    return waiting.filter(appointment__let_go_at=None, appointment__starts_at__gt=now)
