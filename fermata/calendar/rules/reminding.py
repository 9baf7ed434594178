"""When somebody is reminded, on their terms. Pure. At most once for a meeting, and never of what another one does."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from fermata.calendar.rules.local_time import local, moment

LEADS = (10, 30, 60, 120, 720, 1440, 2880)
SPREAD_MINUTES = 5
EVE = time(18)


@dataclass(frozen=True, slots=True)
class Terms:
    how: str
    lead_minutes: int
    quiet: tuple[time, time]
    zone: str


def remind_at(starts_at: datetime, *, terms: Terms, key: str) -> datetime | None:
    """None: not by a letter. `key` spreads thousands of nine o'clocks over ten minutes, always the same way."""
    if terms.how == "digest":
        return _morning(starts_at, terms=terms)
    if terms.how != "mail":
        return None
    due = starts_at - timedelta(minutes=terms.lead_minutes) + _spread(key)
    return out_of_quiet(due, before=starts_at, terms=terms)


def _spread(key: str) -> timedelta:
    drawn = int.from_bytes(hashlib.sha256(key.encode()).digest()[:4])
    return timedelta(seconds=drawn % (2 * 60 * SPREAD_MINUTES + 1) - 60 * SPREAD_MINUTES)


def out_of_quiet(due: datetime, *, before: datetime, terms: Terms) -> datetime:
    """What falls into quiet hours waits for their end; where that is too late, it comes just before they begin."""
    begins, ends = _quiet_around(due, terms=terms)
    if not begins <= due < ends:
        return due
    return ends if ends < before else begins - timedelta(minutes=1)


def _quiet_around(at: datetime, *, terms: Terms) -> tuple[datetime, datetime]:
    """The quiet hours this moment lies in, or the next ones; of no length where there are none."""
    begin, end = terms.quiet
    if begin == end:
        return at, at
    day = local(at, zone=terms.zone).date()
    for shift in (-1, 0, 1):
        first = day + timedelta(days=shift)
        last = first if begin < end else first + timedelta(days=1)
        span = moment(first, begin, zone=terms.zone), moment(last, end, zone=terms.zone)
        if at < span[1]:
            break
    return span


def _morning(starts_at: datetime, *, terms: Terms) -> datetime:
    """One letter in the morning, when quiet hours end; the evening before, where the meeting is earlier than that."""
    day = local(starts_at, zone=terms.zone).date()
    wakes = terms.quiet[1] if terms.quiet[0] != terms.quiet[1] else time(8)
    morning = moment(day, wakes, zone=terms.zone)
    if morning < starts_at:
        return morning
    return out_of_quiet(moment(day - timedelta(days=1), EVE, zone=terms.zone), before=starts_at, terms=terms)
