"""The letters of this room: when, and nothing else. No name, no word of what it is about or of what another one did."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.defaultfilters import date as written
from django.utils import translation
from django.utils.translation import gettext as _

from fermata.calendar import entries
from fermata.calendar.entries import Reader
from fermata.calendar.models import Appointment, CalendarEntry
from fermata.core.letters import is_told, post, something_new, take_back
from fermata.partnerships.models import Partnership
from fermata.people.models import Person

SOON = timedelta(hours=3)


def agreed(entry: CalendarEntry, appointment: Appointment, *, reader: Reader, now: datetime) -> None:
    """An hour is agreed, or has been moved. A letter about it that has not left yet need not leave any more."""
    is_new = take_back(_about(entry)) or entry.sent is None
    with translation.override(reader.person.language):
        subject = _("An hour in your calendar") if is_new else _("An hour in your calendar has moved")
        body = "{when}\n\n{more}\n\n{site}".format(
            when=hour(appointment.starts_at, reader.person),
            more=_("You find where, and what about, in Fermata; it is sealed, so it is not in this letter."),
            site=settings.URL,
        )
    invitation = entries.invitation(appointment, reader=reader, now=now)
    post(to=reader.person.email, subject=subject, body=body, calendar=invitation, about=_about(entry))


def gone(entry: CalendarEntry, appointment: Appointment, *, reader: Reader, now: datetime) -> None:
    """It will not take place. By whom, and why, nobody is told, since nobody is asked."""
    if take_back(_about(entry)) and not appointment.changes > 1:
        return
    with translation.override(reader.person.language):
        body = "{when}\n\n{more}\n\n{site}".format(
            when=hour(appointment.starts_at, reader.person), more=_("This hour is yours again."), site=settings.URL
        )
        subject = _("An hour in your calendar is free again")
    cancelled = entries.cancellation(appointment, reader=reader, now=now)
    post(to=reader.person.email, subject=subject, body=body, calendar=cancelled, about=_about(entry))


def offered(person: Person, *, partnership: Partnership, now: datetime) -> None:
    """Hours are offered: that there is something new. One letter, however many follow while it waits, or soon after."""
    about = f"offers {partnership.pk.hex} {person.pk.hex}"
    if not is_told(about, since=now - SOON):
        something_new(to=person.email, language=person.language, about=about)


def reminder(person: Person, due: Sequence[CalendarEntry]) -> None:
    """One letter, for one hour or for all of a day."""
    with translation.override(person.language):
        hours = "\n".join(hour(one.appointment.starts_at, person) for one in due)
        body = "{hours}\n\n{more}\n\n{site}".format(
            hours=hours, more=_("How and whether you are reminded, you choose under My time."), site=settings.URL
        )
        about = _about_reminder(due[0]) if len(due) == 1 else ""
        post(to=person.email, subject=_("What you have planned"), body=body, about=about)


def forget_reminder(entry: CalendarEntry) -> bool:
    """What has not left yet, about an hour that is not that hour any more."""
    return take_back(_about_reminder(entry))


def hour(at: datetime, person: Person) -> str:
    there = at.astimezone(ZoneInfo(person.time_zone))
    return f"{written(there, 'l')}, {written(there, 'DATETIME_FORMAT')} ({person.time_zone})"


def _about(entry: CalendarEntry) -> str:
    return f"entry {entry.pk}"


def _about_reminder(entry: CalendarEntry) -> str:
    return f"reminder {entry.pk}"
