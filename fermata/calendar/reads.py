"""What the page of a partnership's hours shows, and what home does. The same for every member, but for the zone."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, FilteredRelation, Prefetch, Q, QuerySet

from fermata.calendar import words
from fermata.calendar.actions.finding import find_hours, members_times
from fermata.calendar.actions.rhythms import beat_of
from fermata.calendar.models import Appointment, Offer, Rhythm
from fermata.calendar.rules import appointments as rules
from fermata.calendar.rules.rhythm import occurrences
from fermata.calendar.rules.spans import span, touches
from fermata.calendar.rules.suggesting import HORIZON, MOST_FURTHER, NEAR, OwnTime, nearest, suits_all
from fermata.partnerships.actions import life
from fermata.partnerships.models import Membership, Partnership
from fermata.partnerships.rules.life import GRACE, Phase
from fermata.people.models import Person

SHOWN = 8
MOST_COMING = 8
GAP = timedelta(days=21)
FAR = timedelta(days=400)


def to_show() -> "QuerySet[Partnership]":
    """Partnerships with all that the page of their hours needs, in as few questions as that takes."""
    people = Prefetch("memberships", Membership.objects.select_related("person__time_choices"))
    rhythm = FilteredRelation("rhythms", condition=Q(rhythms__ended_at=None))
    found = Partnership.objects.with_phase().annotate(beats=rhythm)
    found = found.select_related("space", "goodbye", "beats")  # type: ignore[misc]  # the annotation above
    return found.prefetch_related(people, Prefetch("offers", Offer.objects.annotate(yes_by=F("yeses__person"))))


def hours_of(
    found: Partnership, *, person: Person, now: datetime, minutes: int, further: int, moving: Appointment | None = None
) -> dict[str, Any]:
    """Offered, agreed, the rhythm, what became of the last eight, and three hours that would suit all."""
    phase, is_over = life.phase_of(found), hasattr(found, "goodbye")
    hours = list(found.appointments.filter(starts_at__lt=now + FAR)[: SHOWN + MOST_COMING])
    coming = [one for one in reversed(hours) if one.is_to_come(after=now - GRACE)][:MOST_COMING]
    past = [one for one in hours if one.has_begun(now=now)][:SHOWN]
    became = [_became(one) for one in past]
    rhythm: Rhythm | None = getattr(found, "beats", None)  # joined in to_show(); there if there is one
    is_open = not is_over and phase != Phase.HELD
    times = members_times(found, now=now, but=moving) if is_open else {}
    suited = find_hours(found, times, minutes=minutes, now=now, further=further, moving=moving) if is_open else []
    offers = [
        one for one in _offers(found) if one[0].starts_at > now and one[0].appointment_id == (moving and moving.pk)
    ]
    return {
        "coming": coming,
        "offers": [_offered(one, yes, found, person=person, own=times[person.pk]) for one, yes in offers]
        if is_open
        else [],
        "rhythm": words.rhythm(rhythm) if rhythm else "",
        "left_out": _left_out(found, rhythm, hours=hours, times=times, person=person, now=now)
        if rhythm and moving is None
        else None,
        "past": [{"at": one.starts_at, "became": words.BECAME[each]} for one, each in zip(past, became, strict=True)],
        "is_off": is_open and rules.asks_for_another_rhythm([one for one in became if one != "held"]),
        "is_new_start": is_open and not coming and _has_a_gap(past, now=now),
        "suggestions": [_in_every_zone(hour, found, person=person) for hour in suited],
        "is_open": is_open,
        "is_held": phase == Phase.HELD,
        "is_over": is_over,
        "minutes": minutes,
        "further": further + 1 if further < MOST_FURTHER and suited else 0,
    }


def _offers(found: Partnership) -> list[tuple[Offer, set[UUID]]]:
    """Each with who has said yes to it; they come along as a row for each yes (`yes_by`)."""
    said: dict[UUID, tuple[Offer, set[UUID]]] = {}
    for row in found.offers.all():
        said.setdefault(row.pk, (row, set()))[1].add(row.yes_by)  # type: ignore[attr-defined]  # annotated in to_show()
    return list(said.values())


def _offered(one: Offer, yes: set[UUID], found: Partnership, *, person: Person, own: OwnTime) -> dict[str, Any]:
    """An hour that is offered: who could, and whether one's own calendar has something then; only one's own."""
    return {
        "offer": one,
        **_in_every_zone(one.starts_at, found, person=person),
        "is_mine": person.pk in yes,
        "others": [other.person for other in found.others(person) if other.person_id in yes],
        "every": words.EVERY[one.every] if one.every else "",
        "length": words.LENGTHS.get(one.minutes, one.minutes),
        "is_taken": touches(own.busy, *span(one.starts_at, minutes=one.minutes)),
    }


def _left_out(
    found: Partnership,
    rhythm: Rhythm,
    *,
    hours: list[Appointment],
    times: Mapping[UUID, OwnTime],
    person: Person,
    now: datetime,
) -> dict[str, Any] | None:
    """The next hour the rhythm leaves out, for whatever reason of whomever, and the nearest that would suit all.

    None when there is none, or another hour agreed near it stands for it.
    """
    there, own = {one.number for one in hours if one.rhythm_id == rhythm.pk}, list(times.values())
    coming = [one.starts_at for one in hours if one.let_go_at is None]
    for number, at in occurrences(beat_of(rhythm), after=now, until=now + HORIZON) if own else ():
        is_out = number not in there and not suits_all(at, own, minutes=rhythm.minutes)
        if is_out and not any(abs(at - other) <= NEAR for other in coming):
            is_offered = any(abs(at - one.starts_at) <= NEAR for one in found.offers.all())
            instead = None if is_offered else nearest(at, own, minutes=rhythm.minutes, now=now)
            return {
                "at": at,
                "minutes": rhythm.minutes,
                "instead": _in_every_zone(instead, found, person=person) if instead else None,
                "is_offered": is_offered,
            }
    return None


def _became(one: Appointment) -> str:
    return rules.what_became(
        let_go=one.let_go_at is not None,
        held=one.held_at is not None,
        missed=one.missed_at is not None,
        moved=one.moved_at is not None,
    )


def _has_a_gap(past: list[Appointment], *, now: datetime) -> bool:
    """They have met before, and not lately; or have just come back from a hold."""
    kept = [one for one in past if one.let_go_at is None and one.missed_at is None]
    return bool(past) and (not kept or now - kept[0].starts_at > GAP)


def _in_every_zone(at: datetime, found: Partnership, *, person: Person) -> dict[str, Any]:
    """As one's own clock shows it (by the page), and for those elsewhere as theirs do."""
    elsewhere: list[Membership] = [
        one for one in found.others(person) if one.left_at is None and one.person.time_zone != person.time_zone
    ]
    there = [
        {"name": str(one.person), "at": at.astimezone(ZoneInfo(one.person.time_zone)).replace(tzinfo=None)}
        for one in elsewhere
    ]
    return {"at": at, "there": there}
