"""The room is opened at an hour they had agreed: then that hour takes place, and everything else knows it."""

from datetime import timedelta

import pytest

from fermata.calendar import reads
from fermata.calendar.actions import appointments, offers, own_time, reminders
from fermata.calendar.models import Appointment, CalendarEntry, Offer
from fermata.calendar.rules import appointments as rules
from fermata.calendar.tests.cast import DAY, FRIDAY, HOUR, agree, letters_to, two
from fermata.core.models import Letter
from fermata.core.refusal import Refused
from fermata.partnerships.models import Partnership
from fermata.sessions import actions
from fermata.sessions.models import Meeting
from tests.cast import MONDAY, partners, person

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def pair():
    return two()


def shown(partnership, who, *, now):
    fresh = reads.to_show().get(pk=partnership.pk)
    return reads.hours_of(fresh, person=who, now=now, minutes=60, further=0)


def next_hour(partnership, *, now):
    return Partnership.objects.with_next_hour(now=now).get(pk=partnership.pk).next_hour_at


@pytest.mark.parametrize(
    ("late", "minutes", "is_it"),
    [
        pytest.param(-31, 60, False, id="not long before"),
        pytest.param(-30, 60, True, id="a little before"),
        pytest.param(0, 60, True, id="at its hour"),
        pytest.param(59, 20, True, id="a short one as long as somebody is waited for"),
        pytest.param(60, 20, False, id="and no longer"),
        pytest.param(89, 90, True, id="a long one until its end"),
        pytest.param(90, 90, False, id="and not after it"),
    ],
)
def test_whose_hour_it_is(late, minutes, is_it):
    assert rules.is_its_hour(FRIDAY, minutes=minutes, now=FRIDAY + late * MINUTE) is is_it


def test_the_meeting_belongs_to_the_hour_around_which_the_room_is_opened(pair):
    partnership, amara, ben = pair
    made = agree(partnership, amara, ben, every="week")

    meeting = actions.open_meeting(partnership, now=FRIDAY - 5 * MINUTE)

    assert Meeting.objects.get(pk=meeting.pk).appointment == made
    assert list(Appointment.objects.exclude(met_at=None).values_list("number", "met_at")) == [(0, FRIDAY - 5 * MINUTE)]


def test_of_two_hours_near_each_other_it_is_the_nearer_one(pair):
    partnership, amara, ben = pair
    agree(partnership, amara, ben)
    second = agree(partnership, amara, ben, at=FRIDAY + HOUR)

    assert actions.open_meeting(partnership, now=FRIDAY + 45 * MINUTE).appointment == second


def test_meeting_just_like_that_touches_no_hour(pair):
    partnership, amara, ben = pair
    agree(partnership, amara, ben)
    other = partners(amara, person("Chidi"))

    assert actions.open_meeting(partnership, now=FRIDAY - 2 * HOUR).appointment is None
    assert actions.open_meeting(other, now=FRIDAY).appointment is None
    assert not Appointment.objects.exclude(met_at=None).exists()


def test_an_hour_that_was_let_go_stays_let_go(pair):
    partnership, amara, ben = pair
    appointments.let_go(agree(partnership, amara, ben), now=MONDAY)

    assert actions.open_meeting(partnership, now=FRIDAY).appointment is None
    assert Appointment.objects.get().met_at is None


def test_who_was_in_the_room_long_before_is_joined_at_the_hour(pair):
    partnership, amara, ben = pair
    made = agree(partnership, amara, ben)
    early = actions.open_meeting(partnership, now=FRIDAY - 2 * HOUR)

    assert actions.open_meeting(partnership, now=FRIDAY).appointment == made
    early.refresh_from_db()
    assert early.appointment == made


def test_coming_back_into_the_room_takes_place_once(pair):
    partnership, amara, ben = pair
    made = agree(partnership, amara, ben)
    for later in (0, 10):
        actions.open_meeting(partnership, now=FRIDAY + later * MINUTE)

    made.refresh_from_db()
    assert made.met_at == FRIDAY


def test_the_next_hour_is_the_one_after_it(pair):
    partnership, amara, ben = pair
    agree(partnership, amara, ben, every="week")
    assert next_hour(partnership, now=FRIDAY - MINUTE) == FRIDAY
    actions.open_meeting(partnership, now=FRIDAY - MINUTE)

    page = shown(partnership, ben, now=FRIDAY - MINUTE)

    assert next_hour(partnership, now=FRIDAY - MINUTE) == FRIDAY + 7 * DAY
    assert page["coming"][0].starts_at == FRIDAY + 7 * DAY
    assert [str(one["became"]) for one in page["past"]] == ["kept"]


