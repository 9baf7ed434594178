"""Whoever reads an invitation signed out, and signs in by whichever link, comes back to it."""

from urllib.parse import quote

import pytest
from django.test import Client

from fermata.partnerships.actions import invitations
from fermata.partnerships.models import Invitation
from tests.cast import MONDAY, person

pytestmark = pytest.mark.django_db


def test_both_ways_to_sign_in_lead_back_to_the_invitation():
    invitation = invitations.invite(by=person("Amara"), now=MONDAY)
    Invitation.objects.update(lapses_at=MONDAY.replace(year=2100))
    link = f"/i/{invitation.token}/"

    page = Client().get(link).text

    assert page.count(f'href="/sign-in/?next={quote(link, safe="~")}"') == 2
