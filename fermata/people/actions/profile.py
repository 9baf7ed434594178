"""How a person wishes to be addressed."""

from fermata.people.models import Person


def describe(person: Person, *, display_name: str, language: str, time_zone: str) -> None:
    person.display_name, person.language, person.time_zone = display_name, language, time_zone
    person.save(update_fields=["display_name", "language", "time_zone"])
