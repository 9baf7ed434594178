"""Founding, opening and ending a programme."""

from datetime import date, datetime, timedelta

from django.db import transaction

from fermata.core.events import announce
from fermata.core.refusal import Refusal, stop_if
from fermata.people.models import Person
from fermata.programmes import charter_words, rules
from fermata.programmes.actions.charter import draft_first, versions
from fermata.programmes.actions.roles import has_role
from fermata.programmes.events import ProgrammeEnded
from fermata.programmes.models import Announcement, Organisation, Programme, Role


@transaction.atomic
def found_organisation(*, name: str, programme: str, now: datetime) -> Programme:
    """By whoever runs the installation: a new house, with its first programme. Nobody looks after it yet."""
    organisation = Organisation.objects.create(name=name, founded_at=now)
    return _found(organisation, name=programme, now=now)


@transaction.atomic
def found_programme(beside: Programme, *, name: str, by: Person, now: datetime) -> Programme:
    """A further programme of the same organisation. Whoever founds it is its organiser."""
    stop_if(why_not_look_after(beside, by=by))
    programme = _found(beside.organisation, name=name, now=now)
    programme.roles.create(person=by, kind=Role.Kind.ORGANISER, taken_at=now)
    return programme


def _found(organisation: Organisation, *, name: str, now: datetime) -> Programme:
    programme = Programme.objects.create(organisation=organisation, name=name, founded_at=now)
    draft_first(programme, now=now)
    return programme


def why_not_look_after(programme: Programme, *, by: Person) -> Refusal | None:
    return rules.why_not_look_after(
        is_organiser=has_role(programme, Role.Kind.ORGANISER, person=by), has_ended=programme.ended_at is not None
    )


@transaction.atomic
def describe(programme: Programme, *, name: str, starts_on: date | None, ends_on: date | None, by: Person) -> Programme:
    programme = lock(programme)
    stop_if(why_not_look_after(programme, by=by))
    stop_if(rules.why_not_dates(starts_on=starts_on, ends_on=ends_on))
    programme.name, programme.starts_on, programme.ends_on = name, starts_on, ends_on
    programme.save(update_fields=["name", "starts_on", "ends_on"])
    return programme


def why_not_open(programme: Programme, *, by: Person, now: datetime) -> Refusal | None:
    known = versions(programme)
    return rules.why_not_open(
        is_organiser=has_role(programme, Role.Kind.ORGANISER, person=by),
        has_ended=programme.ended_at is not None,
        is_open=programme.opened_at is not None,
        is_whole=not charter_words.missing(known.newest.words),
        is_signed=known.in_force(at=now) is not None,
    )


@transaction.atomic
def open_up(programme: Programme, *, by: Person, now: datetime) -> None:
    """From now on people can be invited, and join."""
    programme = lock(programme)
    stop_if(why_not_open(programme, by=by, now=now))
    programme.opened_at = now
    programme.save(update_fields=["opened_at"])


@transaction.atomic
def end(programme: Programme, *, by: Person, now: datetime) -> None:
    """By an organiser, before the last day."""
    programme = lock(programme)
    stop_if(why_not_look_after(programme, by=by))
    _end(programme, now=now)


@transaction.atomic
def end_what_is_over(*, now: datetime) -> None:
    """Programmes whose last day is over everywhere end by themselves."""
    over = Programme.objects.filter(ended_at=None, ends_on__lt=rules.is_over_before(now)).select_for_update()
    for programme in over:
        _end(programme, now=now)


def _end(programme: Programme, *, now: datetime) -> None:
    """Nobody looks after it any more, from this moment on. Partnerships go on as long as their two like."""
    programme.ended_at = now
    programme.save(update_fields=["ended_at"])
    programme.roles.filter(ended_at=None).update(ended_at=now)
    programme.guests.all().delete()
    programme.guest_lists.all().delete()
    programme.role_offers.all().delete()
    organisation = programme.organisation
    if not organisation.programmes.filter(ended_at=None).exists():
        organisation.line_lists.all().delete()
        organisation.lines.all().delete()
    programme.announcements.create(about=Announcement.About.END, made_at=now)
    announce(ProgrammeEnded(programme=programme, at=now))


@transaction.atomic
def forget_what_is_long_over(*, now: datetime) -> None:
    """Ninety days after its end nothing of a programme is kept, nor of an organisation without any."""
    Programme.objects.filter(ended_at__lt=now - timedelta(days=rules.FORGET_AFTER_DAYS)).delete()
    Organisation.objects.filter(programmes=None).delete()


def lock(programme: Programme) -> Programme:
    """Two people clicking at the same instant go through here one after the other."""
    return Programme.objects.select_for_update().get(pk=programme.pk)
