"""Answers that calendar programs send by mail (RFC 5546, 6047): no, or another hour. Everything else changes nothing.

What such a letter says of itself is checked twice: it comes from the member's own address, and it names an entry by a
UID that only this member's calendar was ever told.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parseaddr
from typing import Any
from zoneinfo import ZoneInfo

from fermata.calendar.actions import appointments, offers
from fermata.calendar.busy.sifting import LINE, Unreadable, unfolded, zone_in
from fermata.calendar.entries import uid
from fermata.calendar.models import Appointment
from fermata.core.refusal import Refused
from fermata.people.models import Person

LARGEST_BYTES = 256 * 1024
NEWEST = 50


@dataclass(frozen=True, slots=True)
class Answer:
    """What one event of an answer says."""

    method: str
    uid: str = ""
    sequence: int = 0
    word: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None


def take(letter: Message, *, now: datetime) -> bool:
    """Do what an answer asks for. False when it is none, or none of ours."""
    answer = read(letter)
    person = Person.objects.filter(email__iexact=parseaddr(str(letter.get("From", "")))[1]).first()
    if answer is None or person is None:
        return False
    one = _entry(answer, person=person, now=now)
    if one is None:
        return False
    with suppress(Refused):
        if answer.method == "REPLY" and answer.word == "DECLINED" and answer.sequence == one.changes:
            appointments.let_go(one, now=now)
        elif answer.method == "COUNTER" and answer.starts_at is not None:
            _offer(answer, one, by=person, now=now)
    return True


def _offer(answer: Answer, one: Appointment, *, by: Person, now: datetime) -> None:
    """Another hour becomes an offer like any: it moves when it suits everybody."""
    start, end = answer.starts_at, answer.ends_at
    minutes = int((end - start).total_seconds() // 60) if start and end else one.minutes
    if start is not None:
        offers.offer(one.partnership, hours=[start], minutes=minutes, by=by, now=now, moving=one)


def _entry(answer: Answer, *, person: Person, now: datetime) -> Appointment | None:
    """The hour it is about, among those this person has to come."""
    mine = Appointment.objects.visible_to(person).to_come(now=now)
    known = {uid(one.pk, person.pk): one for one in mine.select_related("partnership")}
    return known.get(answer.uid)


def read(letter: Message) -> Answer | None:
    """The first part that is for a calendar, as far as it can be read."""
    for part in letter.walk():
        if part.get_content_type() == "text/calendar":
            payload: Any = part.get_payload(decode=True) or b""
            with suppress(Unreadable, ValueError, OverflowError):
                return _read(bytes(payload)[:LARGEST_BYTES])
    return None


def _read(text: bytes) -> Answer:
    """Of the first event, by its names; nothing is evaluated, and no library is asked."""
    found: dict[str, tuple[str, str]] = {}
    events: list[str] = []
    for _number, line in unfolded(text):
        if parts := LINE.fullmatch(line):
            name, parameters, value = parts["name"].upper(), parts["parameters"], parts["value"].strip()
            events += [value.upper()] if name in {"BEGIN", "END"} else []
            if events in (["VCALENDAR"], ["VCALENDAR", "VEVENT"]):
                found.setdefault(name, (parameters, value))
    word = found.get("ATTENDEE", ("", ""))[0].upper().partition("PARTSTAT=")[2].partition(";")[0]
    return Answer(
        method=found.get("METHOD", ("", ""))[1].upper(),
        uid=found.get("UID", ("", ""))[1],
        sequence=int(found.get("SEQUENCE", ("", "0"))[1][:9] or 0),
        word=word,
        starts_at=_moment(found.get("DTSTART")),
        ends_at=_moment(found.get("DTEND")),
    )


def _moment(said: tuple[str, str] | None) -> datetime | None:
    if said is None or "T" not in said[1]:
        return None
    parameters, value = said
    zone = zone_in(parameters, 0).partition("TZID=")[2]
    if not zone and not value.endswith("Z"):
        return None
    read = datetime.strptime(value[:15], "%Y%m%dT%H%M%S")  # noqa: DTZ007  # its zone follows
    return read.replace(tzinfo=ZoneInfo(zone or "UTC")).astimezone(UTC)
