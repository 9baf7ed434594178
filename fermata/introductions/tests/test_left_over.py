"""Chidi is left over from a round of many: who is found for him, and how much is asked for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fermata.introductions.actions import companions, excluding, left_over, running
from fermata.introductions.actions.introducing import between
from fermata.introductions.actions.rounds import announce_round, enter
from fermata.introductions.models import Introduction, Profile
from fermata.introductions.rules.pairing import Pairs
from fermata.introductions.tests.cast import MONDAY, a_programme, later, taking_part, who
from fermata.people.models import Person

pytestmark = pytest.mark.django_db
MOST_QUESTIONS = 40


def after_a_round(*names, **said):
    """Two by two. Chidi looks for what they say, but for Dewi and Efua, who say little."""
    programme = a_programme()
    found = announce_round(programme, kind="round", closes_at=later(7), now=MONDAY)
    profiles = [taking_part(name, programme, **({} if name in {"Dewi", "Efua"} else said)) for name in names]
    for profile in profiles:
        enter(found, profile=profile, takes_more=True, now=MONDAY)
    running.run_next(pair_up={"round": in_order_of(profiles)}, clock=lambda: later(7))
    chidi = taking_part("Chidi", programme, **said)
    found.entries.create(profile=chidi, entered_at=MONDAY, left_over_at=later(7))
    return found, chidi, {who(profile).name: profile for profile in profiles}


def in_order_of(profiles):
    def pair_up(seats, apart):
        place = {seat.id: at for at, seat in enumerate(seats)}
        order = [place[profile.pk.hex] for profile in profiles]
        return Pairs(groups=tuple(zip(order[::2], order[1::2], strict=True)), digest="d" * 64)

    return pair_up


def names(introduction):
    return {side.person.name for side in introduction.sides.select_related("person")}


def is_kept_apart_from(chidi, profile):
    excluding.exclude(who(profile).email, label="", by=who(chidi), now=MONDAY)


def is_put_to(chidi, profile):
    Introduction.objects.create(
        programme=profile.enrolment.programme,
        way="ask",
        people=between([who(chidi), who(profile)]),
        made_at=later(7),
        lapses_at=later(21),
    )


LONGING = {"wanted": ["listening", "feedback"], "offered": ["feedback", "listening"], "rhythm": "weekly"}


@pytest.mark.parametrize("wish", ["triad", "second"])
def test_the_questions_do_not_grow_with_who_is_willing(wish):
    asked = []
    for many in (4, 60):
        Person.objects.all().delete()
        found, chidi, _ = after_a_round(*(f"Person {number}" for number in range(many)))
        with CaptureQueriesContext(connection) as questions:
            assert left_over.choose(found, profile=chidi, wish=wish, now=later(8))
        asked.append(len(questions))

    assert asked[0] == asked[1] <= MOST_QUESTIONS


def test_the_best_come_first():
    found, chidi, _ = after_a_round("Dewi", "Efua", "Amara", "Ben", **LONGING)

    assert names(left_over.choose(found, profile=chidi, wish="triad", now=later(8))) == {"Chidi", "Amara", "Ben"}


def are_partners_by_now(amara, ben):
    companions.come_together([who(amara), who(ben)])


@pytest.mark.parametrize("since", [is_kept_apart_from, are_partners_by_now], ids=lambda since: since.__name__)
def test_two_who_cannot_be_put_together_any_more_are_passed_over_for_the_next(since):
    found, chidi, people = after_a_round("Dewi", "Efua", "Amara", "Ben", **LONGING)
    since(people["Amara"], people["Ben"])

    assert names(left_over.choose(found, profile=chidi, wish="triad", now=later(8))) == {"Chidi", "Dewi", "Efua"}


def test_nobody_is_found_among_those_kept_apart_partners_and_those_one_is_put_to():
    found, chidi, people = after_a_round("Amara", "Ben", "Dewi", "Efua", **LONGING)
    is_kept_apart_from(chidi, people["Amara"])
    companions.come_together([who(chidi), who(people["Ben"])])
    is_put_to(chidi, people["Dewi"])
    Profile.objects.filter(pk=people["Efua"].pk).update(languages=["sw"])

    assert left_over.choose(found, profile=chidi, wish="second", now=later(8)) is None


@pytest.mark.parametrize("hide", [is_kept_apart_from, is_put_to], ids=lambda hide: hide.__name__)
def test_those_who_cannot_be_stand_in_nobodys_way(hide):
    """However many of them would be better."""
    better = [f"Person {number}" for number in range(left_over.MOST_TRIED + 1)]
    found, chidi, people = after_a_round(*better, "Dewi", "Efua", **LONGING)
    for name in better:
        hide(chidi, people[name])

    made = left_over.choose(found, profile=chidi, wish="second", now=later(8))

    assert names(made) in ({"Chidi", "Dewi"}, {"Chidi", "Efua"})
