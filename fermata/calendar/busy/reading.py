"""A calendar's bytes, read by a process of its own that may use two seconds and 64 MB and nothing else of ours."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from fermata.calendar.rules.spans import Span
from fermata.core.refusal import Refusal, Refused

LARGEST_BYTES = 2 * 1024 * 1024
WALL_SECONDS = 10
"""Of the clock on the wall, for a machine that is busy; the processor gives it two."""
READER = Path(__file__).with_name("reader.py")

SENTENCES = {
    "ics_too_large": _("That calendar is larger than 2 MB. Take out only the coming months, and try again."),
    "ics_too_much": _("Reading that calendar would take too long. Take out only the coming months, and try again."),
    "ics_not_one": _("That is not a calendar file. Its name usually ends in .ics, and it begins with BEGIN:VCALENDAR."),
    "ics_torn": _("That calendar breaks off in the middle. Take it out of your calendar program once more."),
    "ics_line": _("A time in that calendar cannot be read. Mend or delete that event in your calendar program."),
    "ics_often": _("Something in that calendar repeats in a way that cannot be read, such as every second."),
    "ics_long_line": _("A line in that calendar is far too long to be a time. Mend or delete that event."),
    "ics_zone": _("A time zone in that calendar is not known. Use a name such as Europe/Berlin in your program."),
    "ics_unreadable": _("That calendar cannot be read. Take it out of your calendar program once more."),
}
NOTHING_KEPT = _("Nothing was kept.")
IN_LINE = _("Line {line}:")


class Unread(Refused):
    """A refusal with the line it is about."""


def read(file: bytes, *, zone: str, first: datetime, last: datetime) -> list[Span]:
    """Spans that are taken. Raises Refused with one sentence; then nothing is kept."""
    if len(file) > LARGEST_BYTES:
        raise Unread(refusal("ics_too_large"))
    command = [sys.executable, "-P", str(READER), zone, first.isoformat(), last.isoformat()]
    try:
        answer = subprocess.run(  # noqa: S603  # ourselves
            command, input=file, capture_output=True, timeout=WALL_SECONDS, check=True, env={"PYTHONUTF8": "1"}
        )
        told = json.loads(answer.stdout)
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        raise Unread(refusal("ics_too_much")) from error
    if "code" in told:
        raise Unread(refusal(told["code"], line=told["line"]))
    return [(start, end) for start, end in told["busy"]]


def refusal(code: str, *, line: int = 0) -> Refusal:
    parts = [str(IN_LINE).format(line=line)] if line else []
    return Refusal(code, " ".join([*parts, str(SENTENCES[code]), str(NOTHING_KEPT)]))
