"""Hours that suit all members: everybody's own time goes into one rule, and only its answer comes out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from fermata.calendar.actions.telling import readers_of
from fermata.calendar.models import Appointment, Away, BusyCalendar
from fermata.calendar.rules.spans import Span, joined, span, unpacked
from fermata.calendar.rules.suggesting import HORIZON, OwnTime, suggestions
from fermata.partnerships.models import Partnership
from fermata.people.models import Person

DAY = timedelta(days=1)


def find_hours(
    partnership: Partnership,
    times: Mapping[UUID, OwnTime],
    *,
    minutes: int,
    now: datetime,
    further: int = 0,
    moving: Appointment | None = None,
) -> list[datetime]:
    """The same for whoever asks. What is offered already, or is to be moved, is not offered again."""
    offered = [
        span(one.starts_at, minutes=one.minutes) for one in (*partnership.offers.all(), *([moving] if moving else []))
    ]
    return suggestions(list(times.values()), minutes=minutes, now=now, further=further, offered=offered)


def members_times(
    partnership: Partnership, *, now: datetime, but: Appointment | None = None, until: datetime | None = None
) -> dict[UUID, OwnTime]:
    """Everybody's who is still there. Goes into rules, and never onto a page."""
    members = [membership for membership in partnership.memberships.all() if membership.left_at is None]
    return own_times([membership.person for membership in members], now=now, but=but, until=until)


def own_times(
    people: Iterable[Person], *, now: datetime, but: Appointment | None = None, until: datetime | None = None
) -> dict[UUID, OwnTime]:
    readers, busy = readers_of(people), defaultdict[UUID, list[Span]](list)
    first, last = int((now - DAY).timestamp() // 60), int(((until or now + HORIZON) + DAY).timestamp() // 60)
    away = defaultdict(list)
    for one in Away.objects.filter(person__in=readers):
        away[one.person_id].append((one.first_on, one.last_on))
    for pk, kept in BusyCalendar.objects.filter(person__in=readers).values_list("person", "busy"):
        busy[pk] += unpacked(kept, first=first, last=last)
    for pk, starts_at, minutes in _appointments(readers, now=now, but=but):
        busy[pk].append(span(starts_at, minutes=minutes))
    return {
        pk: OwnTime(
            zone=reader.person.time_zone,
            hours=reader.person.usual_hours,
            quiet=(reader.choices.quiet_from, reader.choices.quiet_until),
            away=away[pk],
            busy=joined(busy[pk]),
        )
        for pk, reader in readers.items()
    }


def _appointments(
    people: Iterable[UUID], *, now: datetime, but: Appointment | None
) -> Iterable[tuple[UUID, datetime, int]]:
    """What these people have agreed with whomever."""
    coming = Appointment.objects.to_come(now=now - DAY)
    coming = coming.filter(partnership__memberships__person__in=list(people), partnership__memberships__left_at=None)
    if but is not None:
        coming = coming.exclude(pk=but.pk)
    return coming.values_list("partnership__memberships__person", "starts_at", "minutes")
