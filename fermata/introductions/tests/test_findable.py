"""Who looks around sees those who are ready and wish to be found, and nobody else is there."""

import pytest

from fermata.introductions import around
from fermata.introductions.models import Profile
from fermata.introductions.tests.cast import MONDAY, a_programme, later, taking_part
from fermata.programmes.actions.enrolment import come_back, hold, leave
from fermata.programmes.models import Enrolment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_is_drawn_out")]


def sees(looking, other):
    listed = other in around.people_around(looking, after=-1, topic="", at=MONDAY)[0]
    try:
        found = around.somebody(looking, other.pk, at=MONDAY) == other
    except Profile.DoesNotExist:
        found = False
    assert listed == found
    return found


def test_whoever_wishes_not_to_be_found_is_not_there(amara, programme):
    chidi = taking_part("Chidi", programme, may_be_found=False)

    assert not sees(amara, chidi)
    assert sees(chidi, amara)


def test_whoever_pauses_is_not_there_until_they_are_back(amara, ben):
    assert sees(amara, ben)

    hold(ben.enrolment, returns_on=None, now=MONDAY)
    assert not sees(amara, ben)

    come_back(ben.enrolment, now=later(1))
    assert sees(amara, ben)


def test_whoever_has_left_is_not_there(amara, ben):
    leave(ben.enrolment.programme, by=ben.enrolment.person, now=MONDAY)

    assert not sees(amara, ben)


def test_whoever_has_not_said_enough_is_not_there(amara, ben):
    Enrolment.objects.filter(pk=ben.enrolment.pk).update(ready_at=None)

    assert not sees(amara, ben)


def test_nobody_sees_themselves_or_another_programme(amara):
    assert not sees(amara, amara)
    assert not sees(amara, taking_part("Efua", a_programme("Another house")))


def test_a_topic_finds_those_who_speak_of_it(amara, programme):
    feedback = taking_part("Chidi", programme, wanted=["feedback"])
    taking_part("Hana", programme, wanted=["listening"], offered=["listening"])

    assert around.people_around(amara, after=-1, topic="feedback", at=MONDAY)[0] == [feedback]
