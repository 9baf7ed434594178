"""The life of a partnership on a real database: what each member may do, and what time does."""

from datetime import timedelta

import pytest
from django.core import mail

from fermata.core.models import LiveState
from fermata.core.refusal import Refused
from fermata.partnerships.actions import goodbye, life, quiet
from fermata.partnerships.actions.forming import form
from fermata.partnerships.models import Answer, Hold, Partnership
from fermata.partnerships.rules.life import LIVING, TABLE, Event, Phase
from fermata.sessions.actions import end_meeting, open_meeting
from fermata.site.worker import tidy
from tests.cast import MONDAY, person
from tests.lives.ways import bring_to, sign_all

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def meet(partnership, *, times=1, now=MONDAY):
    for _ in range(times):
        end_meeting(open_meeting(partnership, now=now), now=now)


def say(partnership, word, *people, now=MONDAY):
    for who in people:
        partnership = life.answer(partnership, word=word, by=who, now=now)
    return partnership


def test_signing_by_all_begins_the_trial(both):
    assert life.here(both) == Phase.CONTRACTING

    sign_all(both)

    assert life.here(both) == Phase.TRIAL


def test_going_on_takes_two_meetings_and_a_yes_from_each(both, amara, ben):
    sign_all(both)
    say(both, "carry_on", amara, ben)

    assert life.here(both) == Phase.TRIAL

    meet(both, times=2)

    assert life.here(both) == Phase.ACTIVE


def test_one_yes_is_not_enough_and_time_ends_it_without_anybodys_no(both, amara):
    sign_all(both)
    meet(both, times=2)
    say(both, "carry_on", amara)
    tidy(at=MONDAY + 21 * DAY)

    assert life.here(both) == Phase.CLOSED
    assert Partnership.objects.visible_to(amara).filter(pk=both.pk).exists()
    assert not Answer.objects.exists()


@pytest.mark.parametrize(("by_amara", "phase"), [(True, Phase.TRIAL), (False, Phase.ACTIVE)])
def test_a_yes_can_be_taken_back_before_it_counts_and_only_ones_own(both, amara, ben, by_amara, phase):
    sign_all(both)
    meet(both, times=2)
    say(both, "carry_on", amara)
    say(both, "", amara if by_amara else ben)
    say(both, "carry_on", ben)

    assert life.here(both) == phase


@pytest.mark.parametrize("phase", sorted(LIVING))
def test_a_hold_succeeds_from_every_phase_in_one_call(both, phase):
    bring_to(both, phase)
    life.hold(both, back_on=None, today=MONDAY.date(), now=MONDAY)

    assert life.here(both) == Phase.HELD
    assert Hold.objects.get(ended_at=None).partnership == both


@pytest.mark.parametrize("phase", sorted(LIVING | {Phase.CLOSED}))
@pytest.mark.parametrize("verb", [goodbye.leave, goodbye.protect])
def test_leaving_and_protecting_succeed_from_every_phase_in_one_call(both, amara, ben, phase, verb):
    bring_to(both, phase)
    verb(both, by=amara, now=MONDAY)

    assert not Partnership.objects.visible_to(amara).exists()
    assert Partnership.objects.visible_to(ben).get().goodbye


@pytest.mark.parametrize("phase", sorted(LIVING - {Phase.HELD}))
def test_a_hold_leads_back_to_where_they_were_when_all_are_ready(both, amara, ben, phase):
    bring_to(both, phase)
    life.hold(both, back_on=None, today=MONDAY.date(), now=MONDAY)
    say(both, "ready", amara)

    assert life.here(both) == Phase.HELD

    say(both, "ready", ben)

    assert life.here(both) == phase
    assert not Hold.objects.filter(ended_at=None).exists()


def test_a_day_to_come_back_may_be_named_and_changed_and_must_lie_ahead(both):
    life.hold(both, back_on=(MONDAY + 9 * DAY).date(), today=MONDAY.date(), now=MONDAY)
    life.hold(both, back_on=(MONDAY + 20 * DAY).date(), today=MONDAY.date(), now=MONDAY)

    assert Hold.objects.get().back_on == (MONDAY + 20 * DAY).date()
    with pytest.raises(Refused, match="back_in_the_past"):
        life.hold(both, back_on=MONDAY.date(), today=MONDAY.date(), now=MONDAY)


def test_ninety_days_of_hold_ask_one_gentle_question_and_end_nothing(both):
    bring_to(both, Phase.ACTIVE)
    life.hold(both, back_on=None, today=MONDAY.date(), now=MONDAY)
    tidy(at=MONDAY + 89 * DAY)

    assert life.here(both) == Phase.HELD

    for _ in range(2):
        life.let_time_pass(at=MONDAY + 90 * DAY)

    assert life.here(both) == Phase.REVIEWING
    assert not hasattr(both, "goodbye")
    assert letters() == {"amara@example.org": 1, "ben@example.org": 1}


def letters():
    from fermata.core.models import Letter

    return {
        address: count
        for address in ("amara@example.org", "ben@example.org")
        if (count := Letter.objects.filter(to=address).count() + sum(address in m.to for m in mail.outbox))
    }


