"""In a three, every page names both others, to each of the three; nothing says “both” or “your partner” where three are."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from fermata.calendar.actions import offers
from fermata.partnerships.actions import goodbye, invitations, life
from fermata.partnerships.models import Partnership
from fermata.partnerships.rules.life import Phase
from fermata.sessions.actions import open_meeting
from tests.cast import MONDAY, partners, person
from tests.lives.ways import bring_to

pytestmark = pytest.mark.django_db

PAGES = ["partnership", "show_agreement", "hold", "leave", "protect", "new_note"]
OF_TWO = re.compile(r"\b(both of (us|you)|you two|your partner|two of you|the second signature)\b", re.I)


@pytest.fixture
def people():
    return [person(name) for name in ("Amara", "Ben", "Chidi")]


@pytest.fixture
def three(people):
    amara, ben, chidi = people
    link = invitations.invite(by=amara, now=MONDAY, seats=2)
    invitations.accept(link, by=ben, now=MONDAY)
    return invitations.accept(link, by=chidi, now=MONDAY)


def read(who, address):
    client = Client()
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def main_of(page):
    return re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")])


def others(who, people):
    return [str(other) for other in people if other != who]


@pytest.mark.parametrize("phase", [Phase.CONTRACTING, Phase.TRIAL, Phase.HELD, Phase.REVIEWING, Phase.CLOSING])
def test_each_page_names_both_others_to_each_of_the_three(three, people, phase):
    bring_to(three, phase)
    for who in people:
        for name in PAGES:
            address = reverse(name.removeprefix("show_"), kwargs={"partnership_id": three.pk})
            page = read(who, address)
            main = page[page.index("<main") : page.index("</main>")]
            assert all(other in main for other in others(who, people)), (name, str(who))
            assert not OF_TWO.search(main_of(page)), (name, OF_TWO.search(main_of(page)))


def test_home_names_both_others_in_every_suggestion(three, people):
    for who in people:
        for name in others(who, people):
            assert name in main_of(read(who, "/"))
    bring_to(three, Phase.ACTIVE)
    meeting = open_meeting(three, now=MONDAY)
    for who in people:
        page = main_of(read(who, "/"))
        assert "signed by all three of you" in " ".join(page.split())
        assert all(other in read(who, f"/meetings/{meeting.pk}/") for other in others(who, people))
        assert not OF_TWO.search(page)


def test_the_navigation_has_one_entry_for_the_three_with_both_names(three, people):
    amara, ben, _ = people
    both = partners(amara, ben)
    page = read(amara, reverse("partnership", kwargs={"partnership_id": both.pk}))
    entries = re.findall(r"<bdi>([^<]+)</bdi></a></li>", page[: page.index("<main")])

    assert entries == ["Ben, Chidi", "Ben"]


def test_the_invitation_says_who_has_come_of_it_and_that_it_is_for_three(people):
    amara, ben, chidi = people
    link = invitations.invite(by=amara, now=MONDAY, seats=2)
    invited = main_of(read(ben, f"/i/{link.token}/"))
    assert "Three people of equal standing" in " ".join(invited.split())
    assert not OF_TWO.search(invited)
    invitations.accept(link, by=ben, now=MONDAY)
    invitations.accept(link, by=chidi, now=MONDAY)
    page = main_of(read(amara, f"/invitations/{link.pk}/"))

    assert "Ben" in page and "Chidi" in page and "To the three of you" in page


def test_when_one_has_gone_all_are_still_named_and_the_ending_is_the_same(three, people):
    amara, ben, chidi = people
    goodbye.leave(three, by=chidi, now=MONDAY)
    for who in (amara, ben):
        page = read(who, reverse("partnership", kwargs={"partnership_id": three.pk}))
        assert all(other in page for other in others(who, people))


def test_between_two_meetings_the_way_back_is_to_the_three(three, people):
    for name in ("preparing", "turns", "kinds"):
        page = main_of(read(people[0], reverse(name, kwargs={"partnership_id": three.pk})))
        assert "Back to the three of you" in page
        assert not OF_TWO.search(page)


def test_an_hour_of_three_tells_the_scripts_who_each_of_them_is(three, people):
    amara, ben, chidi = people
    made = offers.offer(three, hours=[MONDAY + timedelta(days=4)], minutes=60, by=amara, now=MONDAY)[0]
    offers.say_yes(made, by=ben, now=MONDAY)
    agreed = offers.say_yes(made, by=chidi, now=MONDAY)
    page = unescape(read(amara, reverse("appointment", kwargs={"appointment_id": agreed.pk})))

    assert f'people="{three.people_for(amara)}"' in page
    assert all(str(other.pk) in three.people_for(amara) for other in (ben, chidi))


def test_a_pair_reads_what_it_always_read(people):
    amara, ben, _ = people
    both = partners(amara, ben)
    page = " ".join(main_of(read(amara, reverse("partnership", kwargs={"partnership_id": both.pk}))).split())

    assert "Write a note for both of us" in page
    assert "Ben and you" in page
    assert Partnership.objects.get(pk=both.pk).names_for(amara) == "Ben"
    assert life.here(both) == Phase.CONTRACTING
