"""Rounds: entered and left, run by a process that may be killed, and what becomes of odd numbers."""

import re

import pytest
from django.urls import reverse

from fermata.core.models import Letter
from fermata.core.refusal import Refused
from fermata.introductions.actions import answering, asking, left_over, running
from fermata.introductions.actions.rounds import announce_round, enter, withdraw
from fermata.introductions.models import Introduction, Round
from fermata.introductions.rules import rounds as rules
from fermata.introductions.rules.asking import Standing
from fermata.introductions.rules.pairing import draw
from fermata.introductions.tests.cast import MONDAY, later, pairs, side, taking_part, who
from fermata.programmes.actions.enrolment import hold

pytestmark = pytest.mark.django_db
BY_LOT = {"round": draw, "draw": draw}


@pytest.fixture
def four(programme):
    return [taking_part(name, programme) for name in ("Amara", "Ben", "Chidi", "Dewi")]


def announced(programme, *, kind="round"):
    return announce_round(programme, kind=kind, closes_at=later(7), now=MONDAY)


def run(found, *, at=7):
    assert running.run_next(pair_up=BY_LOT, clock=lambda: later(at))
    found.refresh_from_db()
    return found


@pytest.mark.parametrize("many", [4, 1], ids=["all found somebody", "left over"])
def test_who_enters_hears_when_it_is_over_the_same_words_whatever_came_of_it(programme, four, many):
    found = announced(programme)
    for profile in four[:many]:
        enter(found, profile=profile, takes_more=False, now=MONDAY)

    run(found)
    assert running.write_letters(now=later(7)) and not running.write_letters(now=later(7))

    assert Introduction.objects.count() == many // 2
    assert found.entries.exclude(left_over_at=None).count() == many % 2
    assert sorted(Letter.objects.values_list("to", flat=True)) == sorted(who(profile).email for profile in four[:many])
    assert len(set(Letter.objects.values_list("subject", "body"))) == 1


def test_nobody_sees_anything_before_it_is_over(programme, four):
    found = announced(programme)
    for profile in four[:2]:
        enter(found, profile=profile, takes_more=False, now=MONDAY)
    run(found)
    seen = Introduction.objects.visible_to(who(four[0]))
    assert seen.exists()

    Round.objects.filter(pk=found.pk).update(finished_at=None)

    assert not seen.all().exists()


def test_nothing_runs_before_its_day_or_twice(programme, four):
    announced(programme)

    assert not running.run_next(pair_up=BY_LOT, clock=lambda: later(6.9))
    assert running.run_next(pair_up=BY_LOT, clock=lambda: later(7))
    assert not running.run_next(pair_up=BY_LOT, clock=lambda: later(8))


def test_the_same_people_give_the_same_pairs(programme, four):
    found = announced(programme)
    for profile in four:
        enter(found, profile=profile, takes_more=False, now=MONDAY)
    first = run(found).result_digest
    people = sorted(Introduction.objects.values_list("people", flat=True))
    Introduction.objects.all().delete()
    Round.objects.update(finished_at=None)

    again = run(found)

    assert again.result_digest == first
    assert sorted(Introduction.objects.values_list("people", flat=True)) == people


def test_what_a_killed_process_had_stored_is_made_anew(programme, four):
    found = announced(programme)
    for profile in four:
        enter(found, profile=profile, takes_more=False, now=MONDAY)

    def killed(seats, apart):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        running.run_next(pair_up={"round": killed}, clock=lambda: later(7))
    assert not running.run_next(pair_up=BY_LOT, clock=lambda: later(7.01))

    run(found, at=7.1)
    assert Introduction.objects.count() == 2


def test_out_again_until_it_closes(programme, four):
    found = announced(programme)
    enter(found, profile=four[0], takes_more=False, now=MONDAY)
    withdraw(found, profile=four[0], now=later(1))
    assert not found.entries.exists()

    with pytest.raises(Refused) as refused:
        enter(found, profile=four[0], takes_more=False, now=later(7))

    assert refused.value.refusal is rules.CLOSED


