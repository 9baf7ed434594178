"""Deleting an account, in two steps. What every room forgets is proven in tests/test_leaving.py."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.test import Client

from fermata.core.events import on
from fermata.core.models import Letter
from fermata.people.events import PersonLeaving
from fermata.people.models import Person
from fermata.people.tests.conftest import AMARA, BEN, ask, enter

pytestmark = pytest.mark.django_db


def test_two_steps_and_nothing_to_type(amara, come_in):
    client = come_in(AMARA)

    first = client.get("/me/delete/").text
    assert 'href="/me/delete/sure/"' in first
    assert "<textarea" not in first + client.get("/me/delete/sure/").text
    assert Person.objects.filter(pk=amara.pk).exists()

    answer = client.post("/me/delete/sure/")

    assert answer.status_code == 200
    assert "Your account is deleted" in answer.text
    assert not Person.objects.exists()


def test_the_browser_is_emptied_and_nobody_is_signed_in_any_more(amara, come_in):
    other, client = come_in(AMARA), come_in(AMARA)

    answer = client.post("/me/delete/sure/")

    assert answer.headers["Clear-Site-Data"] == '"storage"'
    assert answer.cookies["fermata_device"].value == ""
    assert "Amara" not in answer.text
    assert other.get("/me/").status_code == client.get("/me/").status_code == 302


def test_an_unfinished_sign_in_of_the_same_address_goes_too_and_others_stay(amara, ben, come_in):
    client = come_in(AMARA)
    ask(Client(), AMARA)
    bens, guests = come_in(BEN), Client()
    ask(guests, "guest@example.org")

    client.post("/me/delete/sure/")

    assert AMARA not in str([session.get_decoded() for session in Session.objects.all()])
    assert not Letter.objects.filter(to=AMARA).exists()
    assert not EmailAddress.objects.filter(email=AMARA).exists()
    assert bens.get("/me/").status_code == 200
    assert guests.get("/sign-in/code/").status_code == 200


def test_the_rooms_above_hear_of_it_while_the_person_is_still_there(amara, come_in):
    heard = []
    on(PersonLeaving)(lambda event: heard.append(Person.objects.get(pk=event.person.pk).email))

    come_in(AMARA).post("/me/delete/sure/")

    assert heard == [AMARA]


def test_when_a_room_fails_nothing_is_half_gone(amara, come_in):
    client = come_in(AMARA)
    broken = []

    @on(PersonLeaving)
    def fail(event):
        if not broken:
            broken.append(event)
            raise OSError

    client.raise_request_exception = False
    assert client.post("/me/delete/sure/").status_code == 500

    assert Person.objects.filter(pk=amara.pk).exists()
    assert client.get("/me/").status_code == 200


def test_one_may_come_back_as_somebody_new(amara, come_in):
    come_in(AMARA).post("/me/delete/sure/")

    back = Client()
    assert enter(back, AMARA).headers["Location"] == "/welcome/"

    assert Person.objects.get().pk != amara.pk
    assert Person.objects.get().display_name == ""


def test_a_second_click_is_shown_the_door(amara, come_in):
    client = come_in(AMARA)
    client.post("/me/delete/sure/")

    assert client.post("/me/delete/sure/").headers["Location"].startswith("/sign-in/")


def test_it_needs_a_form_of_ours(amara, come_in):
    client = Client(enforce_csrf_checks=True)
    client.cookies = come_in(AMARA).cookies

    assert client.post("/me/delete/sure/").status_code == 403
    assert Person.objects.filter(pk=amara.pk).exists()
