"""A time zone as calendar programs are told of it (VTIMEZONE): every change of its clocks near what it is for.

Written here, since the library names the hour after a change where RFC 5545 asks for the hour before it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

AROUND = timedelta(days=370)
STEP = timedelta(days=1)
Part = TimezoneStandard | TimezoneDaylight


def written(zone: str, *, first: datetime, last: datetime) -> Timezone:
    """From a year before the first hour it is for to a year after the last."""
    return _written(zone, (first - AROUND).year, (last + AROUND).year)


@lru_cache(maxsize=2000)
def _written(zone: str, first: int, last: int) -> Timezone:
    made, there = Timezone(), ZoneInfo(zone)
    made.add("TZID", zone)
    start = datetime(first, 1, 1, tzinfo=UTC)
    made.add_component(_part(start, there, before=start.astimezone(there).utcoffset() or timedelta()))
    for change in changes(there, first=start, last=datetime(last + 1, 1, 1, tzinfo=UTC)):
        made.add_component(_part(change, there, before=_offset(change - timedelta(seconds=1), there)))
    return made


def changes(zone: ZoneInfo, *, first: datetime, last: datetime) -> Iterator[datetime]:
    """The moments, in UTC, at which clocks there are set or change their name."""
    at = first
    while at < last:
        if _kind(at, zone) != _kind(at + STEP, zone):
            yield _first_other(at, at + STEP, zone)
        at += STEP


def _first_other(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    while high - low > timedelta(seconds=1):
        middle = (low + (high - low) / 2).replace(microsecond=0)
        low, high = (middle, high) if _kind(middle, zone) == _kind(low, zone) else (low, middle)
    return high


def _part(change: datetime, zone: ZoneInfo, *, before: timedelta) -> Part:
    there = change.astimezone(zone)
    part: Part = TimezoneDaylight() if there.dst() else TimezoneStandard()
    part.add("DTSTART", (change + before).replace(tzinfo=None))
    part.add("TZOFFSETFROM", before)
    part.add("TZOFFSETTO", there.utcoffset())
    part.add("TZNAME", there.tzname())
    return part


def _kind(at: datetime, zone: ZoneInfo) -> tuple[timedelta, str | None, bool]:
    there = at.astimezone(zone)
    return there.utcoffset() or timedelta(), there.tzname(), bool(there.dst())


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
