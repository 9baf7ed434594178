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


def test_the_link_to_send_leads_to_where_this_place_is_reached(settings):
    """By whichever name somebody has come in just now."""
    settings.URL, settings.ALLOWED_HOSTS = "https://fermata.example.org", ["*"]
    amara, client = person("Amara"), Client()
    invitation = invitations.invite(by=amara, now=MONDAY)
    Invitation.objects.update(lapses_at=MONDAY.replace(year=2100))
    client.force_login(amara, backend="allauth.account.auth_backends.AuthenticationBackend")

    page = client.get(f"/invitations/{invitation.pk}/", headers={"host": "10.0.0.7"}).text

    assert f"https://fermata.example.org/i/{invitation.token}/" in page
    assert "10.0.0.7" not in page
