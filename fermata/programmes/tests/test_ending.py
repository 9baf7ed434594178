"""The end: access ends that day, partnerships do not; and ninety days later nothing is kept."""

from datetime import date, timedelta

import pytest

from fermata.core.events import _listeners
from fermata.programmes import tasks
from fermata.programmes.actions import founding, guests, lines
from fermata.programmes.events import ProgrammeEnded
from fermata.programmes.models import AuthorityLine, Guest, LineList, Organisation, Programme
from tests.cast import MONDAY, partners
from tests.hospital import joined, look_after, work_through

pytestmark = pytest.mark.django_db

PAGES = ("", "what-organisers-see/", "charter/", "promises/", "roles/", "describe/", "invite/", "lines/", "end/")


@pytest.fixture
def used(programme, dewi, amara, ben):
    joined(programme, amara)
    joined(programme, ben)
    listed = guests.keep_list(programme, addresses=["chidi@example.org"], by=dewi, now=MONDAY)
    guests.confirm(listed, by=dewi, now=MONDAY)
    lines.give(programme, lines=[("a@example.org", "b@example.org")], by=dewi, now=MONDAY)
    work_through(now=MONDAY)
    founding.describe(programme, name="P", starts_on=None, ends_on=date(2026, 12, 20), by=dewi)
    return programme


def test_the_organisers_access_ends_that_day(used, dewi, efua, browser):
    """The last day is over, the worker comes by: nothing of the programme is there for them any more."""
    before = {
        who: [browser(who).get(f"/programmes/{used.pk}/{page}").status_code for page in PAGES[:5]]
        for who in (dewi, efua)
    }
    work_through(now=MONDAY + timedelta(days=28, hours=3))

    assert {who: set(codes) for who, codes in before.items()} == {dewi: {200}, efua: {200}}
    for who in (dewi, efua):
        assert {browser(who).get(f"/programmes/{used.pk}/{page}").status_code for page in PAGES} == {404}
    assert not Guest.objects.exists()
    assert not AuthorityLine.objects.exists()


def test_it_lasts_for_the_whole_of_its_last_day_everywhere(used):
    """Twelve hours behind Greenwich a day ends last."""
    work_through(now=MONDAY + timedelta(days=28, hours=2, minutes=59))
    founding.end_what_is_over(now=MONDAY + timedelta(days=28, hours=2, minutes=59))

    assert Programme.objects.get().ended_at is None


def test_every_role_ends_with_it(used, dewi):
    founding.end(used, by=dewi, now=MONDAY)

    assert {role.ended_at for role in used.roles.all()} == {MONDAY}


def test_a_role_left_open_by_mistake_shows_nothing_of_what_has_ended(used, dewi):
    Programme.objects.filter(pk=used.pk).update(ended_at=MONDAY)

    assert not Programme.objects.visible_to(dewi).exists()
    assert not Programme.objects.looked_after_by(dewi, "organiser").exists()


def test_partnerships_go_on_and_their_two_are_asked_nothing(used, dewi, amara, ben, browser):
    together = partners(amara, ben)
    founding.end(used, by=dewi, now=MONDAY)

    together.refresh_from_db()
    assert not hasattr(together, "goodbye")
    page = browser(amara).get(f"/programmes/{used.pk}/").content.decode()
    assert "Each goes on by itself, or not." in page
    assert f"/partnerships/{together.pk}/leave/" in page


def test_those_who_took_part_still_read_the_promises(used, dewi, amara, browser):
    founding.end(used, by=dewi, now=MONDAY)

    assert [browser(amara).get(f"/programmes/{used.pk}/{page}").status_code for page in PAGES[:5]] == [200] * 5


def test_the_rooms_above_hear_of_it_once(used, dewi, monkeypatch):
    heard = []
    monkeypatch.setitem(_listeners, ProgrammeEnded, [heard.append])
    founding.end(used, by=dewi, now=MONDAY)
    work_through(now=MONDAY + timedelta(days=40))

    assert [event.programme for event in heard] == [used]


def test_a_programme_beside_it_goes_on_with_its_lines(used, dewi):
    founding.found_programme(used, name="Another", by=dewi, now=MONDAY)
    founding.end(used, by=dewi, now=MONDAY)

    assert AuthorityLine.objects.exists()


def test_a_list_of_lines_still_on_its_way_goes_with_the_last_programme(used, dewi):
    lines.give(used, lines=[("a@example.org", "b@example.org")], by=dewi, now=MONDAY)
    founding.end(used, by=dewi, now=MONDAY)
    work_through(now=MONDAY)

    assert not LineList.objects.exists()
    assert not AuthorityLine.objects.exists()


def test_ninety_days_later_nothing_is_kept(used, dewi):
    founding.end(used, by=dewi, now=MONDAY)
    tasks.tidy(now=MONDAY + timedelta(days=90))
    assert Programme.objects.exists()

    tasks.tidy(now=MONDAY + timedelta(days=90, seconds=1))

    assert not Programme.objects.exists()
    assert not Organisation.objects.exists()


def test_a_role_laid_down_sees_nothing_more(programme, dewi, amara, browser):
    from fermata.programmes.actions import roles

    look_after(programme, amara, kind="organiser")
    roles.give_back(programme, kind="organiser", by=dewi, now=MONDAY)

    assert browser(dewi).get(f"/programmes/{programme.pk}/").status_code == 404
    assert browser(amara).get(f"/programmes/{programme.pk}/").status_code == 200
