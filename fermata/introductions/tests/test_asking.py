"""Amara asks Ben; what each of them, and Chidi, may know of it."""

import pytest
from django.core import mail

from fermata.core.refusal import Refused
from fermata.introductions.actions import answering, asking, companions
from fermata.introductions.models import Companion, Interest, Introduction
from fermata.introductions.rules import asking as rules
from fermata.introductions.rules.asking import Standing
from fermata.introductions.tests.cast import MONDAY, later, pairs, side, taking_part, who
from fermata.programmes.actions.enrolment import come_back, hold, leave

pytestmark = pytest.mark.django_db


def standing(introduction, profile, *, at=MONDAY):
    found = Introduction.objects.get(pk=introduction.pk)
    return answering.standing_of(found, person=who(profile), at=at)


def test_two_yeses_make_a_partnership(amara, ben):
    introduction = asking.ask(ben, by=amara, now=MONDAY)
    assert not pairs()

    answering.accept(introduction, by=who(ben), now=later(1))

    introduction.refresh_from_db()
    assert pairs() == [{who(amara), who(ben)}]
    assert introduction.partnership
    assert standing(introduction, amara) == standing(introduction, ben) == Standing.TALK


def test_who_became_partners_another_way_meanwhile_is_not_put_together_again(amara, ben):
    introduction = asking.ask(ben, by=amara, now=MONDAY)
    companions.come_together([who(amara), who(ben)])

    answering.accept(introduction, by=who(ben), now=later(1))

    introduction.refresh_from_db()
    assert introduction.introduced_at is None
    assert introduction.partnership is None


def test_the_one_asked_gets_one_letter_that_names_nobody(amara, ben):
    asking.ask(ben, by=amara, now=MONDAY)

    assert [letter.to for letter in mail.outbox] == [["ben@example.org"]]
    assert "Amara" not in mail.outbox[0].subject + mail.outbox[0].body


def test_not_now_shows_to_nobody_else(amara, ben):
    introduction = asking.ask(ben, by=amara, now=MONDAY)

    answering.put_aside(introduction, by=who(ben), now=later(1))

    assert standing(introduction, ben, at=later(1)) == Standing.ASIDE
    assert standing(introduction, amara, at=later(13.9)) == Standing.WAITING
    assert standing(introduction, amara, at=later(14)) == Standing.NOTHING


def test_a_yes_after_not_now_is_a_yes(amara, ben):
    introduction = asking.ask(ben, by=amara, now=MONDAY)
    answering.put_aside(introduction, by=who(ben), now=later(1))

    answering.accept(introduction, by=who(ben), now=later(2))

    assert len(pairs()) == 1


def test_a_yes_on_day_fourteen_is_too_late(amara, ben):
    introduction = asking.ask(ben, by=amara, now=MONDAY)

    with pytest.raises(Refused) as refused:
        answering.accept(introduction, by=who(ben), now=later(14))

    assert refused.value.refusal is rules.LAPSED


def test_three_asks_are_open_at_a_time_whatever_becomes_of_them(amara, programme):
    others = [taking_part(name, programme) for name in ("Ben", "Chidi", "Dewi", "Efua")]
    for other in others[:3]:
        introduction = asking.ask(other, by=amara, now=MONDAY)
        answering.put_aside(introduction, by=who(other), now=MONDAY)

    with pytest.raises(Refused) as refused:
        asking.ask(others[3], by=amara, now=later(13))

    assert refused.value.refusal is rules.MANY_ASKS
    asking.ask(others[3], by=amara, now=later(14))


def test_nobody_is_asked_twice_within_some_months(amara, ben):
    asking.ask(ben, by=amara, now=MONDAY)

    with pytest.raises(Refused) as refused:
        asking.ask(ben, by=amara, now=later(20))

    assert refused.value.refusal is rules.ASKED


def test_asking_back_is_saying_yes(amara, ben):
    asking.ask(ben, by=amara, now=MONDAY)

    asking.ask(amara, by=ben, now=later(1))

    assert len(pairs()) == Introduction.objects.count() == 1


def test_interest_is_told_to_nobody_until_both_have_it(amara, ben):
    assert asking.be_interested(ben, by=amara, now=MONDAY) is None
    assert (Introduction.objects.count(), mail.outbox) == (0, [])

    introduction = asking.be_interested(amara, by=ben, now=later(1))

    assert standing(introduction, amara) == standing(introduction, ben) == Standing.TALK
    assert not Interest.objects.exists()


def test_interest_meets_a_question(amara, ben):
    asking.be_interested(ben, by=amara, now=MONDAY)

    introduction = asking.ask(amara, by=ben, now=later(1))

    assert standing(introduction, ben) == Standing.TALK


def test_a_question_meets_interest(amara, ben):
    asking.ask(ben, by=amara, now=MONDAY)

    introduction = asking.be_interested(amara, by=ben, now=later(1))

    assert standing(introduction, ben) == Standing.TALK


