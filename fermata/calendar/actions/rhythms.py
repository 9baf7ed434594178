"""A rhythm: kept as local time, zone and rule; its next hours are made a few weeks ahead, each exactly once."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from fermata.calendar.actions.appointments import release
from fermata.calendar.actions.finding import members_times
from fermata.calendar.actions.telling import tell_of_hour
from fermata.calendar.models import Appointment, Away, Offer, Rhythm
from fermata.calendar.rules.local_time import local
from fermata.calendar.rules.rhythm import Beat, occurrences
from fermata.calendar.rules.suggesting import OwnTime, suits_all
from fermata.core.live import publish
from fermata.partnerships.actions import agreement, life
from fermata.partnerships.models import Partnership
from fermata.partnerships.rules.life import LIVING, Phase
from fermata.people.models import Person

AHEAD = timedelta(days=35)
BEATS_ON = LIVING - {Phase.HELD, Phase.CLOSING}


def begin(offer: Offer, *, now: datetime) -> Rhythm:
    """From this hour on, as the clocks of whoever offered it show it. The former rhythm ends."""
    end_rhythm(offer.partnership, now=now)
    there = local(offer.starts_at, zone=offer.zone)
    return Rhythm.objects.create(
        partnership=offer.partnership,
        every=offer.every,
        starts_on=there.date(),
        at=there.time(),
        zone=offer.zone,
        minutes=offer.minutes,
        made_at=now,
    )


@transaction.atomic
def end(partnership: Partnership, *, now: datetime) -> None:
    """From now on when either calls. What is still to come of it is let go."""
    life.lock(partnership)
    end_rhythm(partnership, now=now)
    publish(partnership.pk)


def end_rhythm(partnership: Partnership, *, now: datetime) -> None:
    for rhythm in partnership.rhythms.filter(ended_at=None):
        Rhythm.objects.filter(pk=rhythm.pk).update(ended_at=now)
        release(list(rhythm.appointments.to_come(now=now)), now=now)


def fill(rhythm: Rhythm, *, now: datetime) -> None:
    """The hours of the next weeks, as far as they are not there yet, and suit all. Whoever calls holds the lock."""
    partnership = rhythm.partnership
    if agreement.is_over(partnership) or life.here(partnership) not in BEATS_ON:
        return
    there = {one.number: one for one in rhythm.appointments.filter(starts_at__gt=now - AHEAD)}
    due = list(occurrences(beat_of(rhythm), after=now, until=now + AHEAD))
    times = _times(partnership, now=now) if any(number not in there for number, _ in due) else []
    for number, starts_at in due:
        one = there.get(number)
        if one is None and suits_all(starts_at, times, minutes=rhythm.minutes):
            _make(rhythm, number, starts_at, now=now)
        elif one is not None and one.held_at is not None and one.let_go_at is not None:
            _take_up(one, starts_at, now=now)


def beat_of(rhythm: Rhythm) -> Beat:
    return Beat(rhythm.every, rhythm.starts_on, rhythm.at, rhythm.zone)


def _times(partnership: Partnership, *, now: datetime) -> list[OwnTime]:
    """Everybody's, asked anew: whoever calls may have read them before the lock."""
    fresh = Partnership.objects.prefetch_related("memberships__person__time_choices").get(pk=partnership.pk)
    return list(members_times(fresh, now=now, until=now + AHEAD).values())


def _make(rhythm: Rhythm, number: int, starts_at: datetime, *, now: datetime) -> None:
    known = {"partnership": rhythm.partnership, "zone": rhythm.zone, "minutes": rhythm.minutes, "agreed_at": now}
    made, is_new = Appointment.objects.get_or_create(
        rhythm=rhythm, number=number, defaults={"starts_at": starts_at, **known}
    )
    if is_new:
        tell_of_hour(made, now=now)


def _take_up(one: Appointment, starts_at: datetime, *, now: datetime) -> None:
    """The hold is over before its hour has come."""
    one.let_go_at = one.held_at = None
    one.starts_at, one.changes = starts_at, one.changes + 1
    one.save(update_fields=["let_go_at", "held_at", "starts_at", "changes"])
    tell_of_hour(one, now=now)


def skip_days_away(away: Away, *, now: datetime) -> None:
    """Somebody is away: the hours of their rhythms on these days are let go. Nobody reads whose days they are."""
    absence = [OwnTime(zone=away.person.time_zone, away=[(away.first_on, away.last_on)])]
    mine = Appointment.objects.visible_to(away.person).to_come(now=now).exclude(rhythm=None)

    def missed() -> "list[Appointment]":
        found = mine.select_related("partnership").order_by("partnership", "starts_at")
        return [one for one in found if not suits_all(one.starts_at, absence, minutes=one.minutes)]

    for partnership in dict.fromkeys(one.partnership for one in missed()):
        life.lock(partnership)
    gone = missed()  # as they stand now that nobody else can change them
    release(gone, now=now)
    for pk in {one.partnership_id for one in gone}:
        publish(pk)


def fill_all(*, now: datetime, people: Person | None = None) -> None:
    """By the worker, every hour; and for one person, when their days away have changed."""
    living = Rhythm.objects.filter(ended_at=None)
    if people is not None:
        living = living.filter(partnership__memberships__person=people)
    for pk in list(living.values_list("pk", flat=True)):
        _fill_one(pk, now=now)


@transaction.atomic
def _fill_one(pk: UUID, *, now: datetime) -> None:
    rhythm = Rhythm.objects.select_related("partnership").filter(pk=pk, ended_at=None).first()
    if rhythm is not None:
        life.lock(rhythm.partnership)
        fill(rhythm, now=now)
