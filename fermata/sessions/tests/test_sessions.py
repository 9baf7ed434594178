"""When the room opens, and how its state moves. On a real database."""

import pytest

from fermata.core.models import LiveState
from fermata.core.refusal import Refused
from fermata.partnerships.actions import goodbye
from fermata.partnerships.rules import ONE_HAS_LEFT
from fermata.sessions import actions, rules
from fermata.vault.actions import Stale
from tests.cast import MONDAY, sealed


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({}, None, id="the first meeting needs no agreement"),
        pytest.param({"has_met": True, "is_agreed": True}, None, id="later ones stand on signed words"),
        pytest.param({"has_met": True}, rules.NO_AGREEMENT, id="and not without"),
        pytest.param({"is_over": True}, ONE_HAS_LEFT, id="not after goodbye"),
    ],
)
def test_why_not_meet(facts, refusal):
    usual = {"is_over": False, "has_met": False, "is_agreed": False}

    assert rules.why_not_meet(**usual | facts) is refusal


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        pytest.param({}, None, id="either may move the clock"),
        pytest.param({"is_over": True}, ONE_HAS_LEFT, id="not after goodbye"),
        pytest.param({"is_finished": True}, rules.FINISHED, id="not after the end"),
    ],
)
def test_why_not_move(facts, refusal):
    usual = {"is_over": False, "is_finished": False}

    assert rules.why_not_move(**usual | facts) is refusal


def test_two_people_pressing_at_once_meet_in_the_same_room(both):
    assert actions.open_meeting(both, now=MONDAY) == actions.open_meeting(both, now=MONDAY)


def test_the_state_is_compared_and_swapped(both):
    meeting = actions.open_meeting(both, now=MONDAY)
    newest = sealed()

    assert actions.move(meeting, former=0, file=sealed()) == 1
    with pytest.raises(Stale):
        actions.move(meeting, former=0, file=sealed())
    assert actions.move(meeting, former=1, file=newest) == 2
    assert bytes(LiveState.objects.get(pk=meeting.pk).body) == newest


def test_the_state_must_be_sealed(both):
    meeting = actions.open_meeting(both, now=MONDAY)

    with pytest.raises(Refused, match="not_an_age_file"):
        actions.move(meeting, former=0, file=b'{"turn": "Amara"}' * 80)


def test_an_ended_meeting_does_not_move_and_ends_once(both):
    meeting = actions.open_meeting(both, now=MONDAY)
    actions.end_meeting(meeting, now=MONDAY)
    actions.end_meeting(meeting, now=MONDAY.replace(hour=12))

    with pytest.raises(Refused, match="meeting_finished"):
        actions.move(meeting, former=0, file=sealed())
    meeting.refresh_from_db()
    assert meeting.ended_at == MONDAY


def test_a_goodbye_closes_the_room(both):
    meeting = actions.open_meeting(both, now=MONDAY)
    goodbye.leave(both, by=both.memberships.first().person, now=MONDAY)

    meeting.refresh_from_db()
    assert meeting.ended_at == MONDAY
