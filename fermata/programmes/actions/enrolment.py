"""Taking part: join, pause, come back, leave. Each by the person alone."""

from datetime import date, datetime

from django.db import transaction

from fermata.core.events import announce
from fermata.core.refusal import Refusal, Refused, stop_if
from fermata.people.models import Person
from fermata.programmes import rules
from fermata.programmes.actions.charter import versions
from fermata.programmes.events import HeldBack, Joined, Left
from fermata.programmes.models import Enrolment, Pause, Programme


def why_not_join(programme: Programme, *, is_link_good: bool) -> Refusal | None:
    return rules.why_not_join(
        is_link_good=is_link_good,
        is_open=programme.opened_at is not None,
        has_ended=programme.ended_at is not None,
    )


@transaction.atomic
def join(programme: Programme, *, number: int, is_link_good: bool, by: Person, now: datetime) -> Enrolment:
    """One's own yes to the promises one has read. The second of two clicks finds oneself in already."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if known := Enrolment.objects.visible_to(by).filter(programme=programme).first():
        return known
    stop_if(why_not_join(programme, is_link_good=is_link_good))
    charter = versions(programme).in_force(at=now)
    if charter is None or charter.number != number:
        raise Refused(rules.WORDS_CHANGED)
    enrolment = programme.enrolments.create(person=by, joined_at=now)
    enrolment.yeses.create(charter=charter, said_at=now)
    announce(Joined(enrolment=enrolment, at=now))
    return enrolment


def become_ready(enrolment: Enrolment, *, now: datetime) -> None:
    """Somebody has said how they would like to be introduced (the room above asks them)."""
    Enrolment.objects.filter(pk=enrolment.pk, ready_at=None).update(ready_at=now)


@transaction.atomic
def hold(enrolment: Enrolment, *, returns_on: date | None, now: datetime) -> Pause:
    """Pause. Nobody asks why."""
    enrolment = _locked(enrolment)
    stop_if(
        rules.why_not_hold(
            has_ended=enrolment.programme.ended_at is not None,
            is_on_hold=enrolment.pauses.filter(ended_at=None).exists(),
            returns_on=returns_on,
            today=enrolment.person.day_at(now),
        )
    )
    pause = enrolment.pauses.create(began_at=now, returns_on=returns_on)
    announce(HeldBack(enrolment=enrolment, at=now))
    return pause


@transaction.atomic
def come_back(enrolment: Enrolment, *, now: datetime) -> None:
    enrolment = _locked(enrolment)
    stop_if(None if enrolment.pauses.filter(ended_at=None).exists() else rules.NOT_ON_HOLD)
    _come_back(enrolment, now=now)


def end_holds_that_are_over(*, now: datetime) -> None:
    """On the day somebody named, as it begins where they are, they are back by themselves."""
    near = Pause.objects.filter(ended_at=None, returns_on__lte=(now + rules.EASTERNMOST).date())
    for pause in near.select_related("enrolment__person"):
        if pause.returns_on and pause.returns_on <= pause.enrolment.person.day_at(now):
            _end_hold(pause, now=now)


@transaction.atomic
def _end_hold(pause: Pause, *, now: datetime) -> None:
    """Unless they have come back since, or left."""
    held = Enrolment.objects.filter(pauses=pause, pauses__ended_at=None).select_for_update(of=("self",))
    if enrolment := held.first():
        _come_back(enrolment, now=now)


def _come_back(enrolment: Enrolment, *, now: datetime) -> None:
    enrolment.pauses.filter(ended_at=None).update(ended_at=now)
    announce(HeldBack(enrolment=enrolment, at=now))


@transaction.atomic
def leave(programme: Programme, *, by: Person, now: datetime) -> None:
    """At once, in any state, without a reason; and afterwards it is as if they had never joined."""
    enrolment = Enrolment.objects.select_for_update().filter(programme=programme, person=by).first()
    if enrolment is None:
        return  # the second of two clicks
    announce(Left(programme=programme, person=by, at=now))
    programme.disputes.filter(person=by).delete()
    enrolment.delete()


def _locked(enrolment: Enrolment) -> Enrolment:
    return Enrolment.objects.select_for_update(of=("self",)).select_related("programme", "person").get(pk=enrolment.pk)
