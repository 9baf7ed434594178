"""A rhythm keeps to the clock on the wall in every zone there is. The whole run: python -m tests.calendar.zones."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from fermata.calendar.time_zones import changes, written
from tests.calendar.zones import SUNDAY, all_zones, stretches, wrong_in

ZONES = all_zones()


@pytest.mark.parametrize("part", range(4))
def test_a_year_of_sundays_in_every_zone(part):
    """02:30 on Sundays is where most clocks are changed; other days and hours are in the whole run."""
    wrong = [line for zone in ZONES[part::4] for line in wrong_in(zone, at=time(2, 30), days=[SUNDAY])]

    assert wrong == []
    assert len(ZONES) > 500


@pytest.mark.parametrize(
    ("zone", "at"),
    [
        pytest.param("Africa/Cairo", time(0, 30), id="on a Friday"),
        pytest.param("Asia/Gaza", time(2, 30), id="on a Saturday"),
        pytest.param("Asia/Beirut", time(0, 15), id="at midnight"),
        pytest.param("Australia/Lord_Howe", time(2, 15), id="by half an hour"),
        pytest.param("Africa/Casablanca", time(2, 30), id="for Ramadan"),
        pytest.param("America/Scoresbysund", time(23, 30), id="on the evening before"),
        pytest.param("Pacific/Kiritimati", time(2, 30), id="nowhere near"),
    ],
)
def test_where_clocks_change_otherwise(zone, at):
    assert wrong_in(zone, at=at) == []


def test_what_calendars_are_told_of_a_zone_is_what_zdump_knows():
    first, last = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    for zone in ("Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca", "America/New_York", "Asia/Kolkata"):
        known = [one.first for one in stretches(zone) if first < one.first < last]

        assert list(changes(ZoneInfo(zone), first=first, last=last)) == known, zone


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu"])
def test_a_calendar_program_works_out_the_same_hour(zone):
    """Read back from the text alone: the newest change before a local hour says how far it is from UTC."""
    there = ZoneInfo(zone)
    at = datetime(2026, 1, 1, 12, tzinfo=UTC)
    made = written(zone, first=at, last=at + timedelta(days=365))
    parts = sorted(
        (part.decoded("DTSTART"), part.decoded("TZOFFSETFROM"), part.decoded("TZOFFSETTO"))
        for part in made.subcomponents
    )
    while at.year == 2026:
        local = at.astimezone(there).replace(tzinfo=None)
        offset = [to for start, _, to in parts if start <= local][-1]
        if at.astimezone(there).replace(fold=1).utcoffset() == at.astimezone(there).replace(fold=0).utcoffset():
            assert local - offset == at.replace(tzinfo=None), (zone, at)
        at += timedelta(hours=5)
    assert [one[1] for one in parts[1:]] == [one[2] for one in parts[:-1]]


def test_a_change_is_named_by_the_clock_before_it():
    """RFC 5545, 3.6.5: the local time of the onset is the one the former offset gives."""
    made = written("Europe/Berlin", first=datetime(2026, 6, 1, tzinfo=UTC), last=datetime(2026, 6, 1, tzinfo=UTC))

    onsets = [part.decoded("DTSTART").isoformat() for part in made.subcomponents]
    assert {"2026-03-29T02:00:00", "2026-10-25T03:00:00"} <= set(onsets)
