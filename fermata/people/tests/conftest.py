"""The people of these tests, and how they come in: always by the door, as everybody does."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from fermata.core.clock import now
from fermata.core.models import Letter
from fermata.people.actions.joining import known_or_new
from fermata.people.models import Person

AMARA, BEN, CHIDI = "amara@example.org", "ben@example.org", "chidi@example.org"


@pytest.fixture(autouse=True)
def post(settings) -> None:
    """Letters go where they go outside of tests; Django's test runner would keep them elsewhere."""
    settings.EMAIL_BACKEND = "fermata.core.letters.OutboxBackend"


def person(address: str, *, name: str) -> Person:
    who = known_or_new(address, language="en", now=now())
    who.display_name, who.time_zone = name, "Europe/Ljubljana"
    who.save()
    return who


@pytest.fixture
def amara(db: None) -> Person:
    return person(AMARA, name="Amara")


@pytest.fixture
def ben(db: None) -> Person:
    return person(BEN, name="Ben")


def newest_code(address: str) -> str:
    letter = Letter.objects.filter(to=address).order_by("-made_at", "-pk").first()
    assert letter is not None, f"no letter to {address}"
    found = re.search(r"^\d{6}$", letter.body, re.MULTILINE)
    assert found
    return found[0]


def ask(client: Client, address: str, **more: str):
    return client.post("/sign-in/", {"address": address, **more})


def enter(client: Client, address: str, **more: str):
    """Ask for a code, read the letter, type the code."""
    ask(client, address, **more)
    return client.post("/sign-in/code/", {"code": newest_code(address), **more})


@pytest.fixture
def come_in(db: None) -> Callable[..., Client]:
    """A browser in which this address is signed in."""

    def come(address: str, **headers: str) -> Client:
        client = Client(headers=headers)
        assert enter(client, address).status_code == 302
        return client

    return come
