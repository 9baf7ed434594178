"""How a person wishes to be addressed."""

from datetime import datetime

from django.db import transaction

from fermata.core.events import announce
from fermata.people.events import PersonDescribed
from fermata.people.models import Person


@transaction.atomic
def describe(person: Person, *, display_name: str, language: str, time_zone: str, now: datetime) -> None:
    person.display_name, person.language, person.time_zone = display_name, language, time_zone
    person.save(update_fields=["display_name", "language", "time_zone"])
    announce(PersonDescribed(person=person, at=now))


def speak(person: Person, *, language: str) -> None:
    """The language somebody reads, on pages and in letters."""
    person.language = language
    person.save(update_fields=["language"])


def keep_usual_hours(person: Person, *, hours: list[str]) -> None:
    person.usual_hours = hours
    person.save(update_fields=["usual_hours"])
