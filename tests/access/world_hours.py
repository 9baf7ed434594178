"""The hours of a world: one agreed with a rhythm, one offered, and Amara's own time."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from fermata.calendar.actions import own_time
from fermata.calendar.actions.offers import offer, say_yes
from fermata.calendar.models import Away, BusyCalendar
from fermata.core.clock import now
from fermata.partnerships.models import Partnership
from fermata.people.models import Person
from tests.calendar.nasty import calendar, event

CHOSEN = {
    "quiet_from": "21:00",
    "quiet_until": "08:00",
    "reminded": "mail",
    "lead_minutes": "60",
    "title": "busy",
    "gets_letters": "on",
}


def make(partnership: Partnership, *, amara: Person, other: Person) -> dict[str, Any]:
    """Before the partnership comes to where it stands: a hold or a goodbye then does with it what it does."""
    soon = now() + timedelta(days=3)
    agreed = offer(partnership, hours=[soon], minutes=60, every="week", by=amara, now=now())[0]
    made = say_yes(agreed, by=other, now=now())
    offered = offer(partnership, hours=[soon + timedelta(hours=5)], minutes=60, by=amara, now=now())[0]
    today = now().date()
    away = Away.objects.create(person=amara, first_on=today, last_on=today)
    busy = BusyCalendar.objects.create(person=amara, address="https://calendar.example.org/x.ics", made_at=now())
    return {
        "offer_id": offered.pk,
        "appointment_id": made.pk if made else uuid4(),
        "away_id": away.pk,
        "calendar_id": busy.pk,
        "secret": own_time.new_feed(amara, now=now()),
    }


def bodies() -> dict[str, dict[str, Any]]:
    hour = (now() + timedelta(days=4)).isoformat()
    first, last = "2026-12-01", "2026-12-03"
    return {
        "when": {"hours": [hour], "minutes": "60", "every": ""},
        "appointment": {"hours": [hour], "minutes": "60"},
        "my_time": CHOSEN,
        "create_away": {"first_on": first, "last_on": last},
        "create_calendar": {"file": SimpleUploadedFile("hours.ics", calendar(event()), "text/calendar")},
    }
