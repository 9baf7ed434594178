"""Where somebody is signed in, and ending it."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from fermata.core.models import LiveState
from fermata.people.tests.conftest import AMARA, BEN, CHIDI

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile/15E148 Safari/604.1"


def topic(person) -> int:
    return LiveState.objects.get(pk=person.pk).version


def the_sign_in_of(client: Client) -> UserSession:
    return UserSession.objects.get(session_key=client.session.session_key)


def test_every_browser_is_listed_in_plain_words_and_this_one_is_marked(amara, come_in):
    come_in(AMARA, user_agent=PHONE)
    here = come_in(AMARA, user_agent=FIREFOX)

    page = here.get("/me/sign-ins/")

    assert [(s.device, s.is_this_one) for s in page.context["sign_ins"]] == [
        ("Firefox on Linux", True),
        ("Safari on iPhone", False),
    ]
    assert page.text.count("This browser") == 1


def test_nobody_elses_are_listed(amara, ben, come_in):
    come_in(BEN)

    assert len(come_in(AMARA).get("/me/sign-ins/").context["sign_ins"]) == 1


def test_one_that_has_lapsed_is_not_listed(amara, come_in):
    Session.objects.filter(pk=come_in(AMARA).session.session_key).delete()

    assert len(come_in(AMARA).get("/me/sign-ins/").context["sign_ins"]) == 1


def test_an_ended_one_is_out_at_once_and_its_streams_are_told(amara, come_in):
    lost, here = come_in(AMARA), come_in(AMARA)
    before = topic(amara)

    here.post(f"/me/sign-ins/{the_sign_in_of(lost).pk}/end/")

    assert lost.get("/me/").status_code == 302
    assert lost.get("/api/passkeys/new/").status_code == 401
    assert here.get("/me/").status_code == 200
    assert topic(amara) == before + 1


def test_the_sign_in_of_somebody_else_is_not_there(amara, ben, come_in):
    hers = the_sign_in_of(come_in(AMARA))
    bens = come_in(BEN)

    answers = [bens.post(f"/me/sign-ins/{number}/end/") for number in (hers.pk, 0, 2**63, 10**30)]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert UserSession.objects.filter(pk=hers.pk).exists()


def test_all_others_can_be_ended_together(amara, ben, come_in):
    others = [come_in(AMARA), come_in(AMARA)]
    bens, here = come_in(BEN), come_in(AMARA)
    before = topic(amara)

    here.post("/me/sign-ins/end-others/")

    assert [other.get("/me/").status_code for other in others] == [302, 302]
    assert here.get("/me/").status_code == bens.get("/me/").status_code == 200
    assert topic(amara) == before + 1


def test_ending_this_one_is_signing_out(amara, come_in):
    here = come_in(AMARA)

    answer = here.post(f"/me/sign-ins/{the_sign_in_of(here).pk}/end/")

    assert answer.headers["Clear-Site-Data"] == '"storage"'
    assert here.get("/me/").status_code == 302


class TestIdling:
    @pytest.mark.parametrize("path", ["/me/", "/api/vault/"])
    def test_the_browser_forgets_a_sign_in_twelve_hours_after_the_last_visit(self, amara, come_in, path):
        cookie = come_in(AMARA).get(path).cookies["fermata"]

        assert cookie["max-age"] == 12 * 3600
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")

    def test_who_is_not_signed_in_is_given_nothing_to_keep(self, client):
        assert "fermata" not in client.get("/who-reads-what/").cookies

    def test_signing_out_takes_it_back(self, amara, come_in):
        assert come_in(AMARA).post("/sign-out/").cookies["fermata"]["max-age"] == 0


class TestSigningOut:
    def test_looking_at_the_page_signs_nobody_out(self, amara, come_in):
        client = come_in(AMARA)

        assert client.get("/sign-out/").status_code == 200
        assert client.get("/me/").status_code == 200

    def test_it_ends_the_sign_in_and_empties_the_browser(self, amara, come_in):
        client = come_in(AMARA)
        before, key = topic(amara), client.session.session_key

        answer = client.post("/sign-out/")

        assert answer.status_code == 200
        assert answer.headers["Clear-Site-Data"] == '"storage"'
        assert "Amara" not in answer.text
        assert "data-person" not in answer.text
        assert not UserSession.objects.exists()
        assert not Session.objects.filter(pk=key).exists()
        assert topic(amara) == before + 1

    def test_twice_is_once(self, amara, come_in):
        client = come_in(AMARA)
        client.post("/sign-out/")

        assert client.post("/sign-out/").status_code == 200

    def test_it_needs_a_form_of_ours(self, amara, come_in):
        client = Client(enforce_csrf_checks=True)
        client.cookies = come_in(AMARA).cookies

        assert client.post("/sign-out/").status_code == 403
        assert client.get("/me/").status_code == 200


def test_the_network_is_kept_and_not_the_address(come_in):
    come_in(AMARA)

    assert UserSession.objects.get().ip == "127.0.0.0"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.77", "198.51.100.0"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::"),
        ("::ffff:198.51.100.77", "198.51.100.0"),
    ],
)
def test_which_network(rf, address, network):
    from fermata.people.adapter import Adapter

    assert Adapter().get_client_ip(rf.get("/", REMOTE_ADDR=address)) == network


def test_the_page_costs_the_same_however_many_there_are(amara, come_in, django_assert_num_queries):
    come_in(AMARA)
    come_in(AMARA)
    here = come_in(AMARA)

    with django_assert_num_queries(4):  # session, person, sign-ins, partners in the navigation
        here.get("/me/sign-ins/")


def test_a_stranger_is_shown_the_door(client):
    assert client.get("/me/sign-ins/").headers["Location"] == "/sign-in/?next=%2Fme%2Fsign-ins%2F"
    assert client.post("/me/sign-ins/end-others/").headers["Location"].startswith("/sign-in/")
    assert CHIDI not in client.get("/sign-in/").text
