"""Offering hours on the page: what another hour would mend is said beside what was typed."""

import pytest
from django.test import Client

from fermata.calendar.models import Offer
from fermata.calendar.rules.appointments import PAST
from fermata.calendar.tests.cast import DAY, two
from fermata.core.clock import now
from fermata.partnerships.actions.goodbye import leave
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def amara_at_the_page():
    partnership, amara, ben = two()
    client = Client()
    client.force_login(amara)
    return client, f"/partnerships/{partnership.pk}/when/", lambda: leave(partnership, by=ben, now=MONDAY)


def test_an_hour_in_the_past_is_said_in_the_form_and_what_was_typed_stays(amara_at_the_page):
    client, path, _ = amara_at_the_page

    page = client.post(path, {"own": "2026-01-05T09:00", "minutes": "30"})

    assert page.status_code == 422
    assert page.context["form"].errors == {"own": [str(PAST.reason)]}
    assert 'value="2026-01-05T09:00"' in page.content.decode()
    assert not Offer.objects.exists()


def test_hours_that_were_ticked_stay_ticked(amara_at_the_page):
    client, path, _ = amara_at_the_page
    suggested = client.get(path).context["suggestions"][0]["at"]

    page = client.post(path, {"hours": [suggested.isoformat()], "own": "2026-01-05T09:00", "minutes": "60"})

    ticked = [line for line in page.content.decode().splitlines() if " checked" in line]
    assert ticked


def test_an_hour_nobody_can_offer_any_more_is_refused_on_a_page_of_its_own(amara_at_the_page):
    client, path, ben_leaves = amara_at_the_page
    ben_leaves()

    page = client.post(path, {"own": (now() + 3 * DAY).strftime("%Y-%m-%dT%H:%M"), "minutes": "30"})

    assert page.status_code == 409
