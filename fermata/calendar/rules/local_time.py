"""From local time to a moment, by one stated rule. Pure.

A local time that the clocks skip is moved forward by as much as they skip: 02:30 on the night they go from 02:00 to
03:00 is 03:30. A local time that comes twice means the first of the two. A day that a place skips altogether moves to
the same time on the next.
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def moment(day: date, at: time, *, zone: str) -> datetime:
    """When it is that time on that day in that zone, in UTC."""
    return datetime.combine(day, at.replace(fold=0), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def local(at: datetime, *, zone: str) -> datetime:
    """What the clocks show there, without a zone."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
