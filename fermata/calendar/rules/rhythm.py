"""A rhythm: which days it falls on. Local time, zone and rule are kept; moments are worked out. Pure."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from fermata.calendar.rules.local_time import moment

WEEKS = {"week": 1, "two_weeks": 2, "three_weeks": 3, "four_weeks": 4}
MONTH = "month"
EVERY = (*WEEKS, MONTH)


@dataclass(frozen=True, slots=True)
class Beat:
    """Every so often from a day on, at a local time, in a zone."""

    every: str
    starts_on: date
    at: time
    zone: str


def day_of(number: int, *, every: str, starts_on: date) -> date:
    """The day of an occurrence, counted from 0. By month it keeps the weekday and its place: the second Tuesday.

    Who begins on a fifth Tuesday means the last of the month.
    """
    if every in WEEKS:
        return starts_on + timedelta(weeks=WEEKS[every] * number)
    months = starts_on.month - 1 + number
    year, month = starts_on.year + months // 12, months % 12 + 1
    place = (starts_on.day - 1) // 7
    first, days = calendar.monthrange(year, month)
    days_of_it = range((starts_on.weekday() - first) % 7 + 1, days + 1, 7)
    return date(year, month, days_of_it[-1 if place >= 4 else place])  # the fifth


def occurrences(beat: Beat, *, after: datetime, until: datetime) -> Iterator[tuple[int, datetime]]:
    """Number and moment of each that begins in this time."""
    number = _first_near(beat, after=after)
    while (at := moment(day_of(number, every=beat.every, starts_on=beat.starts_on), beat.at, zone=beat.zone)) <= until:
        if at > after:
            yield number, at
        number += 1


def _first_near(beat: Beat, *, after: datetime) -> int:
    """A number whose day is surely not later, so that old rhythms are not counted from their beginning."""
    days = (after.date() - beat.starts_on).days - 2
    step = 7 * WEEKS[beat.every] if beat.every in WEEKS else 32
    return max(0, days // step)
