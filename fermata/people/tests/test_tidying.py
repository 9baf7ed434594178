"""What has lapsed is forgotten, and nothing else is."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from fermata.core.clock import now
from fermata.people.actions.tidying import tidy
from fermata.people.tests.conftest import AMARA, ask

pytestmark = pytest.mark.django_db


def counts() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM fermata_throttle")
        return int(cursor.fetchone()[0])


def test_what_still_holds_is_kept(amara, come_in):
    client = come_in(AMARA)
    before = counts()

    tidy(now=now())

    assert client.get("/me/").status_code == 200
    assert UserSession.objects.count() == 1
    assert counts() == before > 0


def test_an_unfinished_sign_in_is_forgotten_after_twenty_minutes(db):
    ask(Client(), AMARA)

    tidy(now=now() + timedelta(minutes=21))

    assert not Session.objects.exists()


def test_a_sign_in_is_forgotten_with_its_network_and_browser_after_fourteen_days(amara, come_in):
    come_in(AMARA)

    tidy(now=now() + timedelta(days=15))

    assert not UserSession.objects.exists()
    assert not Session.objects.exists()
    assert counts() == 0
