"""One door for known and unknown: a code by letter, then in."""

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from fermata.core.events import on
from fermata.core.models import Letter
from fermata.people import devices
from fermata.people.actions import sign_in
from fermata.people.events import PersonJoined
from fermata.people.models import Person
from fermata.people.tests.conftest import AMARA, BEN, ask, enter, newest_code

pytestmark = pytest.mark.django_db

OLD = "That code does not work, or no longer."


def test_a_new_address_becomes_a_person_when_its_code_was_right_and_not_before(client):
    ask(client, AMARA)
    assert not Person.objects.exists()

    answer = client.post("/sign-in/code/", {"code": newest_code(AMARA)})

    assert answer.headers["Location"] == "/welcome/"
    person = Person.objects.get()
    assert person.email == AMARA
    assert EmailAddress.objects.get(user=person, email=AMARA, verified=True, primary=True)
    assert client.get("/me/").context["person"] == person


def test_the_rooms_above_hear_of_a_new_person_once(client, django_capture_on_commit_callbacks):
    heard = []
    on(PersonJoined)(lambda event: heard.append(event.person.email))

    enter(client, AMARA)
    enter(Client(), AMARA)

    assert heard == [AMARA]


def test_a_known_person_comes_in_and_goes_home(client, amara):
    answer = enter(client, AMARA)

    assert answer.headers["Location"] == "/"
    assert client.get("/me/").context["person"] == amara
    assert Person.objects.count() == 1


@pytest.mark.parametrize("typed", ["{}", " {} ", "{0:.3} {0:>3}", "fullwidth", "arabic"])
def test_a_code_may_be_typed_as_people_type(client, typed):
    ask(client, AMARA)
    code = newest_code(AMARA)
    spelled = {
        "fullwidth": "".join(chr(0xFF10 + int(digit)) for digit in code),
        "arabic": "".join(chr(0x0660 + int(digit)) for digit in code),
        "{0:.3} {0:>3}": f"{code[:3]} {code[3:]}",
    }.get(typed, typed.format(code))

    assert client.post("/sign-in/code/", {"code": spelled}).status_code == 302


@pytest.mark.parametrize("address", ["AMARA@example.org", "Amara@Example.ORG"])
def test_an_address_is_the_same_in_small_and_large_letters(client, amara, address):
    ask(client, address)
    client.post("/sign-in/code/", {"code": newest_code(AMARA)})

    assert client.get("/me/").context["person"] == amara


@pytest.mark.parametrize(
    "typed", ["", "amara", "a" * 300 + "@example.org", "a@b\r\nBcc: x@y.org", "<amara@example.org>", "\x00@example.org"]
)
def test_what_is_no_address_gets_a_sentence_and_no_letter(client, typed):
    answer = ask(client, typed)

    assert answer.status_code == 422
    assert answer.context["form"].errors["address"]
    assert not Letter.objects.exists()


def test_the_letter_says_nothing_but_the_code(client, amara):
    ask(client, AMARA)

    letter = Letter.objects.get()
    code = newest_code(AMARA)
    assert code not in letter.subject
    assert "Amara" not in letter.subject + letter.body
    assert AMARA not in letter.body


def test_a_wrong_code_gets_one_kind_sentence_and_another_try(client):
    ask(client, AMARA)
    code = newest_code(AMARA)
    wrong = f"{(int(code) + 1) % 1_000_000:06}"

    answer = client.post("/sign-in/code/", {"code": wrong})

    assert answer.status_code == 422
    assert OLD in answer.text
    assert client.post("/sign-in/code/", {"code": code}).status_code == 302


def test_after_five_wrong_tries_the_right_code_is_void_too(client):
    ask(client, AMARA)
    code = newest_code(AMARA)
    for step in range(1, 6):
        client.post("/sign-in/code/", {"code": f"{(int(code) + step) % 1_000_000:06}"})

    answer = client.post("/sign-in/code/", {"code": code})

    assert answer.status_code == 422
    assert OLD in answer.text
    assert not Person.objects.exists()


def test_tries_are_not_given_back_by_putting_the_old_session_back(client):
    ask(client, AMARA)
    code = newest_code(AMARA)
    before = Session.objects.get()
    for step in range(1, 6):
        client.post("/sign-in/code/", {"code": f"{(int(code) + step) % 1_000_000:06}"})

    before.save()

    assert client.post("/sign-in/code/", {"code": code}).status_code == 422


def test_a_code_is_too_old_after_ten_minutes(client, monkeypatch):
    ask(client, AMARA)
    code = newest_code(AMARA)
    _grow_older(seconds=10 * 60 + 1)

    answer = client.post("/sign-in/code/", {"code": code})

    assert answer.status_code == 422
    assert OLD in answer.text
    assert not Person.objects.exists()


def _grow_older(*, seconds: int) -> None:
    """As if the code had been asked for so long ago."""
    kept = Session.objects.get()
    session = kept.get_decoded()
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= seconds
    kept.session_data = sign_in.SessionStore().encode(session)
    kept.save()


