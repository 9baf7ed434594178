"""What the page of finding a partner shows: only what is one's own, and what everybody has said yes to."""

from datetime import datetime, timedelta
from typing import Any

from fermata.introductions.actions.answering import standing_of
from fermata.introductions.models import Entry, Interest, Introduction, Profile, Round
from fermata.introductions.rules.asking import Standing
from fermata.people.models import Person
from fermata.programmes.models import Enrolment, Programme

SHOWN_AFTERWARDS = timedelta(days=14)
ON_THE_PAGE = 50
NEWEST_ROUNDS = 6


def finding(enrolment: Enrolment, *, at: datetime) -> dict[str, Any]:
    """Everything that is open for one person in a programme."""
    profile = Profile.objects.filter(enrolment=enrolment).first()
    introductions = _introductions(enrolment, at=at)
    return {
        "programme": enrolment.programme,
        "profile": profile,
        "is_on_hold": bool(profile) and not Enrolment.objects.ready().filter(pk=enrolment.pk).exists(),
        "to_answer": [one for one in introductions if one["standing"] is Standing.TO_ANSWER],
        "waiting": [one for one in introductions if one["standing"] is Standing.WAITING],
        "exercises": [one for one in introductions if one["standing"] is Standing.EXERCISE],
        "talks": [one for one in introductions if one["standing"] in {Standing.TALK, Standing.TALK_WAITING}],
        "over": [one for one in introductions if one["standing"] is Standing.NOTHING and one["i_said_yes"]],
        "open_rounds": [one for one in rounds_of(enrolment.programme, profile=profile, at=at) if not one["is_closed"]],
        "interests": Interest.objects.filter(by=profile).select_related("to__enrolment__person") if profile else [],
    }


def _introductions(enrolment: Enrolment, *, at: datetime) -> list[dict[str, Any]]:
    person = enrolment.person
    recent = Introduction.objects.visible_to(person).filter(
        programme=enrolment.programme_id, lapses_at__gt=at - SHOWN_AFTERWARDS
    )
    found = recent.prefetch_related("sides__person")[:ON_THE_PAGE]
    return [_one(introduction, person=person, at=at) for introduction in found]


def _one(introduction: Introduction, *, person: Person, at: datetime) -> dict[str, Any]:
    sides = list(introduction.sides.all())
    mine = next(side for side in sides if side.person_id == person.pk)
    return {
        "introduction": introduction,
        "names": [side.person.name for side in sides if side.person_id != person.pk],
        "standing": standing_of(introduction, person=person, at=at),
        "i_said_yes": mine.accepted_at is not None,
        "i_asked": mine.has_asked,
    }


def rounds_of(programme: Programme, *, profile: Profile | None, at: datetime) -> list[dict[str, Any]]:
    """The rounds of a programme, the same for everybody, and one's own place in each."""
    found = list(Round.objects.filter(programme=programme)[:NEWEST_ROUNDS])
    mine = Entry.objects.filter(round__in=found, profile=profile) if profile else Entry.objects.none()
    entries = {entry.round_id: entry for entry in mine}
    return [
        {
            "round": one,
            "entry": entries.get(one.pk),
            "is_closed": one.closes_at <= at or one.began_at is not None,
        }
        for one in found
    ]
