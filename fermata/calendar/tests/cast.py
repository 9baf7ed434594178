"""Amara in Kolkata and Ben in New York, and what they agree."""

from datetime import datetime, timedelta

from fermata.calendar.actions import offers
from fermata.calendar.models import Appointment
from fermata.core.models import Letter
from fermata.partnerships.models import Partnership
from fermata.people.models import Person
from tests.cast import MONDAY, partners, person

FRIDAY = datetime(2026, 11, 27, 13, 0, tzinfo=MONDAY.tzinfo)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def two() -> tuple[Partnership, Person, Person]:
    amara, ben = person("Amara"), person("Ben")
    live_in(amara, "Asia/Kolkata")
    live_in(ben, "America/New_York")
    return partners(amara, ben), amara, ben


def live_in(who: Person, zone: str) -> None:
    who.time_zone = zone
    who.save(update_fields=["time_zone"])


def agree(partnership: Partnership, one: Person, *others: Person, at: datetime = FRIDAY, **more: object) -> Appointment:
    """One offers, all others say yes."""
    made = offers.offer(partnership, hours=[at], minutes=60, by=one, now=MONDAY, **more)[0]
    return [offers.say_yes(made, by=other, now=MONDAY) for other in others][-1]


def letters_to(who: Person) -> list[Letter]:
    return list(Letter.objects.filter(to=who.email).order_by("pk"))


def calendar_letters(who: Person) -> list[str]:
    """What their calendar was sent, oldest first."""
    return [letter.calendar for letter in letters_to(who) if letter.calendar]


def line(text: str, name: str) -> str:
    """The first such line of a calendar's event, unfolded, without its name."""
    for found in text.replace("\r\n ", "").partition("BEGIN:VEVENT")[2].splitlines():
        if found.split(":")[0].split(";")[0] == name:
            return found[len(name) :].lstrip(":")
    return ""
