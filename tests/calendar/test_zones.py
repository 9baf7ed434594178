"""A rhythm keeps to the clock on the wall in every zone there is. The whole run: python -m tests.calendar.zones."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from fermata.calendar.time_zones import changes, written
from tests.calendar.zones import all_zones, stretches, wrong_in

ZONES = all_zones()


@pytest.mark.parametrize("part", range(4))
def test_a_year_of_fridays_half_past_two_in_every_zone(part):
    """02:30 is where most clocks are changed; the other times of the day are in the whole run."""
    zones = ZONES[part::4]

    wrong = [line for zone in zones for line in wrong_in(zone, at=time(2, 30))]

    assert wrong == []
    assert len(ZONES) > 500


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
