"""Going on after a hold with what was signed meanwhile; and what counts as having been here."""

from datetime import timedelta

import pytest
from django.test import Client

from fermata.core.clock import now
from fermata.partnerships.actions import life
from fermata.partnerships.rules.life import Event, Phase
from tests.cast import MONDAY
from tests.lives.ways import sign_all

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("through_a_review", [False, True])
def test_words_signed_by_all_during_a_hold_begin_the_trial_after_it(both, amara, ben, through_a_review):
    life.hold(both, back_on=None, today=MONDAY.date(), now=MONDAY)
    sign_all(both)
    assert life.here(both) == Phase.HELD

    if through_a_review:
        life.let_time_pass(at=MONDAY + timedelta(days=90))
    for who in (amara, ben):
        life.answer(both, word="renew" if through_a_review else "ready", by=who, now=MONDAY)

    assert life.here(both) == Phase.TRIAL
    assert both.passages.first().event == Event.SIGNED


@pytest.mark.parametrize("where", ["when", "room"])
def test_whoever_finds_an_hour_or_comes_into_the_room_has_looked_in(both, amara, where):
    client = Client()
    client.force_login(amara, backend="allauth.account.auth_backends.AuthenticationBackend")
    if where == "when":
        client.get(f"/partnerships/{both.pk}/when/")
    else:
        client.get(client.post(f"/partnerships/{both.pk}/meetings/").url)

    assert both.memberships.get(person=amara).seen_on == now().date()
    assert both.memberships.exclude(person=amara).get().seen_on is None
