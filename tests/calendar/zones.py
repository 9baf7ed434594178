"""A year of a rhythm in every time zone, against an oracle that knows nothing of Python: `zdump`.

    python -m tests.calendar.zones            every zone, a year of each weekday, 24 local times (some minutes)
    python -m tests.calendar.zones --hours 2  the same at two local times

Every weekday, since clocks are changed on Sundays in most places, and on a Thursday, Friday or Saturday in some.

The oracle reads the changes zdump prints and looks for the local time in the stretches between them: none, one or two.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

from fermata.calendar.rules.rhythm import Beat, occurrences

LINE = re.compile(r"^\S+\s+\w+ (\w+ +\d+ \d\d:\d\d:\d\d \d{4}) UTC? = .* gmtoff=(-?\d+)$")
FIRST, WEEKS = date(2026, 1, 5), 57
ALL_DAYS = tuple(FIRST + timedelta(days=number) for number in range(7))
SUNDAY = ALL_DAYS[6]
NO_PLACES = {"localtime", "Factory"}


@dataclass(frozen=True)
class Stretch:
    """From a moment on, until another, clocks differ from UTC by so much."""

    first: datetime
    last: datetime
    offset: timedelta


def stretches(zone: str) -> list[Stretch]:
    told = subprocess.run(["zdump", "-v", "-c", "2025,2029", zone], capture_output=True, text=True, check=True).stdout
    changes = [
        (_utc(found[1]), timedelta(seconds=int(found[2]))) for line in told.splitlines() if (found := LINE.match(line))
    ]
    inside = [one for one in changes if 2024 < one[0].year < 2030]
    far = datetime(2024, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
    if not inside:
        return [Stretch(*far, _steady(zone))]
    firsts = [far[0], *[at for at, _ in inside[1::2]]]
    lasts = [*[at for at, _ in inside[0::2]], far[1]]
    offsets = [inside[0][1], *[offset for _, offset in inside[1::2]]]
    return [Stretch(*one) for one in zip(firsts, lasts, offsets, strict=True)]


def _steady(zone: str) -> timedelta:
    shown = subprocess.run(
        ["date", "+%z", "-d", "@1780000000"], capture_output=True, text=True, check=True, env={"TZ": zone}
    )
    sign, hours, minutes = shown.stdout[0], int(shown.stdout[1:3]), int(shown.stdout[3:5])
    return timedelta(hours=hours, minutes=minutes) * (-1 if sign == "-" else 1)


def _utc(printed: str) -> datetime:
    return datetime.strptime(printed, "%b %d %H:%M:%S %Y").replace(tzinfo=UTC)


def expected(local: datetime, found: list[Stretch]) -> datetime:
    """The rule, said once more: the first of two; where there is none, as if the clocks had not changed yet."""
    naive = local.replace(tzinfo=UTC)
    fits = [at for one in found if one.first <= (at := naive - one.offset) <= one.last]
    if fits:
        return min(fits)
    before = [one for one in found if one.last < naive - one.offset]
    return naive - before[-1].offset


def wrong_in(zone: str, *, at: time, days: Sequence[date] = ALL_DAYS) -> list[str]:
    found = stretches(zone)
    return [line for first in days for line in _wrong(zone, found, first=first, at=at)]


def _wrong(zone: str, found: list[Stretch], *, first: date, at: time) -> list[str]:
    beat = Beat("week", first, at, zone)
    start = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(days=2)
    made = dict(occurrences(beat, after=start, until=start + timedelta(weeks=WEEKS)))
    wrong = []
    for number in range(WEEKS - 2):
        local = datetime.combine(first + timedelta(weeks=number), at)
        if made.get(number) != expected(local, found):
            wrong.append(f"{zone} {local}: {made.get(number)} instead of {expected(local, found)}")
    return wrong


def all_zones() -> list[str]:
    return sorted(
        zone for zone in available_timezones() if zone not in NO_PLACES and not zone.startswith(("posix/", "right/"))
    )


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--hours", type=int, default=24)
    several = [time(hour * 24 // parser.parse_args().hours, 30) for hour in range(parser.parse_args().hours)]
    zones = all_zones()
    wrong = [line for zone in zones for at in several for line in wrong_in(zone, at=at)]
    print("\n".join(wrong[:20]))
    print(f"{len(zones)} zones, {len(several)} local times, {WEEKS - 2} weeks of each weekday: {len(wrong)} wrong")
    return 1 if wrong or len(zones) < 500 else 0


if __name__ == "__main__":
    sys.exit(main())
