"""The people of Harbour Hospital."""

import pytest
from django.test import Client

from fermata.people.models import Person
from tests.cast import person
from tests.hospital import running


@pytest.fixture
def dewi():
    return person("Dewi")


@pytest.fixture
def efua():
    return person("Efua")


@pytest.fixture
def programme(dewi, efua):
    return running(organiser=dewi, sponsor=efua)


@pytest.fixture
def browser():
    def signed_in(who: Person | None = None) -> Client:
        client = Client()
        if who is not None:
            client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in