def test_whoever_is_on_hold_when_it_runs_is_left_in_peace(programme, four):
    found = announced(programme)
    for profile in four[:2]:
        enter(found, profile=profile, takes_more=False, now=MONDAY)
    hold(four[0].enrolment, returns_on=None, now=later(1))

    run(found)

    assert not Introduction.objects.exists()


def test_one_round_at_a_time_and_not_in_the_past(programme):
    announced(programme)
    with pytest.raises(Refused) as refused:
        announced(programme)
    assert refused.value.refusal is rules.ONE_IS_OPEN
    with pytest.raises(Refused) as refused:
        announce_round(programme, kind="draw", closes_at=MONDAY, now=MONDAY)
    assert refused.value.refusal is rules.IN_THE_PAST


def three_of_whom_one_is_left(programme, four, *, takes_more):
    found = announced(programme)
    for profile in four[:2]:
        enter(found, profile=profile, takes_more=takes_more, now=MONDAY)
    run(found)
    left = found.entries.create(profile=four[2], entered_at=MONDAY, left_over_at=later(7))
    return found, left.profile


def test_a_three_needs_three_yeses(programme, four):
    found, chidi = three_of_whom_one_is_left(programme, four, takes_more=True)

    made = left_over.choose(found, profile=chidi, wish="triad", now=later(8))
    assert made and made.sides.count() == 3
    for profile in four[:2]:
        answering.accept(made, by=who(profile), now=later(9))
    assert not pairs()

    answering.accept(made, by=who(chidi), now=later(9))
    assert len(pairs()) == 3


def test_three_who_are_put_to_each_other_are_not_called_two(programme, four, client):
    found, chidi = three_of_whom_one_is_left(programme, four, takes_more=True)
    made = left_over.choose(found, profile=chidi, wish="triad", now=later(8))
    client.force_login(who(chidi), backend="allauth.account.auth_backends.AuthenticationBackend")
    for profile in (*four[:2], chidi):
        answering.accept(made, by=who(profile), now=later(9))
    page = client.get(reverse("introduction", args=[made.pk])).content.decode()

    assert "You have all said yes." in page
    assert "You have all said yes." in client.get(reverse("finding", args=[programme.pk])).content.decode()
    assert all(f"Why <bdi>{who(profile)}</bdi> and you" in page for profile in four[:2])
    assert not re.search("You have both|two of you|you two|if the other ", page)


def test_a_second_partner_only_of_who_said_so(programme, four):
    found, chidi = three_of_whom_one_is_left(programme, four, takes_more=True)

    made = left_over.choose(found, profile=chidi, wish="second", now=later(8))

    assert made and made.sides.count() == 2
    assert side(made, who(chidi)).because


@pytest.mark.parametrize("wish", ["triad", "second", "wait"])
def test_nobody_is_added_to_who_did_not_say_so(programme, four, wish):
    found, chidi = three_of_whom_one_is_left(programme, four, takes_more=False)

    assert left_over.choose(found, profile=chidi, wish=wish, now=later(8)) is None
    assert Introduction.objects.count() == 1


def test_a_draw_is_for_one_exercise_and_leads_to_nothing(programme, four):
    found = announced(programme, kind="draw")
    for profile in four[:3]:
        enter(found, profile=profile, takes_more=False, now=MONDAY)

    run(found)

    made = Introduction.objects.get()
    assert made.sides.count() == 3
    assert answering.standing_of(made, person=who(four[0]), at=later(7.1)) == Standing.EXERCISE
    assert answering.standing_of(made, person=who(four[0]), at=later(8)) == Standing.NOTHING
    with pytest.raises(Refused):
        answering.accept(made, by=who(four[0]), now=later(7.1))
    assert asking.ask(four[1], by=four[0], now=later(7.1)) != made
