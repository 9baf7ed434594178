"""An hour is agreed, moved, let go, or did not happen. Any member may; who it was is kept nowhere."""

from datetime import datetime

from django.db import transaction

from fermata.calendar.actions.telling import need_no_reminder, tell_it_is_gone, tell_of_hour
from fermata.calendar.models import Appointment, Offer, Rhythm
from fermata.calendar.rules import appointments as rules
from fermata.core.live import publish
from fermata.core.refusal import stop_if
from fermata.partnerships.actions import life
from fermata.partnerships.models import Partnership


def make(offer: Offer, *, rhythm: Rhythm | None, now: datetime) -> Appointment:
    """All have said yes. Whoever calls holds the lock of the partnership."""
    made = Appointment.objects.create(
        partnership=offer.partnership,
        rhythm=rhythm,
        number=None if rhythm is None else 0,
        starts_at=offer.starts_at,
        zone=offer.zone,
        minutes=offer.minutes,
        agreed_at=now,
    )
    tell_of_hour(made, now=now)
    return made


def move(appointment: Appointment, *, to: Offer, now: datetime) -> Appointment:
    """All have said yes to another hour for it. It stays the same entry in every calendar."""
    appointment.starts_at, appointment.zone, appointment.minutes = to.starts_at, to.zone, to.minutes
    appointment.moved_at, appointment.changes = now, appointment.changes + 1
    appointment.save(update_fields=["starts_at", "zone", "minutes", "moved_at", "changes"])
    tell_of_hour(appointment, now=now)
    return appointment


@transaction.atomic
def let_go(appointment: Appointment, *, now: datetime) -> None:
    """One of them cannot, and that is enough. Letting go twice lets go once."""
    life.lock(appointment.partnership)
    fresh = Appointment.objects.get(pk=appointment.pk)
    stop_if(rules.why_not_change(is_gone=fresh.let_go_at is not None, has_begun=fresh.has_begun(now=now)))
    release([fresh], now=now)
    publish(fresh.partnership_id)


@transaction.atomic
def meet(partnership: Partnership, *, now: datetime) -> Appointment | None:
    """They come into the room: it is the agreed hour around now that takes place, if there is one.

    The room above calls, and holds the lock. Whatever was said of the hour before, that it did not happen included, is
    over with it; so is what was offered to move it, and the reminder.
    """
    near = partnership.appointments.filter(let_go_at=None, starts_at__range=rules.around(now))
    at_its_hour = [one for one in near if rules.is_its_hour(one.starts_at, minutes=one.minutes, now=now)]
    if not at_its_hour:
        return None
    one = min(at_its_hour, key=lambda each: abs(each.starts_at - now))
    if one.met_at is None or one.missed_at is not None:
        one.met_at, one.missed_at = one.met_at or now, None
        one.save(update_fields=["met_at", "missed_at"])
        one.offers.all().delete()
        need_no_reminder(one)
    return one


@transaction.atomic
def say_missed(appointment: Appointment, *, now: datetime) -> None:
    """It did not happen. That is all there is to say."""
    life.lock(appointment.partnership)
    fresh = Appointment.objects.get(pk=appointment.pk)
    stop_if(rules.why_not_say_missed(is_gone=fresh.let_go_at is not None, has_begun=fresh.has_begun(now=now)))
    Appointment.objects.filter(pk=fresh.pk, missed_at=None).update(missed_at=now)
    publish(fresh.partnership_id)


def release_all(partnership: Partnership, *, now: datetime, is_hold: bool = False) -> None:
    """Everything to come, and what is offered: for a hold, or for good."""
    release(list(partnership.appointments.to_come(now=now)), now=now, is_hold=is_hold)
    partnership.offers.all().delete()


def release(appointments: list[Appointment], *, now: datetime, is_hold: bool = False) -> None:
    for one in appointments:
        one.let_go_at, one.held_at, one.changes = now, now if is_hold else None, one.changes + 1
        one.save(update_fields=["let_go_at", "held_at", "changes"])
        one.offers.all().delete()
    tell_it_is_gone(appointments, now=now)
