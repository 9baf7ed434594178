"""Rhythms, suggestions, reminders and addresses: what is pure of this room."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fermata.calendar.rules import appointments, reminding, rhythm, spans
from fermata.calendar.rules.local_time import local, moment
from fermata.calendar.rules.net_addresses import is_public
from fermata.partnerships.rules import ONE_HAS_LEFT

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ZONES = ("UTC", "Asia/Kolkata", "America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Kiritimati")


# --- local time


def test_a_local_time_the_clocks_skip_is_moved_on_by_as_much():
    assert (
        local(moment(date(2026, 3, 29), time(2, 30), zone="Europe/Berlin"), zone="Europe/Berlin").isoformat()
        == "2026-03-29T03:30:00"
    )


def test_a_local_time_that_comes_twice_is_the_first():
    assert moment(date(2026, 10, 25), time(2, 30), zone="Europe/Berlin") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_half_an_hour_is_skipped_on_lord_howe():
    at = moment(date(2026, 10, 4), time(2, 15), zone="Australia/Lord_Howe")

    assert local(at, zone="Australia/Lord_Howe").isoformat() == "2026-10-04T02:45:00"


# --- rhythms


@pytest.mark.parametrize(
    ("every", "starts_on", "number", "day"),
    [
        pytest.param("two_weeks", date(2026, 12, 4), 3, date(2027, 1, 15), id="every other Friday"),
        pytest.param("month", date(2026, 12, 8), 1, date(2027, 1, 12), id="the second Tuesday"),
        pytest.param("month", date(2026, 12, 31), 1, date(2027, 1, 28), id="a fifth Thursday means the last"),
        pytest.param("month", date(2026, 12, 31), 2, date(2027, 2, 25), id="also where there are four"),
        pytest.param("month", date(2026, 11, 28), 14, date(2028, 1, 22), id="the fourth Saturday, in another year"),
    ],
)
def test_day_of(every, starts_on, number, day):
    assert rhythm.day_of(number, every=every, starts_on=starts_on) == day


@given(
    every=st.sampled_from(rhythm.EVERY),
    starts_on=st.dates(date(2020, 1, 1), date(2026, 12, 31)),
    at=st.times(),
    zone=st.sampled_from(ZONES),
)
def test_old_rhythms_are_found_without_counting_from_their_beginning(every, starts_on, at, zone):
    beat = rhythm.Beat(every, starts_on, at.replace(second=0, microsecond=0), zone)
    after = datetime(2027, 1, 1, tzinfo=UTC)
    counted = []
    number = 0
    while (
        when := moment(rhythm.day_of(number, every=every, starts_on=starts_on), beat.at, zone=zone)
    ) <= after + timedelta(days=60):
        counted += [(number, when)] if when > after else []
        number += 1

    assert list(rhythm.occurrences(beat, after=after, until=after + timedelta(days=60))) == counted


# --- spans


spans_of = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 40))).map(
    lambda found: spans.joined((start, start + length) for start, length in found)
)


@given(one=spans_of, other=spans_of)
def test_spans_are_sets_of_minutes(one, other):
    def minutes(some):
        return {minute for start, end in some for minute in range(start, end)}

    assert minutes(spans.shared(one, other)) == minutes(one) & minutes(other)
    assert minutes(spans.without(one, other)) == minutes(one) - minutes(other)
    assert spans.unpacked(spans.packed(one)) == one
    for start in range(0, 340, 7):
        assert spans.touches(one, start, start + 5) == bool(minutes(one) & set(range(start, start + 5)))


# --- reminders


def terms(**more):
    return reminding.Terms(
        **{"how": "mail", "lead_minutes": 60, "quiet": (time(21), time(8)), "zone": "Europe/Berlin"} | more
    )


def at(*, day=24, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)


def test_reminded_about_an_hour_before():
    due = reminding.remind_at(at(hour=15), terms=terms(), key="x")

    assert abs(due - at(hour=14)) <= timedelta(minutes=5)
    assert due == reminding.remind_at(at(hour=15), terms=terms(), key="x")


def test_what_falls_into_quiet_hours_waits_for_their_end():
    assert reminding.remind_at(at(hour=9), terms=terms(lead_minutes=120), key="x") == at(hour=8)


def test_and_comes_before_them_where_that_is_too_late():
    assert reminding.remind_at(at(hour=8), terms=terms(lead_minutes=120), key="x") == at(day=23, hour=20, minute=59)


def test_the_morning_letter_comes_when_quiet_hours_end():
    assert reminding.remind_at(at(hour=15), terms=terms(how="digest"), key="x") == at(hour=8)
    assert reminding.remind_at(at(hour=7), terms=terms(how="digest"), key="x") == at(day=23, hour=18)


@pytest.mark.parametrize("how", ["off", "calendar"])
def test_who_wants_none_by_letter_has_none(how):
    assert reminding.remind_at(at(hour=15), terms=terms(how=how), key="x") is None


@given(
    start=st.integers(0, 365 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes)),
    how=st.sampled_from(["mail", "digest"]),
    lead=st.sampled_from(reminding.LEADS),
    quiet=st.tuples(st.times(), st.times()).map(lambda two: tuple(one.replace(second=0, microsecond=0) for one in two)),
    zone=st.sampled_from(ZONES),
)
def test_a_reminder_comes_before_its_hour_and_outside_of_quiet_ones(start, how, lead, quiet, zone):
    due = reminding.remind_at(start, terms=terms(how=how, lead_minutes=lead, quiet=quiet, zone=zone), key=str(start))

    assert due < start
    clock = local(due, zone=zone).time()
    begin, end = quiet
    is_quiet = begin <= clock < end if begin < end else begin != end and (clock >= begin or clock < end)
    assert not is_quiet


def test_a_thousand_nine_o_clocks_are_spread_over_ten_minutes():
    due = [reminding.remind_at(at(hour=10), terms=terms(), key=str(number)) for number in range(1000)]

    minutes = [sum(one.minute == minute for one in due) for minute in {one.minute for one in due}]
    assert max(due) - min(due) <= timedelta(minutes=10)
    assert max(minutes) < 150


# --- addresses


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1::1", "8.8.8.8", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_the_public_internet_may_be_asked(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "192.0.0.8",
        "240.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2002:a00:1::",
        "2001:db8::1",
        "2001::1",
        "100::1",
        "fec0::1",
        "nonsense",
    ],
)
def test_nothing_else_is(address):
    assert not is_public(address)


# --- judgements


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({}, None, id="any member may offer hours"),
        pytest.param({"is_over": True}, ONE_HAS_LEFT, id="not after goodbye"),
        pytest.param({"is_resting": True}, appointments.RESTING, id="not on hold"),
        pytest.param({"is_gone": True}, appointments.LET_GO, id="not to move what was let go"),
    ],
)
def test_why_not_offer(facts, refusal):
    assert appointments.why_not_offer(**{"is_over": False, "is_resting": False} | facts) is refusal


@pytest.mark.parametrize(
    ("hour", "minutes", "refusal"),
    [
        pytest.param(NOW + timedelta(days=1), 60, None, id="an hour to come"),
        pytest.param(NOW, 60, appointments.PAST, id="not now"),
        pytest.param(NOW + timedelta(days=400), 60, appointments.TOO_FAR, id="not in two years"),
        pytest.param(NOW + timedelta(days=1), 5, appointments.LENGTH, id="not five minutes"),
    ],
)
def test_why_not_this_hour(hour, minutes, refusal):
    assert appointments.why_not_this_hour(hour, minutes=minutes, now=NOW) is refusal


def test_two_moves_in_a_row_ask_about_the_rhythm():
    assert appointments.asks_for_another_rhythm(["let_go", "moved", "kept"])
    assert not appointments.asks_for_another_rhythm(["let_go", "kept", "let_go"])
    assert not appointments.asks_for_another_rhythm(["let_go"])