def test_a_new_code_makes_the_older_one_void(client):
    ask(client, AMARA)
    older = newest_code(AMARA)
    client.post("/sign-in/code/", {"again": "yes"})
    newer = newest_code(AMARA)
    if older == newer:
        pytest.skip("one in a million")

    assert client.post("/sign-in/code/", {"code": older}).status_code == 422
    assert client.post("/sign-in/code/", {"code": newer}).status_code == 302


def test_a_code_works_only_in_the_browser_that_asked(client):
    ask(client, AMARA)
    other = Client()
    ask(other, BEN)

    assert other.post("/sign-in/code/", {"code": newest_code(AMARA)}).status_code == 422
    assert Client().post("/sign-in/code/", {"code": newest_code(AMARA)}).headers["Location"] == "/sign-in/"


def test_a_used_code_signs_nobody_else_in(client):
    ask(client, AMARA)
    planted = client.cookies[settings.SESSION_COOKIE_NAME].value
    code = newest_code(AMARA)
    client.post("/sign-in/code/", {"code": code})

    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = planted
    Session.objects.filter(pk=planted).delete()  # half a minute later

    assert thief.post("/sign-in/code/", {"code": code}).headers["Location"] == "/sign-in/"
    assert thief.get("/me/").status_code == 302


def test_a_planted_session_is_not_the_one_that_gets_signed_in(client):
    ask(client, AMARA)
    planted = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/sign-in/code/", {"code": newest_code(AMARA)})

    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = planted

    assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted
    assert thief.get("/me/").status_code == 302


def test_a_second_click_joins_the_first(client):
    """The browser drops the answer to the first click; the second must not find a spent code."""
    ask(client, AMARA)
    code = newest_code(AMARA)
    second = Client()
    second.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/sign-in/code/", {"code": code})

    answer = second.post("/sign-in/code/", {"code": code})

    assert answer.headers["Location"] == "/welcome/"
    assert second.get("/me/").status_code == 200
    assert UserSession.objects.count() == 1
    assert second.cookies[settings.SESSION_COOKIE_NAME].value == client.cookies[settings.SESSION_COOKIE_NAME].value


def test_a_second_click_joins_also_while_the_first_is_being_answered(client, monkeypatch):
    ask(client, AMARA)
    code = newest_code(AMARA)
    second = Client()
    second.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    seen = []

    def click_again(*args, **kwargs):
        monkeypatch.undo()
        second.post("/sign-in/code/", {"code": code})
        seen.append(second.get("/me/").status_code)

    monkeypatch.setattr(devices, "remember", click_again)
    client.post("/sign-in/code/", {"code": code})

    assert [*seen, client.get("/me/").status_code] == [200, 200]


def test_a_second_click_needs_the_code_as_well(client):
    ask(client, AMARA)
    code = newest_code(AMARA)
    second = Client()
    second.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/sign-in/code/", {"code": code})

    answer = second.post("/sign-in/code/", {"code": f"{(int(code) + 1) % 1_000_000:06}"})

    assert answer.status_code == 422
    assert second.get("/me/").status_code == 302


def test_the_session_of_a_guest_is_short_and_that_of_a_person_is_not(client):
    ask(client, AMARA)
    assert client.session.get_expiry_age() <= 20 * 60

    client.post("/sign-in/code/", {"code": newest_code(AMARA)})

    assert client.session.get_expiry_age() > 13 * 24 * 3600


def test_whoever_is_in_already_is_not_asked_again(come_in):
    client = come_in(AMARA)

    assert client.get("/sign-in/").headers["Location"] == "/"
    assert client.get("/sign-in/code/", {"next": "/me/"}).headers["Location"] == "/me/"


def test_without_asking_first_there_is_no_page_for_the_code(client):
    assert client.get("/sign-in/code/", {"next": "/me/"}).headers["Location"] == "/sign-in/?next=%2Fme%2F"


def test_the_settings_and_the_letter_say_the_same_time():
    assert settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT == sign_in.rules.CODE_MINUTES * 60


@pytest.mark.parametrize("page", ["/sign-in/", "/sign-in/code/", "/sign-out/"])
def test_there_is_no_password_field_anywhere(client, page):
    ask(client, AMARA)

    assert b'type="password"' not in client.get(page).content


def test_a_closed_account_gets_a_sentence(client, amara):
    amara.is_active = False
    amara.save()

    answer = enter(client, AMARA)

    assert answer.status_code == 422
    assert "closed" in answer.text
    assert client.get("/me/").status_code == 302


class TestQueries:
    def test_the_door_costs_none(self, client, django_assert_num_queries):
        with django_assert_num_queries(0):
            client.get("/sign-in/")

    def test_the_page_for_the_code(self, client, django_assert_max_num_queries):
        ask(client, AMARA)
        with django_assert_max_num_queries(1):
            client.get("/sign-in/code/")
