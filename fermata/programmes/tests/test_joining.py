"""Joining, pausing, coming back, leaving: each by the person alone, each seen by nobody else."""

import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest

from fermata.core.clock import now
from fermata.core.events import _listeners
from fermata.core.refusal import Refused
from fermata.people.actions.leaving import leave as delete_account
from fermata.programmes.actions import charter, enrolment, ledger
from fermata.programmes.events import HeldBack, Joined, Left
from fermata.programmes.models import Enrolment, Pause, Programme
from tests.cast import MONDAY
from tests.hospital import joined, work_through

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(monkeypatch):
    said = []
    for event in (Joined, Left, HeldBack):
        monkeypatch.setitem(_listeners, event, [said.append])
    return said


def test_joining_is_a_yes_to_the_words_one_has_read(programme, amara, heard):
    hers = joined(programme, amara)

    assert charter.holds_for(hers).number == 1
    assert [type(event) for event in heard] == [Joined]


def test_the_second_of_two_clicks_finds_oneself_in_already(programme, amara, heard):
    assert joined(programme, amara) == joined(programme, amara)
    assert len(heard) == 1


def test_one_does_not_join_under_words_one_has_not_read(programme, amara):
    with pytest.raises(Refused, match="charter_words_changed"):
        enrolment.join(programme, number=7, is_link_good=True, by=amara, now=MONDAY)


def test_a_lapsed_link_lets_nobody_in(programme, amara):
    with pytest.raises(Refused, match="programme_link_lapsed"):
        enrolment.join(programme, number=1, is_link_good=False, by=amara, now=MONDAY)
    assert not Enrolment.objects.exists()


def test_nobody_else_sees_who_takes_part(programme, dewi, efua, amara, ben):
    joined(programme, amara)

    for who in (dewi, efua, ben):
        assert not Enrolment.objects.visible_to(who).exists()


def test_whoever_is_ready_may_be_introduced_unless_they_pause(programme, amara):
    hers = joined(programme, amara)
    assert not Enrolment.objects.ready().exists()
    enrolment.become_ready(hers, now=MONDAY)
    assert Enrolment.objects.ready().get() == hers
    enrolment.hold(hers, returns_on=None, now=MONDAY)

    assert not Enrolment.objects.ready().exists()
    assert Enrolment.objects.open().get() == hers


def test_on_the_day_they_named_somebody_is_back_by_themselves(programme, amara, heard):
    hers = joined(programme, amara)
    enrolment.become_ready(hers, now=MONDAY)
    enrolment.hold(hers, returns_on=(MONDAY + timedelta(days=3)).date(), now=MONDAY)
    work_through(now=MONDAY + timedelta(days=2))
    assert not Enrolment.objects.ready().exists()

    work_through(now=MONDAY + timedelta(days=3))

    assert Enrolment.objects.ready().get() == hers
    assert [type(event) for event in heard] == [Joined, HeldBack, HeldBack]


def live_in(zone, who):
    who.time_zone = zone
    who.save()


def test_the_day_they_named_is_theirs(programme, amara, ben):
    """A return on 1 December: that day begins in Auckland while it is November in Greenwich, and last in Los Angeles."""
    for who, zone in ((amara, "Pacific/Auckland"), (ben, "America/Los_Angeles")):
        live_in(zone, who)
        enrolment.hold(joined(programme, who), returns_on=date(2026, 12, 1), now=MONDAY)

    def on_hold_at(*moment):
        work_through(now=datetime(*moment, tzinfo=UTC))
        return set(Pause.objects.filter(ended_at=None).values_list("enrolment__person__display_name", flat=True))

    assert on_hold_at(2026, 11, 30, 10, 59) == {"Amara", "Ben"}
    assert on_hold_at(2026, 11, 30, 11, 0) == {"Ben"}
    assert on_hold_at(2026, 12, 1, 7, 59) == {"Ben"}
    assert on_hold_at(2026, 12, 1, 8, 0) == set()


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue"])
def test_tomorrow_is_tomorrow_where_they_are(programme, amara, browser, zone):
    """At any moment one of the two has another day than Greenwich."""
    live_in(zone, amara)
    joined(programme, amara)
    today = now().astimezone(ZoneInfo(zone)).date()
    page = f"/programmes/{programme.pk}/hold/"

    assert browser(amara).post(page, {"returns_on": today.isoformat()}).status_code == 422
    assert browser(amara).post(page, {"returns_on": (today + timedelta(days=1)).isoformat()}).status_code == 302


def test_one_may_come_back_sooner_and_pause_again(programme, amara):
    hers = joined(programme, amara)
    enrolment.hold(hers, returns_on=None, now=MONDAY)
    enrolment.come_back(hers, now=MONDAY)
    enrolment.hold(hers, returns_on=None, now=MONDAY)

    with pytest.raises(Refused, match="on_hold_already"):
        enrolment.hold(hers, returns_on=None, now=MONDAY)


def test_leaving_takes_two_clicks_and_leaves_nothing(programme, amara, browser, heard):
    hers = joined(programme, amara)
    enrolment.hold(hers, returns_on=None, now=MONDAY)
    ledger.dispute(hers, promise="OP-8", now=MONDAY)
    client = browser(amara)

    page = client.get(f"/programmes/{programme.pk}/leave/").content.decode()
    answer = client.post(f"/programmes/{programme.pk}/leave/")

    assert "<textarea" not in page and "<select" not in page
    assert answer.url == "/programmes/left/"
    assert isinstance(heard[-1], Left)
    assert not Programme.objects.visible_to(amara).exists()
    for rows in (programme.enrolments, programme.disputes):
        assert not rows.exists()


def test_leaving_twice_is_leaving_once(programme, amara, heard):
    joined(programme, amara)
    enrolment.leave(programme, by=amara, now=MONDAY)
    enrolment.leave(programme, by=amara, now=MONDAY)

    assert [type(event) for event in heard] == [Joined, Left]


def test_deleting_an_account_leaves_every_programme(programme, amara, heard):
    joined(programme, amara)
    delete_account(amara, now=MONDAY)

    assert not Enrolment.objects.exists()
    assert isinstance(heard[-1], Left)


def test_the_yes_is_asked_for_once_after_signing_in_and_stands_first_then(programme, amara, browser):
    link = f"/j/{programme.token}/"
    before = browser().get(link).content.decode()
    way_in = re.search(r'href="([^"]+)">Sign in to join<', before)[1]
    onward = unquote(way_in.partition("next=")[2])
    after = browser(amara).get(onward).content.decode()

    assert "let me join" not in before
    assert after.count("let me join") == 1
    assert after.index("let me join") < after.index("The promises, and how each is kept")
    assert not Enrolment.objects.exists()
