"""How an appointment is written for somebody's calendar program (RFC 5545, 5546): their zone, their title, their UID.

One event for each hour and no rule of repetition: what our clocks and theirs make of a rule would differ somewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from icalendar import Alarm, Calendar, Event, vCalAddress

from fermata.calendar.models import Appointment, OwnChoices
from fermata.calendar.time_zones import written
from fermata.people.models import Person

TITLES = {
    "session": _("Session"),
    "busy": _("Busy"),
    "talk": _("Conversation"),
    "focus": _("Focus time"),
    "fermata": _("Fermata"),
}
"""Whichever somebody chooses: none says with whom, or what about."""
REQUEST, CANCEL = "REQUEST", "CANCEL"


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose calendar it is for."""

    person: Person
    choices: OwnChoices

    @property
    def title(self) -> str:
        with translation.override(self.person.language):
            return str(TITLES.get(self.choices.title, TITLES["session"]))


def uid(appointment_id: UUID, person_id: UUID) -> str:
    """The same for ever, and another one for each member: two calendars side by side do not tell who meets whom."""
    mark = salted_hmac("fermata.calendar", f"{appointment_id} {person_id}", algorithm="sha256")
    return f"{mark.hexdigest()[:40]}@{settings.MAIL_HOST}"


def invitation(appointment: Appointment, *, reader: Reader, now: datetime) -> str:
    """To put it into their calendar, or to move it there."""
    return _message([_event(appointment, reader=reader, now=now)], method=REQUEST, reader=reader)


def cancellation(appointment: Appointment, *, reader: Reader, now: datetime) -> str:
    event = _event(appointment, reader=reader, now=now)
    event["STATUS"] = "CANCELLED"
    return _message([event], method=CANCEL, reader=reader)


def feed(appointments: Iterable[Appointment], *, reader: Reader, now: datetime) -> str:
    """Everything to come and lately past, for a calendar program that asks for it again and again."""
    calendar = _calendar([_event(one, reader=reader, now=now, is_in_feed=True) for one in appointments], reader=reader)
    calendar.add("X-WR-CALNAME", "Fermata")
    calendar.add("REFRESH-INTERVAL;VALUE=DURATION", "PT1H")
    calendar.add("X-PUBLISHED-TTL", "PT1H")
    return _text(calendar)


def _event(appointment: Appointment, *, reader: Reader, now: datetime, is_in_feed: bool = False) -> Event:
    zone = ZoneInfo(reader.person.time_zone)
    event = Event()
    event.add("UID", uid(appointment.pk, reader.person.pk))
    event.add("DTSTAMP", now.astimezone(UTC).replace(microsecond=0))
    event.add("SEQUENCE", appointment.changes)
    event.add("DTSTART", appointment.starts_at.astimezone(zone))
    event.add("DTEND", appointment.ends_at.astimezone(zone))
    event.add("SUMMARY", reader.title)
    event.add("CLASS", "PRIVATE")
    event.add("STATUS", "CONFIRMED")
    event.add("TRANSP", "OPAQUE")
    event.add("URL", f"{settings.URL}/")
    if not is_in_feed:
        _people(event, reader=reader)
    if reader.choices.reminded == "calendar":
        event.add_component(_alarm(reader))
    return event


def _people(event: Event, *, reader: Reader) -> None:
    """From Fermata, to this one person: partners do not learn each other's address by their calendars."""
    organizer = vCalAddress(f"mailto:{settings.MAIL_ADDRESS}")
    organizer.params["CN"] = "Fermata"
    attendee = vCalAddress(f"mailto:{reader.person.email}")
    attendee.params.update({"PARTSTAT": "ACCEPTED", "RSVP": "TRUE" if settings.MAILBOX_URL else "FALSE"})
    event.add("ORGANIZER", organizer)
    event.add("ATTENDEE", attendee)


def _alarm(reader: Reader) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", reader.title)
    alarm.add("TRIGGER", -timedelta(minutes=reader.choices.lead_minutes))
    return alarm


def _message(events: list[Event], *, method: str, reader: Reader) -> str:
    calendar = _calendar(events, reader=reader)
    calendar.add("METHOD", method)
    return _text(calendar)


def _text(calendar: Calendar) -> str:
    written_down: bytes = calendar.to_ical()
    return written_down.decode()


def _calendar(events: list[Event], *, reader: Reader) -> Calendar:
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//Fermata//EN")
    calendar.add("CALSCALE", "GREGORIAN")
    if events and reader.person.time_zone != "UTC":
        first, last = min(one.decoded("DTSTART") for one in events), max(one.decoded("DTEND") for one in events)
        calendar.add_component(written(reader.person.time_zone, first=first, last=last))
    for event in events:
        calendar.add_component(event)
    return calendar
