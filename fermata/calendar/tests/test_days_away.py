"""Days away: which can be said, how many, and what they release."""

from datetime import date

import pytest
from django.test import Client

from fermata.calendar.actions import appointments, own_time
from fermata.calendar.models import Away
from fermata.calendar.tests.cast import DAY, FRIDAY, agree, two
from fermata.core.refusal import Refused
from fermata.partnerships.actions import life
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    return two()


def browser(who):
    client = Client()
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_days_away_release_what_stands_when_the_lock_is_there(pair, monkeypatch):
    """The partner takes the hour elsewhere, and lets another go, at this very moment."""
    partnership, amara, ben = pair
    rhythm = agree(partnership, amara, ben, every="week").rhythm
    gone, moved = rhythm.appointments.filter(number__in=[1, 2]).order_by("number")
    lock = life.lock

    def a_moment_later(locked):
        monkeypatch.setattr(life, "lock", lock)
        appointments.let_go(gone, now=MONDAY)
        agree(partnership, ben, amara, at=FRIDAY + 30 * DAY, moving=moved)
        lock(locked)

    monkeypatch.setattr(life, "lock", a_moment_later)
    own_time.be_away(ben, first_on=(FRIDAY + 7 * DAY).date(), last_on=(FRIDAY + 15 * DAY).date(), now=MONDAY)

    gone.refresh_from_db(), moved.refresh_from_db()
    assert (gone.changes, moved.let_go_at, moved.changes) == (1, None, 1)


@pytest.mark.parametrize(
    ("first_on", "last_on"),
    [
        pytest.param(date(9999, 12, 1), date(9999, 12, 31), id="the end of time"),
        pytest.param(date(1, 1, 1), date(1, 1, 2), id="its beginning"),
        pytest.param(MONDAY.date() - 3 * DAY, MONDAY.date() - 2 * DAY, id="past everywhere"),
        pytest.param(MONDAY.date() + 720 * DAY, MONDAY.date() + 740 * DAY, id="more than two years ahead"),
    ],
)
def test_days_away_are_days_to_come_within_two_years(pair, first_on, last_on):
    with pytest.raises(Refused, match="away_out_of_reach"):
        own_time.be_away(pair[1], first_on=first_on, last_on=last_on, now=MONDAY)


def test_the_page_says_why_and_both_go_on_reading_when_they_meet(pair):
    partnership, amara, ben = pair
    answers = [
        browser(ben).post("/me/time/away/", {"first_on": "9999-12-01", "last_on": day})
        for day in ("9999-12-31", "9999-12-02")
    ]

    assert [(answer.status_code, "within two years" in answer.text) for answer in answers] == [(422, True)] * 2
    assert browser(amara).get(f"/partnerships/{partnership.pk}/when/").status_code == 200
    assert not Away.objects.exists()


def test_sixty_times_away_are_enough(pair):
    for ahead in range(60):
        own_time.be_away(pair[1], first_on=MONDAY.date(), last_on=MONDAY.date() + ahead * DAY, now=MONDAY)

    with pytest.raises(Refused, match="many_days_away"):
        own_time.be_away(pair[1], first_on=MONDAY.date(), last_on=MONDAY.date(), now=MONDAY)
