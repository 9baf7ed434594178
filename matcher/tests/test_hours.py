"""Hours as people write them, in their own zone, become the hours of one week in UTC."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.cells import Unclear
from matcher.hours import HOURS_A_WEEK, WEEK, hours_in, known_zone, local_hours, spans, usual_hours, zones

WINTER, SUMMER = date(2027, 1, 11), date(2027, 7, 12)


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("Mon 9-12; Tue 14-16", [9, 10, 11, 38, 39]),
        ("Mon, Wed 9-11", [9, 10, 57, 58]),
        ("Mon and Wed 9–11", [9, 10, 57, 58]),
        ("Monday 9:00 - 11:00", [9, 10]),
        ("Mon-Wed 9-10", [9, 33, 57]),
        ("Sat-Mon 9-10", [9, 129, 153]),
        ("weekdays 8-9", [8, 32, 56, 80, 104]),
        ("Mon 9-11, 14-16", [9, 10, 14, 15]),
        ("Mon 9am-1pm", [9, 10, 11, 12]),
        ("Mon 9-11am", [9, 10]),
        ("Mon 11-1pm", [11, 12]),
        ("Mon 9:30-12", [10, 11]),
        ("Sun 22-2", [0, 1, 166, 167]),
        ("Mon 0-24", list(range(24))),
        ("Di 9-10 Uhr", [33]),
        ("lun 9h-10h", [9]),
        ("Mon 9-12\nTue 9-10", [9, 10, 11, 33]),
    ],
)
def test_hours_are_read_as_people_write_them(cell, hours):
    assert list(local_hours(cell)) == hours


@pytest.mark.parametrize(
    "cell",
    [
        "Mon",
        "9-12",
        "Mon 9-9",
        "Mon 9-9; Tue 9-12",
        "Mon 9:10-9:50",
        "Foo 9-12",
        "Mon 9-25",
        "Mon 9-12 maybe",
        "Mon 13pm-14pm",
        ";",
    ],
)
def test_hours_that_cannot_be_are_told(cell):
    with pytest.raises(Unclear):
        local_hours(cell)


@pytest.mark.parametrize(
    ("zone", "week", "first"),
    [
        ("UTC", WINTER, 9),
        ("Europe/Berlin", WINTER, 8),
        ("Europe/Berlin", SUMMER, 7),
        ("America/New_York", SUMMER, 13),
        ("Asia/Tokyo", WINTER, 0),
        ("Australia/Sydney", WINTER, 166),
        ("Asia/Kolkata", WINTER, 3),
    ],
)
def test_a_zone_moves_hours_as_it_does_in_that_week(zone, week, first):
    assert usual_hours("Mon 9-10", zone=zone, week=week) == 1 << first


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia"]
)
def test_a_whole_local_week_is_a_whole_week(zone):
    assert usual_hours("daily 0-24", zone=zone, week=WINTER) == WEEK
    assert hours_in(WEEK, zone=zone, week=WINTER) == list(range(HOURS_A_WEEK))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, WEEK), st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kolkata", "America/Sao_Paulo"]))
def test_hours_of_the_week_are_the_same_there_and_back(bits, zone):
    there = spans(bits, zone=zone, week=WINTER)

    assert sum(last - first for _, first, last, _ in there) == bits.bit_count()
    assert all(bits >> start & 1 for _, _, _, start in there)


@pytest.mark.parametrize("name", ["Europe/", "../UTC", "America", "", "posix/../UTC", "x" * 300])
def test_only_names_of_the_list_are_zones(name):
    with pytest.raises(Unclear, match="not known"):
        known_zone(name)


def test_every_zone_of_the_list_is_known():
    assert all(known_zone(name) == name for name in zones())
