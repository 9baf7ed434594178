"""Offering hours and saying yes to one. Silence is no answer, and nobody is told of it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from fermata.calendar import letters
from fermata.calendar.actions import appointments, rhythms
from fermata.calendar.actions.telling import readers_of
from fermata.calendar.models import Appointment, Offer
from fermata.calendar.rules import appointments as rules
from fermata.core.live import publish
from fermata.core.refusal import Refusal, Refused, stop_if
from fermata.partnerships.actions import agreement, life
from fermata.partnerships.models import Partnership
from fermata.partnerships.rules.life import Phase
from fermata.people.models import Person


def why_not_offer(partnership: Partnership, *, moving: Appointment | None = None) -> Refusal | None:
    return rules.why_not_offer(
        is_over=agreement.is_over(partnership),
        is_resting=life.here(partnership) == Phase.HELD,
        is_gone=moving is not None and moving.let_go_at is not None,
    )


@transaction.atomic
def offer(
    partnership: Partnership,
    *,
    hours: Sequence[datetime],
    minutes: int,
    by: Person,
    now: datetime,
    every: str = "",
    moving: Appointment | None = None,
) -> list[Offer]:
    """Say that one could, at each of these hours. The others hear that there is something new, once."""
    life.lock(partnership)
    if moving is not None:
        moving = Appointment.objects.get(pk=moving.pk)
        stop_if(rules.why_not_change(is_gone=moving.let_go_at is not None, has_begun=moving.has_begun(now=now)))
    stop_if(why_not_offer(partnership, moving=moving))
    known = set(partnership.offers.filter(appointment=moving, starts_at__gt=now).values_list("starts_at", flat=True))
    fresh = [hour for hour in dict.fromkeys(hours) if hour not in known]
    for hour in fresh:
        stop_if(rules.why_not_this_hour(hour, minutes=minutes, now=now))
    if len(known) + len(fresh) > rules.MOST_OFFERS:
        raise Refused(rules.MANY)
    made = [_offer(partnership, hour, minutes=minutes, by=by, now=now, every=every, moving=moving) for hour in fresh]
    if made:
        _tell_the_others(partnership, by=by, now=now)
        publish(partnership.pk)
    return made


def _offer(
    partnership: Partnership,
    hour: datetime,
    *,
    minutes: int,
    by: Person,
    now: datetime,
    every: str,
    moving: Appointment | None,
) -> Offer:
    made = partnership.offers.create(
        appointment=moving,
        starts_at=hour,
        zone=by.time_zone,
        minutes=minutes,
        every="" if moving else every,
        made_at=now,
    )
    made.yeses.create(person=by)
    return made


def _tell_the_others(partnership: Partnership, *, by: Person, now: datetime) -> None:
    members = partnership.memberships.filter(left_at=None).exclude(person=by).select_related("person")
    for reader in readers_of([membership.person for membership in members]).values():
        if reader.choices.gets_letters:
            letters.offered(reader.person, partnership=partnership, now=now)


@transaction.atomic
def say_yes(offered: Offer, *, by: Person, now: datetime) -> Appointment | None:
    """This hour suits me. When it suits all, it is agreed, and the hours offered beside it are gone."""
    partnership = offered.partnership
    life.lock(partnership)
    found = Offer.objects.filter(pk=offered.pk).select_related("appointment").first()
    if found is None:
        raise Refused(rules.GONE)
    found.partnership = partnership
    stop_if(why_not_offer(partnership, moving=found.appointment))
    stop_if(rules.why_not_this_hour(found.starts_at, minutes=found.minutes, now=now))
    found.yeses.get_or_create(person=by)
    made = _agree(found, now=now) if _all_said_yes(found) else None
    publish(partnership.pk)
    return made


def _all_said_yes(found: Offer) -> bool:
    members = set(found.partnership.memberships.filter(left_at=None).values_list("person", flat=True))
    return members <= set(found.yeses.values_list("person", flat=True))


def _agree(found: Offer, *, now: datetime) -> Appointment:
    beside = found.partnership.offers.filter(appointment=found.appointment)
    if found.appointment is not None:
        agreed = appointments.move(found.appointment, to=found, now=now)
    else:
        rhythm = rhythms.begin(found, now=now) if found.every else None
        agreed = appointments.make(found, rhythm=rhythm, now=now)
        if rhythm is not None:
            rhythms.fill(rhythm, now=now)
    beside.delete()
    return agreed


@transaction.atomic
def take_back(offered: Offer, *, by: Person) -> None:
    """Not this hour, after all. An hour nobody says yes to any more is gone."""
    life.lock(offered.partnership)
    offered.yeses.filter(person=by).delete()
    if not offered.yeses.exists():
        Offer.objects.filter(pk=offered.pk).delete()
    publish(offered.partnership_id)


def forget_past(*, now: datetime) -> None:
    """Hours that were offered and came and went."""
    Offer.objects.filter(starts_at__lte=now).delete()
