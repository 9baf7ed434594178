"""A day that somebody names is a day where they are."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from fermata.core.clock import now
from tests.cast import partners, person

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue"])
def test_the_day_to_come_back_lies_ahead_where_one_is(zone):
    """At any moment one of the two has another day than Greenwich."""
    amara = person("Amara")
    both = partners(amara, person("Ben"))
    amara.time_zone = zone
    amara.save()
    today, client = now().astimezone(ZoneInfo(zone)).date(), Client()
    client.force_login(amara, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = f"/partnerships/{both.pk}/hold/"

    assert client.post(page, {"back_on": today.isoformat()}).status_code == 409
    assert client.post(page, {"back_on": (today + DAY).isoformat()}).status_code == 302
