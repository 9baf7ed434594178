"""Calendars nobody means well with, made by a machine: python -m tests.calendar.fuzz [--runs 100000] [--seed 1] [--atheris]

Grammar and nonsense are mixed; whatever comes of it must be spans or one of our codes, and nothing else. The sifting and
the answers by mail are asked in this process; of a hundredth the whole reader is, in its box. With --atheris (a package of
PyPI, for Python 3.11) the sifting is led by what the program does with its bytes, for so many runs.
"""

import argparse
import random
import sys
import time
from datetime import UTC, datetime, timedelta

from tests.calendar.nasty import NASTY, calendar, event

WORDS = [
    b"BEGIN:VEVENT", b"END:VEVENT", b"BEGIN:VCALENDAR", b"END:VCALENDAR", b"DTSTART", b"DTEND", b";TZID=", b"Europe/",
    b"RRULE:FREQ=", b"DAILY", b"SECONDLY", b";COUNT=", b"999999999999", b"\r\n", b"\n ", b":", b";", b"\0", b"\xff\xfe",
    b"20261201T090000Z", b"99999999", b"P9999W", b"EXDATE:", b"RECURRENCE-ID", b"FREEBUSY:", b"/", b",", b'"', b"BYMONTH=2",
    b"BYSETPOS=-366", b"BYDAY=-53MO", b"\xf0\x9f\x8e\xb5", b"VALUE=DATE", b"UID:", b"DURATION:", b"METHOD:REPLY", b"-", b"+",
]  # fmt: skip
SEEDS = [file for file, _ in NASTY.values() if len(file) < 20_000] + [
    calendar(event("RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20261208T090000Z"), event("RECURRENCE-ID:20261208T090000Z"))
]
NOW = datetime(2026, 11, 28, tzinfo=UTC)


def bent(chance: random.Random) -> bytes:
    """One of the seeds, cut, doubled, mixed with words and single bytes."""
    made = bytearray(chance.choice(SEEDS))
    for _ in range(chance.randint(1, 12)):
        at, to = sorted((chance.randint(0, len(made)), chance.randint(0, len(made))))
        what = chance.randrange(5)
        if what == 0:
            made[at:at] = chance.choice(WORDS)
        elif what == 1:
            del made[at : min(to, at + 40)]
        elif what == 2:
            made[at:at] = made[at : min(to, at + 200)]
        elif what == 3 and made:
            made[chance.randrange(len(made))] = chance.randrange(256)
        else:
            made[at : min(to, at + 8)] = chance.choice(WORDS)
    return bytes(made)


def sift_one(file: bytes) -> None:
    from email.message import EmailMessage

    from fermata.calendar import replies
    from fermata.calendar.busy.sifting import Unreadable, sift

    try:
        for one in sift(file):
            assert all("SUMMARY" not in line for _, line in one.lines)
    except Unreadable:
        pass
    letter = EmailMessage()
    letter.add_attachment(file, maintype="text", subtype="calendar")
    replies.read(letter)


def read_one(file: bytes) -> str:
    from fermata.calendar.busy.reading import read
    from fermata.core.refusal import Refused

    try:
        read(file, zone="Europe/Berlin", first=NOW, last=NOW + timedelta(days=120))
        return "read"
    except Refused as no:
        return no.refusal.code


def with_atheris(runs: int) -> None:
    """Led by what is reached, from the seeds on."""
    import tempfile
    from inspect import isfunction
    from pathlib import Path

    import atheris
    import django

    django.setup()
    from fermata.calendar import replies
    from fermata.calendar.busy import sifting

    for module in (sifting, replies):
        for name, one in list(vars(module).items()):
            if isfunction(one) and one.__module__ == module.__name__:
                setattr(module, name, atheris.instrument_func(one))
    folder = Path(tempfile.mkdtemp(prefix="fermata-fuzz-"))
    for number, file in enumerate(SEEDS):
        (folder / str(number)).write_bytes(file)
    atheris.Setup([sys.argv[0], f"-runs={runs}", "-max_len=20000", str(folder)], sift_one)
    atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--atheris", action="store_true")
    told = parser.parse_args()
    if told.atheris:
        return with_atheris(told.runs)
    import django

    django.setup()
    chance, began, codes = random.Random(told.seed), time.monotonic(), {}
    for number in range(told.runs):
        file = bent(chance)
        try:
            sift_one(file)
            if number % 100 == 0:
                code = read_one(file)
                codes[code] = codes.get(code, 0) + 1
        except Exception:
            print(f"seed {told.seed}, run {number}: {file!r}")
            raise
    print(f"{told.runs} files in {time.monotonic() - began:.0f} s, none of them got further than it should. {codes}")
    return None


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fermata.site.settings_test")
    main()
