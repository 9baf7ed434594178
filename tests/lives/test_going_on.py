"""Going on: after a hold, with what was signed meanwhile; what counts, what is over, and what nobody does twice."""

from datetime import timedelta

import pytest
from django.test import Client

from fermata.core.clock import now
from fermata.core.refusal import Refused
from fermata.partnerships.actions import agreement, goodbye, life
from fermata.partnerships.rules.agreement import ONE_HAS_LEFT, SIGNED
from fermata.partnerships.rules.life import NOT_NOW, Event, Phase
from fermata.sessions.actions import end_meeting, open_meeting
from fermata.sessions.rules import NO_AGREEMENT
from tests.cast import MONDAY
from tests.lives.ways import DIGEST, propose, sign_all

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


@pytest.mark.parametrize("leaves", [False, True])
def test_time_waits_only_for_where_they_stand_now(both, ben, leaves):
    sign_all(both)
    waited_for = both.passages.filter(until__isnull=False)
    assert waited_for.exists()
    if leaves:
        goodbye.leave(both, by=ben, now=MONDAY)
    else:
        life.close(both, now=MONDAY)

    assert set(waited_for) <= {both.passages.first()}


def test_one_meeting_is_one_meeting(both, amara, ben):
    sign_all(both)
    for who in (amara, ben):
        life.answer(both, word="carry_on", by=who, now=MONDAY)

    life.met(both, now=MONDAY)
    assert life.here(both) == Phase.TRIAL
    life.met(both, now=MONDAY)
    assert life.here(both) == Phase.ACTIVE


def test_a_change_of_status_is_told_once_and_its_day_comes_also_while_they_rest(both):
    life.change_status(both, now=MONDAY)
    life.change_status(both, now=MONDAY + timedelta(days=10))
    assert both.passages.get(event=Event.STATUS_CHANGED).until == MONDAY + timedelta(days=14), "which the page tells"
    life.hold(both, back_on=None, today=MONDAY.date(), now=MONDAY + timedelta(days=11))

    life.let_time_pass(at=MONDAY + timedelta(days=13))
    assert life.here(both) == Phase.HELD
    life.let_time_pass(at=MONDAY + timedelta(days=14))
    assert life.here(both) == Phase.CLOSED


@pytest.mark.parametrize("has_closed", [True, False], ids=["closed", "one has left"])
def test_what_is_over_takes_no_new_words(both, ben, has_closed):
    if has_closed:
        life.close(both, now=MONDAY)
        life.waive(both, now=MONDAY)
    else:
        goodbye.leave(both, by=ben, now=MONDAY)

    with pytest.raises(Refused) as refused:
        propose(both)
    assert refused.value.refusal is ONE_HAS_LEFT
    assert not both.proposals.exists()


def test_nobody_signs_twice_and_who_took_it_back_signs_again(both, amara, ben):
    propose(both)
    agreement.sign(both, number=1, digest=DIGEST, proof="p", by=ben, now=MONDAY)
    order = {"number": 1, "digest": DIGEST, "proof": "p", "by": amara, "now": MONDAY}
    agreement.sign(both, **order)
    with pytest.raises(Refused) as refused:
        agreement.sign(both, **order)
    assert refused.value.refusal is SIGNED
    standing = both.proposals.get().signatures.filter(withdrawn_at=None)
    agreement.withdraw_signature(both, number=1, by=amara, now=MONDAY)
    assert [one.person for one in standing.all()] == [ben]
    agreement.sign(both, **order)

    assert {one.person for one in standing.all()} == {amara, ben}


def test_a_second_meeting_wants_words_that_all_have_signed(both):
    end_meeting(open_meeting(both, now=MONDAY), now=MONDAY)
    with pytest.raises(Refused) as refused:
        open_meeting(both, now=MONDAY)
    assert refused.value.refusal is NO_AGREEMENT

    sign_all(both)
    assert open_meeting(both, now=MONDAY)


def test_nothing_is_taken_back_where_nothing_is_asked(both, amara):
    with pytest.raises(Refused) as refused:
        life.answer(both, word="", by=amara, now=MONDAY)
    assert refused.value.refusal is NOT_NOW
