"""Whatever happens, in whatever order: nobody becomes or stays partner of somebody they are kept apart from.

What is true is kept here as well, in the plainest way there is, and compared with what the product has done.
"""

from datetime import datetime, timedelta
from itertools import combinations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from fermata.core.events import announce
from fermata.core.refusal import Refused
from fermata.introductions import around
from fermata.introductions.actions import answering, asking, excluding, keeping, running, suggesting
from fermata.introductions.actions.rounds import announce_round, enter
from fermata.introductions.apart import are_partners
from fermata.introductions.models import Introduction, NotWith, Profile, Round
from fermata.introductions.rules.pairing import draw
from fermata.introductions.tests.cast import a_programme, line, taking_part
from fermata.partnerships.actions import invitations, life
from fermata.partnerships.actions.goodbye import leave as part
from fermata.partnerships.models import Membership, Partnership
from fermata.programmes.actions import enrolment as enrolments
from fermata.programmes.events import StatusChanged
from fermata.programmes.models import AuthorityLine, Enrolment
from tests.cast import MONDAY, person

NAMES = ("Amara", "Ben", "Chidi")
WHO = st.sampled_from(range(len(NAMES)))
TWO = st.sampled_from([(one, other) for one in range(len(NAMES)) for other in range(len(NAMES)) if one != other])


