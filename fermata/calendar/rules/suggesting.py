"""Three hours that suit everybody. Pure: everybody's own time in, moments out, the same for whoever asks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from fermata.calendar.rules import spans
from fermata.calendar.rules.local_time import moment
from fermata.calendar.rules.spans import Span, Spans
from fermata.introductions.rules.hours import DAYS, PARTS, SLOTS

SUGGESTIONS = 3
NEAR = timedelta(days=3)
"""So far from where a rhythm leaves one out, another hour still stands for it."""
MOST_FURTHER = 3
"""So often one may ask for others: enough to find an hour, too few to draw up somebody's week."""
NOTICE = timedelta(hours=12)
HORIZON = timedelta(days=28)
GRID = 15
APART = 120
DAY, MIDDAY = 24 * 60, 13 * 60
WEEKEND = frozenset({5, 6})
QUIET = (time(21), time(8))


@dataclass(frozen=True, slots=True)
class OwnTime:
    """One member's: zone, usual hours, quiet hours, days away, and when their calendar is taken."""

    zone: str
    hours: Sequence[str] = ()
    quiet: tuple[time, time] = QUIET
    away: Sequence[tuple[date, date]] = ()
    busy: Spans = field(default=())


def suggestions(
    members: Sequence[OwnTime], *, minutes: int, now: datetime, further: int = 0, offered: Spans = ()
) -> list[datetime]:
    """Up to three starts, earliest first, on different days where that is possible. `offered` need not be again."""
    first, last = now + NOTICE, now + HORIZON
    starts = _all_starts(members, minutes=minutes, first=first, last=last, offered=offered)
    zones = [ZoneInfo(member.zone) for member in members]
    skipped = SUGGESTIONS * min(max(further, 0), MOST_FURTHER)
    ranked = _ranked(starts, minutes=minutes, zones=zones)
    return [datetime.fromtimestamp(60 * start, UTC) for start in sorted(ranked[skipped:][:SUGGESTIONS])]


def suits_all(starts_at: datetime, members: Iterable[OwnTime], *, minutes: int) -> bool:
    """Nobody is away or taken then. Usual and quiet hours are not asked: whoever said yes to it knew theirs."""
    start, end = spans.span(starts_at, minutes=minutes)
    return not any(spans.touches(one.busy, start, end) or _is_away(one, start, end) for one in members)


def _is_away(own: OwnTime, start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in _away(own))


def nearest(to: datetime, members: Sequence[OwnTime], *, minutes: int, now: datetime) -> datetime | None:
    """Of the hours that could be suggested, the one nearest to this; none when all are further away."""
    first, last = max(now + NOTICE, to - NEAR), to + NEAR
    starts = _all_starts(members, minutes=minutes, first=first, last=last)
    near = min(starts, key=lambda start: (abs(start - _minute(to)), start), default=None)
    return None if near is None else datetime.fromtimestamp(60 * near, UTC)


def free(own: OwnTime, *, first: date, last: date) -> list[Span]:
    """When this member usually has time, and nothing else stands in the way."""
    days = [first + timedelta(days=number) for number in range(-2, (last - first).days + 3)]
    usual = spans.joined(span for day in days for span in _usual(own, day))
    taken = spans.joined([*own.busy, *_quiet(own, days), *_away(own)])
    return spans.without(usual, taken)


def _all_starts(
    members: Sequence[OwnTime], *, minutes: int, first: datetime, last: datetime, offered: Spans = ()
) -> list[int]:
    """In all the time that is everybody's, and not offered already."""
    window: list[Span] = [(_minute(first) + 1, _minute(last))]
    for member in members:
        window = spans.shared(window, free(member, first=first.date(), last=last.date()))
    window = spans.without(window, spans.joined(offered))
    zones = [ZoneInfo(member.zone) for member in members]
    return [start for start, end in window for start in _starts(start, end, minutes=minutes, zones=zones)]


def _usual(own: OwnTime, day: date) -> Iterator[Span]:
    """The ticked parts of this day where they live. Whoever ticks nothing can at any time."""
    ticked = [slot for slot in own.hours if slot in SLOTS] or SLOTS
    for name, hours in PARTS.items():
        if f"{DAYS[day.weekday()]}-{name}" in ticked:
            yield (_at(day, time(hours.start), own.zone), _at(day, time(hours.stop), own.zone))


def _quiet(own: OwnTime, days: Sequence[date]) -> Iterator[Span]:
    begin, end = own.quiet
    if begin == end:
        return
    for day, next_day in pairwise(days):
        yield (_at(day, begin, own.zone), _at(day if begin < end else next_day, end, own.zone))


def _away(own: OwnTime) -> Iterator[Span]:
    for first, last in own.away:
        yield (_at(first, time(), own.zone), _at(last + timedelta(days=1), time(), own.zone))


def _starts(start: int, end: int, *, minutes: int, zones: Sequence[ZoneInfo]) -> list[int]:
    """In one free span: the roundest start of its first hour, and of every second hour from there on."""
    found = []
    at = -(-start // GRID) * GRID
    while at + minutes <= end:
        near = range(at, min(at + 60, end - minutes + 1), GRID)
        found.append(min(near, key=lambda one: (sum(_roughness(one, zone) for zone in zones), one)))
        at = found[-1] + APART
    return found


@lru_cache(maxsize=16384)
def _roughness(minute: int, zone: ZoneInfo) -> int:
    """The full hour is the roundest, then the half."""
    return {0: 0, 30: 1}.get(datetime.fromtimestamp(60 * minute, zone).minute, 2)


def _ranked(starts: Sequence[int], *, minutes: int, zones: Sequence[ZoneInfo]) -> list[int]:
    """The gentlest of each day first, then a second of each, and so on; of days those on which most people work."""
    gentle = sorted(starts, key=lambda start: (_strain(start + minutes // 2, zones), start))
    seen: dict[int, int] = {}
    ranked = []
    for start in gentle:
        day = start // DAY
        ranked.append((seen.get(day, 0), _is_weekend(start, zones), start))
        seen[day] = seen.get(day, 0) + 1
    return [start for _, _, start in sorted(ranked)]


def _strain(middle: int, zones: Sequence[ZoneInfo]) -> int:
    """How far from the middle of the day it is for whoever it is hardest for, and then for all."""
    far = [abs(60 * (at := datetime.fromtimestamp(60 * middle, zone)).hour + at.minute - MIDDAY) for zone in zones]
    return max(far) * 10_000 + sum(far)


def _is_weekend(start: int, zones: Sequence[ZoneInfo]) -> bool:
    return any(datetime.fromtimestamp(60 * start, zone).weekday() in WEEKEND for zone in zones)


@lru_cache(maxsize=8192)
def _at(day: date, at: time, zone: str) -> int:
    return _minute(moment(day, at, zone=zone))


def _minute(at: datetime) -> int:
    return int(at.timestamp() // 60)
