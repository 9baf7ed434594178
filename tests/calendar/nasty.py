"""Calendars nobody means well with, and the code each is refused with; None: it is read."""


def calendar(*events: str, head: str = "") -> bytes:
    return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + head + "".join(events) + "END:VCALENDAR\r\n").encode()


def event(*lines: str, start: str = "DTSTART:20261201T090000Z", end: str = "DTEND:20261201T100000Z") -> str:
    return "\r\n".join(["BEGIN:VEVENT", "UID:1", start, end, *lines, "END:VEVENT", ""])


def zone(name: str) -> bytes:
    return calendar(event(start=f"DTSTART;TZID={name}:20261201T090000", end=f"DTEND;TZID={name}:20261201T100000"))


NASTY: dict[str, tuple[bytes, str | None]] = {
    "nothing": (b"", "ics_not_one"),
    "words": (b"Dear Amara, here is my calendar.", "ics_not_one"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "ics_not_one"),
    "only NULs": (b"\0" * 100_000, "ics_not_one"),
    "a NUL in a time": (calendar(event(start="DTSTART:2026120\x001T090000Z")), "ics_not_one"),
    "a hundred megabytes in one line": (b"BEGIN:VCALENDAR\r\nX:" + b"a" * 100_000_000, "ics_too_large"),
    "two megabytes in one line": (b"BEGIN:VCALENDAR\r\nX:" + b"a" * 2_000_000, "ics_torn"),
    "a time as long as a book": (calendar(event(start="DTSTART:" + "2" * 500_000)), "ics_long_line"),
    "folded without end": (b"BEGIN:VCALENDAR\r\nX:" + b"\r\n a" * 400_000, "ics_torn"),
    "a zone that is a folder": (zone("Europe/"), "ics_zone"),
    "a zone that is another": (zone("America"), "ics_zone"),
    "a zone on this disk": (zone("../../../../etc/passwd"), "ics_zone"),
    "a zone from the root": (zone("/etc/passwd"), "ics_zone"),
    "a zone of three hundred letters": (zone("A" * 290), "ics_zone"),
    "a zone with a colon in it": (zone('"Europe/:"'), "ics_zone"),
    "a zone of a device": (zone("/dev/zero"), "ics_zone"),
    "a zone as some programs write it": (zone("/freeassociation.sourceforge.net/Europe/Berlin"), None),
    "a zone as Windows calls it": (zone("W. Europe Standard Time"), None),
    "a billion weeks": (calendar(event("RRULE:FREQ=WEEKLY;COUNT=1000000000")), None),
    "a billion days since 1900": (
        calendar(
            event("RRULE:FREQ=DAILY;COUNT=1000000000", start="DTSTART:19000101T090000Z", end="DTEND:19000101T100000Z")
        ),
        None,
    ),
    "every second": (calendar(event("RRULE:FREQ=SECONDLY")), "ics_often"),
    "every minute of all hours": (calendar(event("RRULE:FREQ=DAILY;BYMINUTE=0,1,2,3;BYSECOND=0,1,2")), "ics_often"),
    "a rule that never comes true": (calendar(event("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")), "either"),
    "a rule of nonsense": (calendar(event("RRULE:FREQ=SOMETIMES")), "ics_line"),
    "two thousand rules since 1900": (
        calendar(
            *[event(f"RRULE:FREQ=DAILY;INTERVAL={1 + n % 3}", start="DTSTART:19000101T090000Z") for n in range(2000)]
        ),
        "ics_too_much",
    ),
    "a hundred thousand events": (
        calendar(*["BEGIN:VEVENT\r\nDTSTART:20261201\r\nEND:VEVENT\r\n"] * 40_000),
        "ics_too_much",
    ),
    "thirty-first of February": (calendar(event(start="DTSTART:20260231T090000Z")), "either"),
    "twenty-five o'clock": (calendar(event(start="DTSTART:20261201T250000Z")), "ics_line"),
    "the year ten thousand": (calendar(event(end="DTEND:99991231T235959Z")), "ics_line"),
    "begun and never ended": (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" * 3, "ics_torn"),
    "ended and never begun": (b"END:VCALENDAR\r\n" * 1000, "ics_torn"),
    "deep in itself": (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 100_000, "ics_not_one"),
    "crossed over": (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\nEND:VEVENT\r\n", "ics_torn"),
    "no time at all": (calendar("BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:x\r\nEND:VEVENT\r\n"), None),
    "the end before the beginning": (calendar(event(end="DTEND:20261130T100000Z")), None),
    "a duration of a thousand years": (calendar(event("DURATION:P9999W", end="X:1")), "either"),
    "twenty thousand exceptions": (
        calendar(event("RRULE:FREQ=DAILY", *["EXDATE:20261202T090000Z"] * 20_000)),
        "either",
    ),
    "words in no alphabet": (
        calendar(event("SUMMARY:" + "\udcff".encode("utf-8", "surrogatepass").decode("latin-1"))),
        None,
    ),
}
"""*either*: read or refused, as long as it is within the limits."""
