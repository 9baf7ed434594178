"""Who listens to a live stream is read from the cookies as everywhere else."""

import pytest
from django.conf import settings
from django.test import Client

from fermata.site import streams
from tests.cast import person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("theirs", ["a/b=c", 'x={"a": 1}', "alone", 'y="open'])
def test_somebody_elses_cookie_does_not_hide_ours(theirs):
    amara, client = person("Amara"), Client()
    client.force_login(amara, backend="allauth.account.auth_backends.AuthenticationBackend")
    ours = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"

    assert streams._signed_in(f"{theirs}; {ours}") == amara
    assert streams._signed_in(theirs) is None