def test_who_comes_late_finds_the_hour_for_the_same_hour_everywhere(pair):
    partnership, amara, ben = pair
    agree(partnership, amara, ben)

    for late, is_there in ((59, True), (60, False)):
        at = FRIDAY + late * MINUTE
        assert (next_hour(partnership, now=at) is not None) is is_there
        assert bool(shown(partnership, amara, now=at)["coming"]) is is_there


def test_an_hour_that_did_not_happen_happens_when_they_come_after_all(pair):
    partnership, amara, ben = pair
    made = agree(partnership, amara, ben)
    appointments.say_missed(made, now=FRIDAY + 20 * MINUTE)
    assert next_hour(partnership, now=FRIDAY + 20 * MINUTE) is None

    actions.open_meeting(partnership, now=FRIDAY + 30 * MINUTE)

    made.refresh_from_db()
    assert (made.missed_at, made.met_at) == (None, FRIDAY + 30 * MINUTE)


def test_who_waited_alone_can_still_say_that_it_did_not_happen(pair):
    partnership, amara, ben = pair
    made = agree(partnership, amara, ben)
    actions.open_meeting(partnership, now=FRIDAY)

    appointments.say_missed(made, now=FRIDAY + 30 * MINUTE)

    assert [str(one["became"]) for one in shown(partnership, ben, now=FRIDAY + DAY)["past"]] == ["did not happen"]


def test_what_takes_place_is_neither_moved_nor_let_go(pair):
    partnership, amara, ben = pair
    made = agree(partnership, amara, ben)
    offers.offer(partnership, hours=[FRIDAY + DAY], minutes=60, by=ben, now=MONDAY, moving=made)
    actions.open_meeting(partnership, now=FRIDAY - 10 * MINUTE)

    assert not Offer.objects.exists()
    with pytest.raises(Refused, match="has_begun"):
        appointments.let_go(made, now=FRIDAY - 5 * MINUTE)
    with pytest.raises(Refused, match="has_begun"):
        offers.offer(partnership, hours=[FRIDAY + DAY], minutes=60, by=ben, now=FRIDAY - 5 * MINUTE, moving=made)


def test_nobody_is_reminded_of_a_meeting_they_are_in(pair, settings):
    settings.SMTP_URL = "smtp://localhost"  # else letters are kept to be read here
    partnership, amara, ben = pair
    agree(partnership, amara, ben)
    CalendarEntry.objects.filter(person=ben).update(remind_at=FRIDAY - 15 * MINUTE)
    reminders.write_due(now=FRIDAY - 25 * MINUTE)  # Amara's letter is written, and has not left
    Letter.objects.exclude(about__startswith="reminder").delete()
    assert len(letters_to(amara)) == 1

    actions.open_meeting(partnership, now=FRIDAY - 20 * MINUTE)
    own_time.choose(ben, hours=[], chosen={"lead_minutes": 10}, now=FRIDAY - 19 * MINUTE)
    reminders.write_due(now=FRIDAY - 5 * MINUTE)

    assert not Letter.objects.exists()


def test_after_a_meeting_there_is_no_gap(pair):
    partnership, amara, ben = pair
    agree(partnership, amara, ben)
    late = agree(partnership, amara, ben, at=FRIDAY + 30 * DAY)
    assert shown(partnership, amara, now=late.starts_at - 10 * MINUTE)["is_new_start"] is False  # one is to come
    actions.open_meeting(partnership, now=late.starts_at - 10 * MINUTE)

    page = shown(partnership, amara, now=late.starts_at - 5 * MINUTE)

    assert (page["coming"], page["is_new_start"]) == ([], False)


def test_the_next_hour_is_asked_without_multiplying_hours_by_offers(pair):
    partnership, amara, ben = pair
    for number in range(3):
        agree(partnership, amara, ben, at=FRIDAY + number * DAY)
        offers.offer(partnership, hours=[FRIDAY + number * DAY + 3 * HOUR], minutes=60, by=ben, now=MONDAY)
    found = Partnership.objects.with_next_hour(now=MONDAY)

    assert (found.get().next_hour_at, found.get().offered_until) == (FRIDAY, FRIDAY + 2 * DAY + 3 * HOUR)
    assert "GROUP BY" not in str(found.query)
    assert found.query.alias_map.keys() == {Partnership._meta.db_table}
