"""Where signing in leads: to a page of ours, whatever the address says."""

import pytest
from django.test import Client

from fermata.people.adapter import Adapter
from fermata.people.tests.conftest import AMARA, ask, enter, newest_code

pytestmark = pytest.mark.django_db

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "http://testserver@evil.example/",
    "/%0d%0a//evil.example\n",
]


def test_next_is_kept_from_the_door_to_the_end(client, amara):
    answer = ask(client, AMARA, next="/me/sign-ins/")
    assert answer.headers["Location"] == "/sign-in/code/?next=%2Fme%2Fsign-ins%2F"

    page = client.get(answer.headers["Location"])
    assert 'name="next" value="/me/sign-ins/"' in page.text

    answer = client.post("/sign-in/code/", {"code": newest_code(AMARA), "next": "/me/sign-ins/"})
    assert answer.headers["Location"] == "/me/sign-ins/"


def test_next_survives_the_welcome(client):
    answer = enter(client, AMARA, next="/me/sign-ins/")
    assert answer.headers["Location"] == "/welcome/?next=%2Fme%2Fsign-ins%2F"

    named = {"display_name": "Amara", "language": "en", "time_zone": "UTC", "next": "/me/sign-ins/"}
    assert client.post("/welcome/", named).headers["Location"] == "/me/sign-ins/"


def test_a_page_behind_the_door_is_come_back_to(client, amara):
    turned_away = client.get("/me/passkeys/?a=b")
    assert turned_away.headers["Location"] == "/sign-in/?next=%2Fme%2Fpasskeys%2F%3Fa%3Db"

    page = client.get(turned_away.headers["Location"])
    assert 'name="next" value="/me/passkeys/?a=b"' in page.text


@pytest.mark.parametrize("place", ELSEWHERE)
def test_another_site_is_never_gone_to(client, amara, place):
    page = client.get("/sign-in/", {"next": place})
    assert "evil.example" not in page.text
    assert "javascript" not in page.text

    asked = ask(client, AMARA, next=place)
    assert asked.headers["Location"] == "/sign-in/code/"

    entered = client.post("/sign-in/code/", {"code": newest_code(AMARA), "next": place})
    assert entered.headers["Location"] == "/"
    assert client.get("/sign-in/", {"next": place}).headers["Location"] == "/"


@pytest.mark.parametrize("place", ELSEWHERE)
def test_not_from_the_welcome_either(client, place):
    enter(client, AMARA)

    named = {"display_name": "Amara", "language": "en", "time_zone": "UTC", "next": place}
    assert client.post("/welcome/", named).headers["Location"] == "/"


@pytest.mark.parametrize("place", ELSEWHERE)
def test_allauth_judges_alike(place, rf):
    assert not Adapter().is_safe_url(place)


def test_quotes_in_next_stay_inside_their_attribute():
    page = Client().get("/sign-in/", {"next": '/"><script>alert(1)</script>'})

    assert "<script>alert" not in page.text