class AnyOrder(RuleBasedStateMachine):
    """Three people in one programme, and everything they and their organisation can do."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now = MONDAY
        self.programme = a_programme()
        self.people = [person(name) for name in NAMES]
        self.dewi = person("Dewi")
        self.listed: set[tuple[int, int]] = set()
        self.above: set[tuple[int, int]] = set()
        self.yes: set[tuple[int, frozenset[int]]] = set()
        """Who has ever done something that is a yes to whom."""
        self.parting: dict[object, datetime] = {}
        """Partnerships a line has come to cross: until when they may still hold their closing meeting."""
        for who in range(len(NAMES)):
            self.join(who=who, team="", keeps=False)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    # --- what can be done

    @rule(who=WHO, team=st.sampled_from(["", "Ward 3"]), keeps=st.booleans())
    def join(self, *, who: int, team: str, keeps: bool) -> None:
        if not self.enrolment(who):
            taking_part(self.people[who], self.programme, team=team, is_apart_from_team=keeps)

    @rule(who=WHO)
    def leave(self, who: int) -> None:
        enrolments.leave(self.programme, by=self.people[who], now=self.now)

    @rule(who=WHO, back=st.booleans())
    def hold(self, *, who: int, back: bool) -> None:
        if found := self.enrolment(who):
            self.act(
                lambda: (
                    enrolments.come_back(found, now=self.now)
                    if back
                    else enrolments.hold(found, returns_on=None, now=self.now)
                )
            )

    @rule(two=TWO)
    def ask_exclude_and_answer(self, two: tuple[int, int]) -> None:
        """The narrowest moment: a yes of one stands, the other keeps apart, and then says yes after all."""
        self.approach(two, "ask")
        self.exclude((two[1], two[0]))
        self.accept(two[1], 0)

    @rule(two=TWO, way=st.sampled_from(["ask", "interest"]))
    def approach(self, two: tuple[int, int], way: str) -> None:
        mine, theirs = self.profile(two[0]), self.profile(two[1])
        if mine and theirs:
            try:
                seen = around.somebody(mine, theirs.pk, at=self.now)
            except Profile.DoesNotExist:
                return
            self.says_yes(two[0], two)
            do = asking.ask if way == "ask" else asking.be_interested
            self.act(lambda: do(seen, by=mine, now=self.now))

    @rule(who=WHO, which=st.integers(0, 5))
    def accept(self, who: int, which: int) -> None:
        if found := self.pick(Introduction.objects.visible_to(self.people[who]), which):
            self.says_yes(who, self.places(found))
            self.act(lambda: answering.accept(found, by=self.people[who], now=self.now))

    @rule(who=WHO, which=st.integers(0, 5))
    def put_aside(self, who: int, which: int) -> None:
        if found := self.pick(Introduction.objects.visible_to(self.people[who]), which):
            answering.put_aside(found, by=self.people[who], now=self.now)

    @rule(two=TWO)
    def invite_with_a_link(self, two: tuple[int, int]) -> None:
        try:
            invitation = invitations.invite(by=self.people[two[0]], now=self.now)
            self.says_yes(two[0], two)
            self.says_yes(two[1], two)
            invitations.accept(invitation, by=self.people[two[1]], now=self.now)
        except Refused:
            pass

    @rule(order=st.permutations(range(len(NAMES))), between=st.sampled_from(["", "list", "line", "no"]))
    def become_three_by_a_link(self, order: list[int], between: str) -> None:
        """One asks, one says yes; then something may come between, or the yes be taken back; then all say yes."""
        first, second, _ = order
        try:
            invitation = invitations.invite(by=self.people[first], now=self.now, seats=2)
        except Refused:
            return
        self.act(lambda: invitations.accept(invitation, by=self.people[second], now=self.now))
        if between == "list":
            self.exclude((second, first))
        elif between == "line":
            self.come_to_decide_over((second, first))
        elif between == "no":
            invitations.decline(invitation, by=self.people[second])
        for one, other in combinations(order, 2) if between != "no" else ():
            self.says_yes(one, (one, other))
            self.says_yes(other, (one, other))
        self.act(lambda: invitations.accept(invitation, by=self.people[order[2]], now=self.now))

    @rule(two=TWO)
    def suggest(self, two: tuple[int, int]) -> None:
        addresses = self.people[two[0]].email, self.people[two[1]].email
        suggesting.suggest(self.programme, addresses=addresses, by=self.dewi, now=self.now)

    @rule(who=st.sets(WHO, min_size=2))
    def run_a_round(self, who: set[int]) -> None:
        found = announce_round(self.programme, kind="round", closes_at=self.now + timedelta(hours=1), now=self.now)
        for each in who:
            if profile := self.profile(each):
                self.act(lambda profile=profile: enter(found, profile=profile, takes_more=False, now=self.now))
        self.later(timedelta(hours=2))
        running.run_next(pair_up={Round.Kind.ROUND.value: draw}, clock=lambda: self.now)

    @rule(two=TWO)
    def exclude(self, two: tuple[int, int]) -> None:
        if self.act(
            lambda: excluding.exclude(self.people[two[1]].email, label="", by=self.people[two[0]], now=self.now)
        ):
            self.listed.add(two)

    @rule(two=TWO)
    def include_again(self, two: tuple[int, int]) -> None:
        for row in NotWith.objects.visible_to(self.people[two[0]]):
            excluding.include_again(row)
        self.listed = {pair for pair in self.listed if pair[0] != two[0]}

    @rule(two=TWO)
    def come_to_decide_over(self, two: tuple[int, int]) -> None:
        if two not in self.above:
            line(self.people[two[0]], self.people[two[1]], organisation=self.programme.organisation)
            self.above.add(two)
            for partnership, one, other in self.living():
                if self.is_over(one, other) or self.is_over(other, one):
                    self.parting.setdefault(partnership, self.now + timedelta(days=14))
            announce(StatusChanged(organisation=self.programme.organisation, at=self.now))

    @rule()
    def forget_all_lines(self) -> None:
        AuthorityLine.objects.all().delete()
        self.above.clear()
        announce(StatusChanged(organisation=self.programme.organisation, at=self.now))

    @rule(who=WHO, which=st.integers(0, 3))
    def part(self, who: int, which: int) -> None:
        if found := self.pick(Partnership.objects.visible_to(self.people[who]), which):
            part(found, by=self.people[who], now=self.now)

    @rule(who=WHO, which=st.integers(0, 3))
    def let_it_rest(self, who: int, which: int) -> None:
        """A hold gains no time."""
        if found := self.pick(Partnership.objects.visible_to(self.people[who]), which):
            self.act(lambda: life.hold(found, back_on=None, today=self.now.date(), now=self.now))

    @rule(days=st.sampled_from([1, 8, 15, 40]))
    def time_passes(self, days: int) -> None:
        self.later(timedelta(days=days))
        keeping.tidy(now=self.now)
        answering.end_what_is_over(now=self.now)

    # --- what must always be true

    @invariant()
    def nobody_is_partner_across_what_keeps_them_apart(self) -> None:
        for partnership, one, other in self.living():
            assert not {(one, other), (other, one)} & self.listed, "somebody's list"
            if self.now >= self.parting.get(partnership, self.now):
                assert not self.is_over(one, other) and not self.is_over(other, one), "a line of authority"

    @invariant()
    def whoever_meets_is_known_as_partners(self) -> None:
        for _, one, other in self.living():
            assert are_partners(self.people[one], self.people[other])

    @invariant()
    def the_same_people_meet_once(self) -> None:
        living = [
            frozenset(found.memberships.values_list("person")) for found in Partnership.objects.filter(goodbye=None)
        ]
        assert len(living) == len(set(living))

    @invariant()
    def nobody_is_partner_without_a_yes_of_their_own(self) -> None:
        for _, *pair in self.living():
            assert {one for one in pair if (one, frozenset(pair)) in self.yes} == set(pair)

    # --- with the plainest means

    def act(self, do: object) -> bool:
        """Whether it was done, or a rule said why not."""
        try:
            do()  # type: ignore[operator]
        except Refused:
            return False
        return True

    def says_yes(self, who: int, among: object) -> None:
        self.yes.add((who, frozenset(among)))  # type: ignore[arg-type]

    def later(self, time: timedelta) -> None:
        self.now += time
        life.let_time_pass(at=self.now)

    def living(self) -> "list[tuple[object, int, int]]":
        found = []
        for partnership in Partnership.objects.filter(goodbye=None):
            members = Membership.objects.filter(partnership=partnership, left_at=None)
            places = sorted(self.people.index(member.person) for member in members.select_related("person"))
            found += [(partnership.pk, one, other) for one, other in combinations(places, 2)]
        return found

    def is_over(self, report: int, manager: int) -> bool:
        waiting, seen = [report], set()
        while waiting:
            one = waiting.pop()
            for lower, upper in self.above:
                if lower == one and upper not in seen:
                    seen.add(upper)
                    waiting.append(upper)
        return manager in seen

    def places(self, introduction: Introduction) -> list[int]:
        return [self.people.index(side.person) for side in introduction.sides.select_related("person")]

    def enrolment(self, who: int) -> Enrolment | None:
        return Enrolment.objects.filter(person=self.people[who], programme=self.programme).first()

    def profile(self, who: int) -> Profile | None:
        found = Profile.objects.filter(enrolment__person=self.people[who])
        return found.select_related("enrolment__person", "enrolment__programme").first()

    @staticmethod
    def pick(found: object, which: int) -> object:
        rows = list(found.order_by("pk"))  # type: ignore[attr-defined]
        return rows[which % len(rows)] if rows else None


@pytest.mark.django_db
def test_in_any_order(monkeypatch):
    monkeypatch.setattr(around, "is_drawn_out", lambda digest, *, day: False)

    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=50,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
