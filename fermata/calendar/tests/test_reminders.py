"""Reminders: at most one for an hour, moving with it, whatever the clock does."""

from datetime import time, timedelta

import pytest

from fermata.calendar.actions import appointments, own_time, reminders
from fermata.calendar.models import CalendarEntry
from fermata.calendar.tests.cast import DAY, FRIDAY, HOUR, agree, letters_to, two
from fermata.people.actions import profile
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db

SUBJECT = "What you have planned"


@pytest.fixture
def pair():
    return two()


def reminded(who):
    return [letter for letter in letters_to(who) if letter.subject == SUBJECT]


def choose(who, **chosen):
    own_time.choose(who, hours=[], chosen=chosen, now=MONDAY)


def run(*moments):
    for now in moments:
        while reminders.write_due(now=now):
            pass


def test_each_is_reminded_once(pair):
    partnership, amara, ben = pair
    agree(partnership, amara, ben)

    run(MONDAY, FRIDAY - 2 * HOUR, FRIDAY - timedelta(minutes=50), FRIDAY - timedelta(minutes=40))

    assert len(reminded(amara)) == len(reminded(ben)) == 1


@pytest.mark.parametrize(
    "jumps",
    [
        pytest.param([-HOUR, HOUR], id="an hour back and forth"),
        pytest.param([-DAY, DAY], id="a day"),
        pytest.param([-3652 * DAY, 3652 * DAY], id="ten years back"),
        pytest.param([DAY, -DAY], id="a day on, and back"),
    ],
)
def test_a_clock_that_jumps_reminds_nobody_twice(pair, jumps):
    partnership, amara, ben = pair
    agree(partnership, amara, ben)
    now = FRIDAY - timedelta(minutes=50)
    run(now)
    for jump in jumps:
        now += jump
        run(now)

    run(FRIDAY - timedelta(minutes=1))

    assert len(reminded(amara)) == 1


def test_a_jump_over_the_hour_loses_no_reminder(pair):
    partnership, amara, ben = pair
    agree(partnership, amara, ben)

    run(FRIDAY + DAY)
    assert reminded(amara) == []
    run(FRIDAY - timedelta(minutes=30))

    assert len(reminded(amara)) == 1


def test_it_moves_with_the_meeting(pair):
    partnership, amara, ben = pair
    made = agree(partnership, amara, ben)
    agree(partnership, ben, amara, at=FRIDAY + DAY, moving=made)

    run(FRIDAY - timedelta(minutes=30))
    assert reminded(amara) == []
    run(FRIDAY + DAY - timedelta(minutes=30))

    assert len(reminded(amara)) == 1


def test_whoever_was_reminded_already_is_not_again(pair):
    partnership, amara, ben = pair
    made = agree(partnership, amara, ben)
    run(FRIDAY - timedelta(minutes=30))
    agree(partnership, ben, amara, at=FRIDAY + DAY, moving=made)

    run(FRIDAY + DAY - timedelta(minutes=30))

    assert len(reminded(amara)) == 1


def test_nobody_is_reminded_of_what_was_let_go(pair):
    partnership, amara, ben = pair
    appointments.let_go(agree(partnership, amara, ben), now=MONDAY)

    run(FRIDAY - timedelta(minutes=30))

    assert reminded(amara) == reminded(ben) == []


@pytest.mark.parametrize("how", ["off", "calendar"])
def test_who_wants_none_gets_none_and_the_other_does(pair, how):
    partnership, amara, ben = pair
    choose(amara, reminded=how)
    agree(partnership, amara, ben)

    run(FRIDAY - timedelta(minutes=30))

    assert (len(reminded(amara)), len(reminded(ben))) == (0, 1)


def test_terms_changed_later_hold_as_well(pair):
    partnership, amara, ben = pair
    agree(partnership, amara, ben)
    choose(amara, reminded="off")

    run(FRIDAY - timedelta(minutes=30))

    assert reminded(amara) == []


def test_one_letter_in_the_morning_for_the_whole_day(pair):
    partnership, amara, ben = pair
    choose(ben, reminded="digest", quiet_from=time(22), quiet_until=time(7))
    agree(partnership, amara, ben, at=FRIDAY)
    agree(partnership, amara, ben, at=FRIDAY + 6 * HOUR)

    run(FRIDAY - HOUR + timedelta(minutes=1))

    assert len(reminded(ben)) == 1
    assert "08:00" in reminded(ben)[0].body
    assert "14:00" in reminded(ben)[0].body


def test_who_moves_to_another_zone_is_reminded_there(pair):
    partnership, amara, ben = pair
    choose(ben, reminded="digest")
    agree(partnership, amara, ben, at=FRIDAY + 4 * HOUR)
    before = CalendarEntry.objects.get(person=ben).remind_at

    profile.describe(ben, display_name="Ben", language="en", time_zone="Europe/Berlin", now=MONDAY)

    assert CalendarEntry.objects.get(person=ben).remind_at == before - 6 * HOUR


def test_a_reminder_says_when_and_nothing_of_anybody(pair):
    partnership, amara, ben = pair
    agree(partnership, amara, ben)

    run(FRIDAY - timedelta(minutes=30))

    letter = reminded(ben)[0]
    assert "Friday, 27 November 2026, 08:00 (America/New_York)" in letter.body
    assert "Amara" not in letter.body + letter.subject
