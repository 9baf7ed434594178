"""Hours that suit everybody, and never one at which anybody is taken."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from fermata.calendar.rules import spans
from fermata.calendar.rules.suggesting import HORIZON, NOTICE, OwnTime, suggestions
from fermata.introductions.rules.hours import DAYS, PARTS, SLOTS

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ZONES = ("UTC", "Asia/Kolkata", "America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Kiritimati")

busy_of = st.lists(
    st.tuples(st.integers(0, 28 * 24 * 60), st.integers(5, 600)).map(
        lambda span: (int(NOW.timestamp() // 60) + span[0], int(NOW.timestamp() // 60) + span[0] + span[1])
    ),
    max_size=60,
).map(spans.joined)
own_time = st.builds(
    OwnTime,
    zone=st.sampled_from(ZONES),
    hours=st.lists(st.sampled_from(SLOTS), max_size=20),
    quiet=st.sampled_from([(time(21), time(8)), (time(13), time(14)), (time(0), time(0))]),
    away=st.lists(
        st.dates(date(2026, 11, 20), date(2026, 12, 25)).map(lambda day: (day, day + timedelta(days=3))), max_size=2
    ),
    busy=busy_of,
)


@settings(max_examples=300, deadline=None)
@given(
    members=st.lists(own_time, min_size=1, max_size=3),
    minutes=st.sampled_from([20, 60, 120]),
    further=st.integers(0, 4),
)
def test_no_hour_is_ever_suggested_at_which_anybody_is_taken_quiet_or_away(members, minutes, further):
    """Minute by minute, and without any of the arithmetic that made the suggestion."""
    found = suggestions(members, minutes=minutes, now=NOW, further=further)

    assert len(found) <= 3
    assert found == sorted(set(found))
    for start in found:
        assert NOW + NOTICE < start < NOW + HORIZON
        for member in members:
            for minute in range(0, minutes, 5):
                at = start + timedelta(minutes=minute)
                assert _could(member, at), (member, at)


def _could(member: OwnTime, at: datetime) -> bool:
    there = at.astimezone(ZoneInfo(member.zone))
    number = int(at.timestamp() // 60)
    is_taken = any(start <= number < end for start, end in member.busy)
    is_away = any(first <= there.date() <= last for first, last in member.away)
    begin, end = member.quiet
    is_quiet = begin <= there.time() < end if begin < end else (there.time() >= begin or there.time() < end)
    part = next((name for name, hours in PARTS.items() if there.hour in hours), "")
    is_usual = bool(part) and (not member.hours or f"{DAYS[there.weekday()]}-{part}" in member.hours)
    return is_usual and not is_taken and not is_away and not (is_quiet and begin != end)


def test_three_days_are_suggested_rather_than_three_hours_of_one():
    found = suggestions([OwnTime("UTC"), OwnTime("UTC")], minutes=60, now=NOW)

    assert len({start.date() for start in found}) == 3


def test_kolkata_and_new_york_meet_where_both_are_awake():
    found = suggestions([OwnTime("Asia/Kolkata"), OwnTime("America/New_York")], minutes=60, now=NOW)

    assert len(found) == 3
    for start in found:
        assert 8 <= start.astimezone(ZoneInfo("Asia/Kolkata")).hour < 21
        assert 8 <= start.astimezone(ZoneInfo("America/New_York")).hour < 21


def test_the_order_of_members_changes_nothing():
    one, other = OwnTime("Asia/Kolkata", hours=["tue-evening", "sat-morning"]), OwnTime("Europe/Berlin")

    assert suggestions([one, other], minutes=45, now=NOW) == suggestions([other, one], minutes=45, now=NOW)


def test_nobody_can_ask_on_until_they_know_somebodys_week():
    members = [OwnTime("UTC")]
    found = [hour for further in range(100) for hour in suggestions(members, minutes=30, now=NOW, further=further)]

    assert len(set(found)) == 12
