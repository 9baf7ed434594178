"""What is left of a calendar before any library sees it: when something is, never what, where or with whom.

Stands alone: it runs in a process without Django, and its limits are for strangers' files (docs/decisions/0024).
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from zoneinfo import available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

KEPT = frozenset({"UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})
LOOKED_AT = frozenset({"STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS"})
LONGEST_LINE, MOST_EVENTS, DEEPEST = 8_192, 20_000, 8
LINE = re.compile(
    r"(?P<name>[A-Za-z0-9-]{1,40})(?P<parameters>(?:;[^:;\"]*(?:\"[^\"]*\")?[^:;\"]*){0,20}):(?P<value>.*)", re.S
)
MOMENT = re.compile(r"\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3])[0-5]\d([0-5]\d|60)Z?)?")
LENGTH = re.compile(r"[+-]?P(?=[\dT])(\d{1,4}W|(\d{1,4}D)?(T(\d{1,6}H)?(\d{1,6}M)?(\d{1,8}S)?)?)")
RULE = re.compile(r"(FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY))(;[A-Z]{4,10}=[A-Z0-9+,\-]{1,200}){0,10}")
ZONE = re.compile(r";TZID=(\"[^\"]{0,300}\"|[^:;]{0,300})", re.I)


class Unreadable(Exception):
    """A code that stays, and the line it is about where there is one."""

    def __init__(self, code: str, line: int = 0) -> None:
        super().__init__(code)
        self.code, self.line = code, line


@dataclass(slots=True)
class Sifted:
    """One event, or one list of free and busy times: its lines, by name."""

    lines: list[tuple[str, str]] = field(default_factory=list)
    """Name, and all that is kept: `DTSTART` and `DTSTART;TZID=Europe/Berlin:20261201T090000`."""
    is_free: bool = False
    day: str = ""
    end: str = ""
    repeats: bool = False


def sift(file: bytes) -> Iterator[Sifted]:
    """Event by event. Raises Unreadable at the first line that cannot be meant."""
    depth: list[str] = []
    event, events, seen = Sifted(), 0, False
    for number, line in unfolded(file):
        found = LINE.fullmatch(line)
        if not found:
            if depth[-1:] == ["VEVENT"] and line.split(":")[0].split(";")[0].upper() in KEPT:
                raise Unreadable("ics_line", number)
            continue
        name, value = found["name"].upper(), found["value"].strip()
        if name == "BEGIN":
            depth.append(value.upper())
            seen |= depth == ["VCALENDAR"]
            if len(depth) > DEEPEST or not seen:
                raise Unreadable("ics_not_one", number)
            event = Sifted() if depth[-1] in {"VEVENT", "VFREEBUSY"} else event
        elif name == "END":
            if not depth or depth.pop() != value.upper():
                raise Unreadable("ics_torn", number)
            if value.upper() in {"VEVENT", "VFREEBUSY"} and event.lines:
                events += 1
                if events > MOST_EVENTS:
                    raise Unreadable("ics_too_much", number)
                yield event
        elif depth[-1:] in (["VEVENT"], ["VFREEBUSY"]):
            _take(event, name, found["parameters"], value, number)
    if not seen:
        raise Unreadable("ics_not_one")
    if depth:
        raise Unreadable("ics_torn")


def _take(event: Sifted, name: str, parameters: str, value: str, line: int) -> None:
    if name in LOOKED_AT:
        event.is_free |= value.upper() in {"CANCELLED", "TRANSPARENT", "FREE"}
    elif name == "FREEBUSY":
        if "FBTYPE=FREE" not in parameters.upper():
            event.lines.append((name, _checked(name, value, line)))
    elif name in KEPT:
        value = _checked(name, value, line)
        is_day = len(value.split(",")[0]) == 8 and name != "UID"  # as in 20261201
        zone = "" if name in {"UID", "RRULE", "DURATION"} or is_day else zone_in(parameters, line)
        more = ";VALUE=DATE" if is_day and name not in {"RRULE", "DURATION"} else zone
        more = ";VALUE=PERIOD" + more if name == "RDATE" and "/" in value else more
        event.lines.append((name, f"{name}{more}:{value}"))
        event.day = value[:8] if name == "DTSTART" else event.day
        event.end = value[:8] if name == "DTEND" else event.end
        event.repeats |= name in {"RRULE", "RDATE", "RECURRENCE-ID", "DURATION"}


def _checked(name: str, value: str, line: int) -> str:
    """Only what the grammar knows of such a value; nothing else reaches the library."""
    if len(value) > LONGEST_LINE:
        raise Unreadable("ics_long_line", line)
    if name == "UID":
        return hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()[:32]  # only whether two are the same counts
    parts = value.split(",") if name in {"RDATE", "EXDATE", "FREEBUSY"} else [value]
    if name == "RRULE":
        fits = _is_rule(value.rstrip(";").upper())
        value = value.rstrip(";").upper()
    elif name == "DURATION":
        fits = LENGTH.fullmatch(value) is not None
    else:
        fits = all(_is_moment(one) or (name in {"RDATE", "FREEBUSY"} and _is_span(one)) for one in parts)
    if not fits:
        raise Unreadable("ics_often" if name == "RRULE" and "LY" in value[:20] else "ics_line", line)
    return value


def _is_moment(value: str) -> bool:
    return MOMENT.fullmatch(value) is not None and "1900" <= value[:4] <= "2200"


def _is_span(value: str) -> bool:
    begin, slash, end = value.partition("/")
    return bool(slash) and _is_moment(begin) and (_is_moment(end) or LENGTH.fullmatch(end) is not None)


def _is_rule(value: str) -> bool:
    """Not more often than daily, and no lists of hours: then a rule cannot take longer than there are days."""
    parts = value.split(";")
    value = ";".join(sorted(parts, key=lambda part: not part.startswith("FREQ=")))
    return RULE.fullmatch(value) is not None and not re.search(r"BY(HOUR|MINUTE|SECOND)=[^;]*,", value)


def zone_in(parameters: str, line: int) -> str:
    """A zone all of us know, or none at all. The library never sees a name that is not one (security: §8)."""
    found = ZONE.search(parameters)
    if not found:
        return ""
    name = found[1].strip('" ')
    if name.upper() in {"UTC", "GMT", "Z", "ETC/UTC"}:
        return ";TZID=UTC"
    known = _zones()
    tails = ["/".join(name.split("/")[-count:]) for count in (3, 2, 1)]
    for one in (name, WINDOWS_TO_OLSON.get(name, ""), *(tail for tail in tails if "/" in tail)):
        if one in known:
            return f";TZID={one}"
    raise Unreadable("ics_zone", line)


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def unfolded(file: bytes) -> Iterator[tuple[int, str]]:
    """Lines with their number; what was folded is one again. What would be too long is cut, and kept from harm."""
    if b"\0" in file:
        raise Unreadable("ics_not_one")
    kept, at = b"", 0
    for number, raw in enumerate(file.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        line = raw.rstrip(b"\r")
        if line[:1] in {b" ", b"\t"} and at:
            if len(kept) <= LONGEST_LINE:
                kept += line[1:]
            continue
        if kept:
            yield at, kept[: LONGEST_LINE + 100].decode("utf-8", "replace")
        kept, at = line[: LONGEST_LINE + 100], number
    if kept:
        yield at, kept.decode("utf-8", "replace")
