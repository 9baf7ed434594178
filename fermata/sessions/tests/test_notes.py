"""Notes of a meeting: named on the page of the partnership, and still of that meeting when they are changed."""

import json
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from fermata.core.clock import now
from fermata.sessions.actions import open_meeting
from tests.cast import partners, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def amara(client):
    made = person("Amara")
    made.time_zone = "Asia/Kolkata"
    made.save()
    client.force_login(made, backend="allauth.account.auth_backends.AuthenticationBackend")
    return made


def about(client, partnership, *, meeting):
    page = client.get(reverse("note", args=[partnership.pk, uuid4()]), {"meeting": str(meeting)}).content.decode()
    return page.partition('kind="note" about="')[2].partition('"')[0]


def test_the_page_of_a_partnership_names_its_meetings_by_their_day_here(amara, client):
    partnership = partners(amara, person("Ben"))
    meeting = open_meeting(partnership, now=now().replace(year=2026, month=11, day=23, hour=20))

    page = client.get(reverse("partnership", args=[partnership.pk])).content.decode()

    said = unescape(page.partition('meetings="')[2].partition('"')[0])
    assert json.loads(said) == {str(meeting.pk): "24 November 2026"}


def test_a_note_of_a_meeting_goes_on_belonging_to_it(amara, client):
    partnership = partners(amara, person("Ben"))
    meeting = open_meeting(partnership, now=now())

    assert about(client, partnership, meeting=meeting.pk) == str(meeting.pk)


def test_and_to_no_meeting_of_somebody_else(amara, client):
    partnership = partners(amara, person("Ben"))
    of_others = open_meeting(partners(person("Chidi"), person("Dewi")), now=now())

    for named in (of_others.pk, uuid4(), "x", ""):
        assert about(client, partnership, meeting=named) == str(partnership.pk)
