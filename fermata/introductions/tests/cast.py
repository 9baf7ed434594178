"""A programme with some of the cast in it, as quickly as rows can be written."""

from datetime import datetime, timedelta
from typing import Any

from fermata.introductions.actions.profiles import describe
from fermata.introductions.models import Companion, Introduction, Profile, Side
from fermata.people.models import Person
from fermata.programmes.models import AuthorityLine, Enrolment, Organisation, Programme, Role, address_mark
from tests.cast import MONDAY, person

SAID = {"wanted": ["listening"], "offered": ["feedback"], "languages": ["en"]}


def a_programme(name: str = "Peers at the Harbour Hospital") -> Programme:
    """It has opened; what it promises is another room's business."""
    organisation = Organisation.objects.create(name=f"The house of {name}", founded_at=MONDAY)
    return Programme.objects.create(organisation=organisation, name=name, founded_at=MONDAY, opened_at=MONDAY)


def taking_part(who: Person | str, programme: Programme, *, may_be_found: bool = True, **said: Any) -> Profile:
    """Somebody has joined and said what they look for."""
    made = person(who) if isinstance(who, str) else who
    enrolment = Enrolment.objects.create(programme=programme, person=made, joined_at=MONDAY)
    return describe(enrolment, said=SAID | said, may_be_found=may_be_found, now=MONDAY)


def organiser(programme: Programme, name: str = "Dewi") -> Person:
    made = person(name)
    Role.objects.create(programme=programme, person=made, kind="organiser", taken_at=MONDAY)
    return made


def line(report: Person, manager: Person, *, organisation: Organisation) -> AuthorityLine:
    marks = {"report": address_mark(report.email), "manager": address_mark(manager.email)}
    return AuthorityLine.objects.create(organisation=organisation, **marks)


def who(profile: Profile) -> Person:
    return profile.enrolment.person


def side(introduction: Introduction, person_: Person) -> Side:
    return introduction.sides.get(person=person_)


def later(days: float, *, after: datetime = MONDAY) -> datetime:
    return after + timedelta(days=days)


def pairs() -> list[set[Person]]:
    """Who is partners now, as the room above has told this one."""
    rows = Companion.objects.filter(parted_at=None).select_related("person", "other")
    return [{row.person, row.other} for row in rows if row.person.pk < row.other.pk]