def test_five_people_can_be_named(amara, programme):
    others = [taking_part(f"Person {number}", programme) for number in range(6)]
    for other in others[:5]:
        asking.be_interested(other, by=amara, now=MONDAY)

    with pytest.raises(Refused) as refused:
        asking.be_interested(others[5], by=amara, now=MONDAY)

    assert refused.value.refusal is rules.MANY_INTERESTS


def test_whoever_is_on_hold_asks_nobody(amara, ben):
    hold(amara.enrolment, returns_on=None, now=MONDAY)

    with pytest.raises(Refused) as refused:
        asking.ask(ben, by=amara, now=MONDAY)

    assert refused.value.refusal is rules.ON_HOLD


def test_whoever_is_on_hold_says_yes_to_nothing(amara, ben):
    introduction = asking.ask(ben, by=amara, now=MONDAY)
    hold(ben.enrolment, returns_on=None, now=later(1))

    with pytest.raises(Refused) as refused:
        answering.accept(introduction, by=who(ben), now=later(1))

    assert refused.value.refusal is rules.ON_HOLD
    assert side(introduction, who(ben)).accepted_at is None


def test_what_both_said_yes_to_waits_for_the_one_on_hold(amara, ben):
    introduction = asking.ask(ben, by=amara, now=MONDAY)
    hold(amara.enrolment, returns_on=None, now=later(1))

    answering.accept(introduction, by=who(ben), now=later(2))
    assert not pairs()
    assert standing(introduction, ben, at=later(2)) == Standing.WAITING

    come_back(amara.enrolment, now=later(3))
    assert len(pairs()) == 1


def test_a_hold_that_lasts_longer_looks_like_any_silence(amara, ben):
    introduction = asking.ask(ben, by=amara, now=MONDAY)
    hold(amara.enrolment, returns_on=None, now=later(1))
    answering.accept(introduction, by=who(ben), now=later(2))

    come_back(amara.enrolment, now=later(15))

    assert not pairs()
    assert standing(introduction, ben, at=later(15)) == Standing.NOTHING


def test_whoever_leaves_takes_their_yes_along_and_nobody_can_tell(amara, ben, programme):
    introduction = asking.ask(ben, by=amara, now=MONDAY)
    before = standing(introduction, ben)
    leave(programme, by=who(amara), now=later(1))

    answering.accept(introduction, by=who(ben), now=later(2))

    assert before == Standing.TO_ANSWER
    assert standing(introduction, ben, at=later(2)) == Standing.WAITING
    assert not pairs()


def test_whoever_joins_again_has_not_said_yes(amara, ben, programme):
    introduction = asking.ask(ben, by=amara, now=MONDAY)
    leave(programme, by=who(amara), now=later(1))
    taking_part(who(amara), programme)

    answering.accept(introduction, by=who(ben), now=later(2))

    assert not pairs()
    assert standing(introduction, amara, at=later(2)) == Standing.TO_ANSWER


def test_whoever_has_left_keeps_nothing_but_whom_they_have_met(amara, ben, programme):
    met = asking.ask(ben, by=amara, now=MONDAY)
    answering.accept(met, by=who(ben), now=MONDAY)
    asking.ask(taking_part("Chidi", programme), by=amara, now=MONDAY)
    leave(programme, by=who(amara), now=later(1))

    assert list(Introduction.objects.visible_to(who(amara))) == [met]


def test_after_the_talk_only_two_yeses_count(amara, ben):
    introduction = asking.ask(ben, by=amara, now=MONDAY)
    answering.accept(introduction, by=who(ben), now=MONDAY)

    answering.say_yes_after_talk(introduction, by=who(amara), now=later(1))
    assert standing(introduction, ben) == Standing.TALK
    assert standing(introduction, amara) == Standing.TALK_WAITING

    answering.say_yes_after_talk(introduction, by=who(ben), now=later(2))
    assert standing(introduction, amara) == standing(introduction, ben) == Standing.TOGETHER


def test_without_two_yeses_it_ends_by_itself_and_names_nobody(amara, ben):
    introduction = asking.ask(ben, by=amara, now=MONDAY)
    answering.accept(introduction, by=who(ben), now=MONDAY)
    answering.say_yes_after_talk(introduction, by=who(amara), now=later(1))

    answering.end_what_is_over(now=later(20))
    assert len(pairs()) == 1
    answering.end_what_is_over(now=later(21))

    assert not pairs()
    assert Companion.objects.filter(parted_at=later(21)).count() == 2
    assert standing(introduction, amara) == standing(introduction, ben) == Standing.NOTHING


def test_two_yeses_go_on(amara, ben):
    introduction = asking.ask(ben, by=amara, now=MONDAY)
    answering.accept(introduction, by=who(ben), now=MONDAY)
    for profile in (amara, ben):
        answering.say_yes_after_talk(introduction, by=who(profile), now=later(1))

    answering.end_what_is_over(now=later(40))

    assert len(pairs()) == 1


def test_a_stranger_finds_nothing(amara, ben, programme):
    chidi = taking_part("Chidi", programme)
    introduction = asking.ask(ben, by=amara, now=MONDAY)

    assert not Introduction.objects.visible_to(who(chidi)).exists()
    assert side(introduction, who(ben)).because[0]["trade_off"]