@pytest.mark.parametrize(
    ("words", "phase"),
    [
        pytest.param(("renew", "renew"), Phase.ACTIVE, id="the same goes on when all wish for it"),
        pytest.param(("renew", "rhythm"), Phase.ACTIVE, id="another rhythm is the gentler way"),
        pytest.param(("rhythm", "rhythm"), Phase.ACTIVE, id="another rhythm"),
        pytest.param(("renew", "rematch"), Phase.CLOSING, id="nobody is kept"),
        pytest.param(("finish", "renew"), Phase.CLOSING, id="nobody is kept, whoever it is"),
        pytest.param(("finish", "rematch"), Phase.CLOSING, id="parting in peace"),
    ],
)
def test_a_review_leads_the_gentlest_way_all_can_go(both, amara, ben, words, phase):
    bring_to(both, Phase.REVIEWING)
    say(both, words[0], amara)

    assert life.here(both) == Phase.REVIEWING

    say(both, words[1], ben)

    assert life.here(both) == phase
    assert not Answer.objects.exists()


def test_what_was_moved_on_meanwhile_is_left_where_it_is(both):
    """The worker has read the list; then somebody acts; then the worker comes to this one."""
    bring_to(both, Phase.TRIAL)

    assert life._let_time_pass(both.pk, at=MONDAY + 20 * DAY) is False
    assert life.here(both) == Phase.TRIAL


def test_six_meetings_or_three_months_bring_a_review_and_no_letter(both):
    bring_to(both, Phase.ACTIVE)
    meet(both, times=6)

    assert life.here(both) == Phase.REVIEWING
    assert letters() == {}

    life.move(both, Event.RENEWED, now=MONDAY)
    tidy(at=MONDAY + 91 * DAY)

    assert life.here(both) == Phase.REVIEWING
    tidy(at=MONDAY + 900 * DAY)
    assert life.here(both) == Phase.REVIEWING
    assert letters() == {}


@pytest.mark.parametrize("how", ["met", "waived", "time"])
def test_a_closing_ends_with_a_meeting_or_without_one_or_after_thirty_days(both, amara, ben, how):
    bring_to(both, Phase.CLOSING)
    if how == "met":
        meet(both)
    elif how == "waived":
        life.waive(both, now=MONDAY)
    else:
        tidy(at=MONDAY + 30 * DAY)

    assert life.here(both) == Phase.CLOSED
    assert {Partnership.objects.visible_to(who).count() for who in (amara, ben)} == {1}
    both.space.refresh_from_db()
    assert both.space.closed_at


def test_a_first_talk_that_led_on_does_not_come_to_nothing(both):
    bring_to(both, Phase.TRIAL)
    life.come_to_nothing(both, now=MONDAY)

    assert life.here(both) == Phase.TRIAL


def test_a_change_of_status_is_told_to_all_and_closes_after_fourteen_days(both):
    bring_to(both, Phase.ACTIVE)
    life.change_status(both, now=MONDAY)

    assert letters() == {"amara@example.org": 1, "ben@example.org": 1}
    tidy(at=MONDAY + 13 * DAY)
    assert life.here(both) == Phase.CLOSING
    tidy(at=MONDAY + 14 * DAY)
    assert life.here(both) == Phase.CLOSED


def test_no_new_meeting_while_they_hold(both):
    life.hold(both, back_on=None, today=MONDAY.date(), now=MONDAY)

    with pytest.raises(Refused, match="resting"):
        open_meeting(both, now=MONDAY)


@pytest.mark.parametrize(("days", "silent_for", "told"), [(None, 45, False), (None, 46, True), (60, 46, False)])
def test_silence_is_told_as_each_has_said_it_may_be(both, amara, ben, days, silent_for, told):
    quiet.look_in(both, by=ben, today=MONDAY.date())
    if days:
        quiet.say_how_long(by=ben, days=days)
    both = Partnership.objects.get(pk=both.pk)

    found = quiet.not_reachable(both, by=amara, today=(MONDAY + silent_for * DAY).date())

    assert found == ([ben] if told else [])


@pytest.mark.parametrize(("said", "kept"), [(1, 14), (14, 14), (60, 60), (365, 365), (4000, 365)])
def test_one_may_be_silent_for_two_weeks_to_a_year(amara, said, kept):
    quiet.say_how_long(by=amara, days=said)

    assert quiet.days_of(amara) == kept


def test_of_three_whoever_has_gone_is_not_said_to_be_out_of_reach(amara, ben):
    """It would say who has left."""
    chidi = person("Chidi")
    three = form([amara, ben, chidi], now=MONDAY)
    for who in (amara, ben, chidi):
        quiet.look_in(three, by=who, today=MONDAY.date())
    goodbye.leave(three, by=chidi, now=MONDAY)
    three = Partnership.objects.get(pk=three.pk)

    assert quiet.not_reachable(three, by=amara, today=(MONDAY + 100 * DAY).date()) == []


def test_what_is_said_unseen_moves_no_screen(both, amara, ben):
    bring_to(both, Phase.REVIEWING)
    before = LiveState.objects.get(pk=both.pk).version
    say(both, "finish", amara)
    say(both, "", amara)
    say(both, "renew", amara)

    assert LiveState.objects.get(pk=both.pk).version == before


def test_the_table_leads_from_living_phases_and_the_proposal_only():
    assert {phase for phase, _ in TABLE} == LIVING | {Phase.PROPOSED}


def test_the_reference_says_the_same_as_the_table():
    from pathlib import Path

    from tests.transitions import page

    written = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "transitions.md").read_text()

    assert written == page(), "run: python -m tests.transitions > docs/reference/transitions.md"
