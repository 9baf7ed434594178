"""Usual hours: ticks in one's own week, and the same as hours of the week in UTC."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS = {"morning": range(8, 12), "noon": range(12, 14), "afternoon": range(14, 18), "evening": range(18, 22)}
SLOTS = tuple(f"{day}-{part}" for day in DAYS for part in PARTS)
HOURS_A_WEEK = 168
WEEK = 2**HOURS_A_WEEK - 1


def week_of(day: date) -> date:
    """The Monday of that week."""
    return day - timedelta(days=day.weekday())


def bits_of(slots: "tuple[str, ...] | list[str]", *, zone: str, week: date) -> int:
    """Bit h: the hour that begins h hours after Monday 00:00 UTC. Whoever ticks nothing is free whenever."""
    return _bits(tuple(slots), zone, week)


@cache
def _bits(slots: tuple[str, ...], zone: str, week: date) -> int:
    places = _places(zone, week)
    hours = [DAYS.index(slot[:3]) * 24 + hour for slot in slots if slot in SLOTS for hour in PARTS[slot[4:]]]
    bits = 0
    for hour in hours:
        bits |= 1 << places[hour]
    return bits or WEEK


@cache
def _places(zone: str, week: date) -> tuple[int, ...]:
    """For each hour of the local week the UTC hour in which it begins."""
    start = datetime(week.year, week.month, week.day, tzinfo=UTC)
    local = [(start + timedelta(hours=hour)).replace(tzinfo=ZoneInfo(zone)) for hour in range(HOURS_A_WEEK)]
    return tuple(int((moment - start).total_seconds() // 3600) % HOURS_A_WEEK for moment in local)


@cache
def _days(zone: str, week: date) -> tuple[int, ...]:
    """For each day of the local week its hours in UTC, as bits."""
    places = _places(zone, week)
    return tuple(sum({1 << place for place in places[day : day + 24]}) for day in range(0, HOURS_A_WEEK, 24))


def shared(one: int, other: int, *, zone: str, week: date) -> tuple[int, int]:
    """How many hours two share in a week, and on which day (0 to 6, in this zone) most of them lie."""
    both = one & other
    days = [(both & hours).bit_count() for hours in _days(zone, week)]
    return both.bit_count(), days.index(max(days))
