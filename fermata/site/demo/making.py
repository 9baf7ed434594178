"""Makes the whole demonstration, as of today: rooms' actions with moments of the past, words sealed as by browsers."""

from datetime import datetime, timedelta

from django.db import transaction

from fermata.core.models import Letter
from fermata.people.actions.joining import known_or_new
from fermata.people.actions.profile import describe
from fermata.people.models import Person
from fermata.site.demo import hospital, partners
from fermata.site.demo.cast import EVERYBODY, OTHERS_IN_THE_ROUND, PAIRED, ZONE, Character
from fermata.site.demo.hand import make_space

DAY = timedelta(days=1)
FOUNDED, JOINED = 120 * DAY, 110 * DAY
"""So long ago."""


def is_made() -> bool:
    return Person.objects.exists()


@transaction.atomic
def make(*, now: datetime) -> None:
    """All of it or nothing."""
    people = {one.name: _come(one, at=now - FOUNDED) for one in EVERYBODY}
    people |= {name: _come(Character(name, ""), at=now - JOINED) for name in OTHERS_IN_THE_ROUND}
    programme = hospital.programme(people, founded_at=now - FOUNDED)
    looking = [name for name in people if name not in {"Dewi", "Efua", "Farid"}]
    profiles = {name: hospital.take_part(programme, people[name], at=now - JOINED) for name in looking}
    hospital.open_round(programme, profiles, now=now)
    amara, ben, chidi, grace = (make_space(people[one.name], one, at=now - JOINED) for one in PAIRED)
    partners.amara_and_ben(amara, ben, now=now)
    partners.chidi_and_grace(chidi, grace, profiles=profiles, now=now)
    Letter.objects.all().delete()  # of weeks ago; letters are kept for two days


def _come(character: Character, *, at: datetime) -> Person:
    """They have signed in once, and said their name."""
    person = known_or_new(character.address, language="en", now=at)
    describe(person, display_name=character.name, language="en", time_zone=ZONE, now=at)
    return person
