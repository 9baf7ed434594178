"""How promises fare: what those who made them say, what those they were made to say, and what was switched off."""

from datetime import datetime

from django.db import transaction

from fermata.core.refusal import stop_if
from fermata.people.models import Person
from fermata.programmes import charter_words, rules
from fermata.programmes.actions.charter import versions
from fermata.programmes.actions.roles import has_role
from fermata.programmes.models import Announcement, Enrolment, LedgerEntry, Programme, Role

DISPUTES, APART = "disputes", "apart"


@transaction.atomic
def write(programme: Programme, *, promise: str, standing: str, words: str, by: Person, now: datetime) -> LedgerEntry:
    """The sponsor or an organiser says in public how a promise stands, and what shows it. Nothing is ever erased."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    looks_after_it = any(has_role(programme, kind, person=by) for kind in (Role.Kind.SPONSOR, Role.Kind.ORGANISER))
    stop_if(rules.why_not_write(looks_after_it=looks_after_it, has_ended=programme.ended_at is not None))
    stop_if(None if _is_promise(programme, promise, at=now) else rules.NO_SUCH_PROMISE)
    if programme.shown_disputes.filter(promise=promise, answered_at=None).update(answered_at=now):
        programme.disputes.filter(promise=promise).delete()  # or the next to dispute it would show alone
    return programme.ledger.create(promise=promise, standing=standing, words=words, written_at=now)


@transaction.atomic
def dispute(enrolment: Enrolment, *, promise: str, now: datetime) -> None:
    """Say that a promise is not kept. From three people on it shows; who they are never does."""
    programme = Programme.objects.select_for_update().get(pk=enrolment.programme_id)
    stop_if(
        rules.why_not_dispute(
            has_ended=programme.ended_at is not None,
            is_switched_on=is_now(programme, DISPUTES),
            is_promise=_is_promise(programme, promise, at=now),
            has_disputed=programme.disputes.filter(promise=promise, person=enrolment.person_id).exists(),
        )
    )
    programme.disputes.create(promise=promise, person_id=enrolment.person_id, said_on=now.date())
    if rules.shows_dispute(disputes=programme.disputes.filter(promise=promise).count()):
        programme.shown_disputes.get_or_create(promise=promise, answered_at=None, defaults={"shown_on": now.date()})


@transaction.atomic
def take_back(enrolment: Enrolment, *, promise: str) -> None:
    """What already shows stays, so that nobody can tell who has changed their mind."""
    mine = enrolment.programme.disputes.filter(promise=promise, person=enrolment.person_id)
    stop_if(None if mine.delete()[0] else rules.NOT_DISPUTED)


@transaction.atomic
def turn_disputes(programme: Programme, *, is_on: bool, by: Person, now: datetime) -> None:
    """Switch off, or on again, that promises can be disputed. Everybody who takes part hears of it at once."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    is_organiser = has_role(programme, Role.Kind.ORGANISER, person=by)
    stop_if(rules.why_not_look_after(is_organiser=is_organiser, has_ended=programme.ended_at is not None))
    note(programme, setting=DISPUTES, is_on=is_on, now=now)


def note(programme: Programme, *, setting: str, is_on: bool, now: datetime) -> None:
    """Write down that it was turned, and tell everybody. Turning it where it stands already is no news."""
    if is_on == is_now(programme, setting):
        return
    programme.switches.create(setting=setting, is_on=is_on, turned_at=now)
    programme.announcements.create(about=Announcement.About.SWITCH, made_at=now)


def is_now(programme: Programme, setting: str) -> bool:
    """Disputes are welcome from the beginning; lines of authority hold from when they were given."""
    last = programme.switches.filter(setting=setting).first()
    return last.is_on if last else setting == DISPUTES


def _is_promise(programme: Programme, promise: str, *, at: datetime) -> bool:
    charter = versions(programme).shown(at=at)
    return charter_words.promise(charter.words, promise) is not None
