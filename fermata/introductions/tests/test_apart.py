"""Amara and Ben are kept apart: on every way there is, for every reason there is, and nobody can tell."""

from datetime import timedelta

import pytest

from fermata.core.refusal import Refused
from fermata.introductions import around
from fermata.introductions.actions import answering, asking, companions, excluding, running, suggesting
from fermata.introductions.actions.rounds import announce_round, enter
from fermata.introductions.apart import kept_apart
from fermata.introductions.apart_among import apart_among
from fermata.introductions.models import Introduction, NotWith, Profile
from fermata.introductions.rules import apart as rules
from fermata.introductions.rules.apart import Apart
from fermata.introductions.rules.asking import Standing
from fermata.introductions.rules.pairing import draw
from fermata.introductions.tests.cast import MONDAY, a_programme, later, line, organiser, pairs, taking_part, who

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_is_drawn_out")]


def on_my_list(amara, ben):
    excluding.exclude(who(ben).email, label="Ben", by=who(amara), now=MONDAY)


def on_their_list(amara, ben):
    excluding.exclude(who(amara).email.upper(), label="Amara", by=who(ben), now=MONDAY)


def manager(amara, ben):
    line(who(amara), who(ben), organisation=amara.enrolment.programme.organisation)


def manager_of_the_manager(amara, ben):
    from tests.cast import person

    dewi = person("Dewi")
    line(who(ben), dewi, organisation=amara.enrolment.programme.organisation)
    line(dewi, who(amara), organisation=amara.enrolment.programme.organisation)


def one_team_by_name(amara, ben):
    Profile.objects.filter(pk=amara.pk).update(team="Ward 3 ", is_apart_from_team=True)
    Profile.objects.filter(pk=ben.pk).update(team="ward  3")


def one_manager(amara, ben):
    from tests.cast import person

    dewi = person("Dewi")
    for profile in (amara, ben):
        line(who(profile), dewi, organisation=amara.enrolment.programme.organisation)
    Profile.objects.filter(pk=ben.pk).update(is_apart_from_team=True)


def former_partners(amara, ben):
    Profile.objects.filter(pk=ben.pk).update(months_apart=6)
    companions.come_together([who(amara), who(ben)])
    companions.part([(who(amara), who(ben))], partnership=amara.pk, now=MONDAY)


REASONS = [
    on_my_list,
    on_their_list,
    manager,
    manager_of_the_manager,
    one_team_by_name,
    one_manager,
    former_partners,
]
OWN = {on_my_list, one_team_by_name}
every_reason = pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.__name__)


@every_reason
def test_it_is_known_from_both_sides_and_named_to_whoever_wished_it(amara, ben, reason):
    assert kept_apart(who(amara), who(ben), at=MONDAY) is None

    reason(amara, ben)

    known = kept_apart(who(amara), who(ben), at=MONDAY), kept_apart(who(ben), who(amara), at=MONDAY)
    assert None not in known
    assert known[0] is (Apart.OWN if reason in OWN else Apart.UNSAID)


@every_reason
def test_they_do_not_see_each_other(amara, ben, reason):
    assert around.somebody(amara, ben.pk, at=MONDAY) == ben

    reason(amara, ben)

    for looking, other in ((amara, ben), (ben, amara)):
        assert other not in around.people_around(looking, after=-1, topic="", at=MONDAY)[0]
        with pytest.raises(Profile.DoesNotExist):
            around.somebody(looking, other.pk, at=MONDAY)


@every_reason
def test_a_round_does_not_put_them_together(amara, ben, programme, reason):
    reason(amara, ben)
    found = announce_round(programme, kind="round", closes_at=later(1), now=MONDAY)
    for profile in (amara, ben):
        enter(found, profile=profile, takes_more=False, now=MONDAY)

    assert running.run_next(pair_up={"round": draw}, clock=lambda: later(1))

    assert not Introduction.objects.exists()
    assert all(entry.left_over_at for entry in found.entries.all())


def test_a_round_puts_them_together_where_nothing_speaks_against_it(amara, ben, programme):
    found = announce_round(programme, kind="round", closes_at=later(1), now=MONDAY)
    for profile in (amara, ben):
        enter(found, profile=profile, takes_more=False, now=MONDAY)

    running.run_next(pair_up={"round": draw}, clock=lambda: later(1))

    assert Introduction.objects.get().round == found
    assert not running.run_next(pair_up={"round": draw}, clock=lambda: later(2))


@every_reason
def test_a_suggestion_leads_to_nothing(amara, ben, programme, reason):
    reason(amara, ben)

    suggesting.suggest(
        programme, addresses=(who(amara).email, who(ben).email), by=organiser(programme, "Farid"), now=MONDAY
    )

    assert not Introduction.objects.exists()


@every_reason
def test_mutual_interest_leads_to_nothing(amara, ben, reason):
    asking.be_interested(ben, by=amara, now=MONDAY)
    reason(amara, ben)

    asking.be_interested(amara, by=ben, now=MONDAY)

    assert not pairs() and not Introduction.objects.exists()


