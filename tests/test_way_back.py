"""A no said on a page of its own leads back to where one was, or to the nearest page above, and nowhere else."""

import re
from uuid import uuid4

import pytest
from django.test import Client, RequestFactory
from django.urls import get_resolver

from fermata.site.way_back import way_back
from tests.cast import person
from tests.hospital import running

SOMETHING = {"uuid": str(uuid4()), "int": "7", "str": "x", "slug": "x"}


def addresses():
    """Every address there is, with something in each of its places."""
    for pattern in get_resolver().url_patterns:
        for one in getattr(pattern, "url_patterns", [pattern]):
            yield "/" + re.sub(r"<(\w+):\w+>", lambda place: SOMETHING[place[1]], str(one.pattern))


def test_from_every_address_it_leads_to_a_page_that_can_be_looked_at(db):
    led = {path: way_back(RequestFactory().post(path)) for path in addresses()}

    assert len(led) > 100
    assert not [path for path, back in led.items() if not path.startswith(back)]
    assert not [back for back in set(led.values()) if Client().get(back).status_code == 405]


def test_whoever_may_not_look_at_a_page_is_not_led_to_it_again():
    assert way_back(RequestFactory().get("/programmes/")) == "/"


@pytest.mark.parametrize("path", ["//elsewhere.example/x/", "/\\elsewhere.example/", "/nothing/here/"])
def test_it_never_leads_elsewhere(path):
    asked = RequestFactory().post("/")
    asked.path = path

    assert way_back(asked) == "/"


def signed_in(somebody):
    client = Client()
    client.force_login(somebody, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_no_after_a_form_says_that_nothing_was_changed_and_where_to_go_on(db):
    dewi = person("Dewi")
    programme = running(name="Harbour Hospital", organiser=dewi)
    page = f"/programmes/{programme.pk}/"

    answer = signed_in(dewi).post(f"{page}open/")

    said = answer.content.decode()
    assert answer.status_code == 409
    assert f'<a class="button first" href="{page}">Back to the page</a>' in said
    assert "Nothing was changed." in said
