"""Looking around and asking, and interest that is told only when both have it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from fermata.core.refusal import Refusal, stop_if
from fermata.introductions.actions.introducing import introduce_if_all_agree, lock, open_between, put_together
from fermata.introductions.apart import kept_apart
from fermata.introductions.letters import write_to
from fermata.introductions.models import Interest, Introduction, Profile, Side
from fermata.introductions.rules import asking as rules
from fermata.people.models import Person
from fermata.programmes.models import Enrolment


def why_not_take_part(person: Person, *, programme_id: UUID) -> Refusal | None:
    """Gather the facts: a profile, and not on hold."""
    mine = Enrolment.objects.filter(person=person, programme=programme_id)
    return rules.why_not_take_part(
        is_ready=Enrolment.objects.ready().filter(pk__in=mine).exists(),
        has_profile=Profile.objects.filter(enrolment__in=mine).exists(),
    )


@transaction.atomic
def ask(profile: Profile, *, by: Profile, now: datetime) -> Introduction:
    """One's own yes comes with the question. Where the other has said or wished the same, both have said yes."""
    lock([by.enrolment.person, profile.enrolment.person])
    stop_if(_why_not(by))
    introduction = _open_or_none(profile, by=by, now=now)
    if introduction is None:
        stop_if(why_not_ask(profile, by=by, now=now))
        introduction = put_together([by, profile], way=Introduction.Way.ASK, at=now)
        introduction.sides.filter(person=by.enrolment.person).update(accepted_at=now, has_asked=True)
        write_to(profile.enrolment.person)
    _say_yes(introduction, person=by.enrolment.person, now=now)
    if Interest.objects.filter(by=profile, to=by).exists():
        _say_yes(introduction, person=profile.enrolment.person, now=now)
    introduce_if_all_agree(introduction, at=now)
    return introduction


def why_not_ask(profile: Profile, *, by: Profile, now: datetime) -> Refusal | None:
    """Three open asks each, and none of somebody one has asked within some months."""
    asked = Side.objects.filter(
        person=by.enrolment.person, has_asked=True, introduction__programme=by.enrolment.programme_id
    )
    lately = asked.filter(introduction__made_at__gt=now - timedelta(days=rules.DAYS_UNTIL_ASKED_AGAIN))
    return rules.why_not_ask(
        open_asks=asked.filter(introduction__in=Introduction.objects.open(at=now)).count(),
        has_asked_before=lately.filter(introduction__sides__person=profile.enrolment.person).exists(),
    )


@transaction.atomic
def be_interested(profile: Profile, *, by: Profile, now: datetime) -> Introduction | None:
    """Told to nobody, unless the other is, or has said yes already. Then both have said yes."""
    lock([by.enrolment.person, profile.enrolment.person])
    stop_if(_why_not(by))
    interests = Interest.objects.filter(by=by).exclude(to=profile).count()
    stop_if(rules.why_not_be_interested(interests=interests))
    Interest.objects.get_or_create(by=by, to=profile, defaults={"made_at": now})
    introduction = _open_or_none(profile, by=by, now=now)
    theirs = introduction and introduction.sides.filter(person=profile.enrolment.person).exclude(accepted_at=None)
    if not Interest.objects.filter(by=profile, to=by).exists() and not (theirs and theirs.exists()):
        return None
    if introduction is None:
        if kept_apart(by.enrolment.person, profile.enrolment.person, at=now):
            return None
        introduction = put_together([by, profile], way=Introduction.Way.INTEREST, at=now)
    for profile_of_one in (by, profile):
        _say_yes(introduction, person=profile_of_one.enrolment.person, now=now)
    introduce_if_all_agree(introduction, at=now)
    return introduction


@transaction.atomic
def forget_interest(profile_id: UUID, *, by: Profile) -> None:
    """Taken back; nobody is told, as nobody was before."""
    Interest.objects.filter(by=by, to=profile_id).delete()


def _why_not(by: Profile) -> Refusal | None:
    return why_not_take_part(by.enrolment.person, programme_id=by.enrolment.programme_id)


def _open_or_none(profile: Profile, *, by: Profile, now: datetime) -> Introduction | None:
    people = [by.enrolment.person, profile.enrolment.person]
    return open_between(people, programme=by.enrolment.programme, at=now)


def _say_yes(introduction: Introduction, *, person: Person, now: datetime) -> None:
    introduction.sides.filter(person=person, accepted_at=None).update(accepted_at=now)