@every_reason
def test_it_takes_effect_between_two_yeses_and_looks_like_silence(amara, ben, reason):
    introduction = asking.ask(ben, by=amara, now=MONDAY)
    reason(amara, ben)

    answering.accept(introduction, by=who(ben), now=MONDAY)

    assert not pairs()
    found = Introduction.objects.get()
    assert answering.standing_of(found, person=who(ben), at=later(13)) == Standing.WAITING
    assert answering.standing_of(found, person=who(ben), at=later(14)) == Standing.NOTHING


@every_reason
def test_the_list_of_a_round_knows_what_two_know(amara, ben, reason):
    """The two ways of asking must never differ."""
    reason(amara, ben)

    assert apart_among(list(Profile.objects.select_related("enrolment__person")), at=MONDAY) == {(0, 1)}


def test_a_list_for_somebody_who_is_not_here_yet(amara, programme):
    excluding.exclude("ben@example.org", label="ben@example.org", by=who(amara), now=MONDAY)

    ben = taking_part("Ben", programme)

    assert kept_apart(who(ben), who(amara), at=MONDAY) is Apart.UNSAID


def test_whoever_is_listed_while_a_round_runs_is_not_shown(amara, ben, programme):
    found = announce_round(programme, kind="round", closes_at=later(1), now=MONDAY)
    for profile in (amara, ben):
        enter(found, profile=profile, takes_more=False, now=MONDAY)

    def slow(seats, apart):
        excluding.exclude(who(amara).email, label="", by=who(ben), now=later(1.01))
        return draw(seats, apart)

    running.run_next(pair_up={"round": slow}, clock=lambda: later(1))

    assert not Introduction.objects.exists()


def test_two_who_are_partners_are_not_suggested_to_each_other(amara, ben, programme):
    companions.come_together([who(amara), who(ben)])

    suggesting.suggest(
        programme, addresses=(who(amara).email, who(ben).email), by=organiser(programme, "Farid"), now=MONDAY
    )

    assert not Introduction.objects.exists()


def test_a_partner_is_put_on_no_list(amara, ben):
    companions.come_together([who(amara), who(ben)])

    with pytest.raises(Refused) as refused:
        excluding.exclude(who(ben).email, label="Ben", by=who(amara), now=MONDAY)

    assert refused.value.refusal is rules.PARTNERS_NOW


def test_a_yes_said_before_the_list_does_not_count_after_it(amara, ben):
    introduction = asking.ask(ben, by=amara, now=MONDAY)
    excluding.include_again(excluding.exclude(who(ben).email, label="Ben", by=who(amara), now=MONDAY))

    answering.accept(introduction, by=who(ben), now=later(1))

    assert not pairs()


def test_a_wish_from_before_the_list_does_not_count_after_it(amara, ben):
    asking.be_interested(ben, by=amara, now=MONDAY)
    excluding.include_again(excluding.exclude(who(ben).email, label="Ben", by=who(amara), now=MONDAY))

    asking.be_interested(amara, by=ben, now=later(1))

    assert not pairs()


def test_a_list_says_nothing_about_who_is_here(amara, ben):
    for address in (who(ben).email, "nobody@example.org"):
        excluding.exclude(address, label=address, by=who(amara), now=MONDAY)

    here, not_here = NotWith.objects.order_by("pk")
    assert (here.made_at, len(here.mark)) == (not_here.made_at, len(not_here.mark))


def test_a_wish_about_former_partners_has_an_end(amara, ben):
    former_partners(amara, ben)

    assert kept_apart(who(amara), who(ben), at=MONDAY + timedelta(days=180)) is Apart.UNSAID
    assert kept_apart(who(amara), who(ben), at=MONDAY + timedelta(days=190)) is None


@pytest.mark.parametrize("first", [True, False])
def test_a_wish_said_in_one_programme_counts_in_all(amara, ben, first):
    """Whichever of the two was described last."""
    taking_part(who(amara), a_programme("Elsewhere"), team="Ward 3", months_apart=0)
    Profile.objects.filter(enrolment__person=who(amara)).update(team="Ward 3", is_apart_from_team=False)
    mine = Profile.objects.filter(enrolment__person=who(amara)).order_by("pk")
    Profile.objects.filter(pk=(mine.first() if first else mine.last()).pk).update(is_apart_from_team=True)
    Profile.objects.filter(pk=ben.pk).update(team="Ward 3")

    assert kept_apart(who(amara), who(ben), at=MONDAY)


def test_a_round_keeps_former_partners_apart_for_a_while_whatever_they_wish(amara, ben):
    companions.come_together([who(amara), who(ben)])
    companions.part([(who(amara), who(ben))], partnership=amara.pk, now=MONDAY)

    assert apart_among([amara, ben], at=later(1))
    assert not apart_among([amara, ben], at=MONDAY + timedelta(days=1000))


def test_rings_of_managers_break_nothing(amara, ben):
    manager(amara, ben)
    manager(ben, amara)
    line(who(ben), who(ben), organisation=amara.enrolment.programme.organisation)

    assert kept_apart(who(amara), who(ben), at=MONDAY) is Apart.UNSAID


def test_nobody_of_another_programme_is_seen(amara):
    stranger = taking_part("Efua", a_programme("Elsewhere"))

    with pytest.raises(Profile.DoesNotExist):
        around.somebody(amara, stranger.pk, at=MONDAY)
