"""Two or three people do anything in any order, for as long as Hypothesis likes; a small model says what must be so.

More: HYPOTHESIS_STEPS=2000 .venv/bin/python -m pytest tests/lives/test_machine.py
"""

import os
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from fermata.core.refusal import Refused
from fermata.partnerships.actions import agreement, goodbye, life
from fermata.partnerships.actions.forming import form
from fermata.partnerships.models import Answer, Goodbye, Partnership
from fermata.sessions.actions import end_meeting, open_meeting
from fermata.vault.models import Space
from tests.cast import MONDAY, partners, person, sealed
from tests.lives.model import Model

STEPS = int(os.environ.get("HYPOTHESIS_STEPS", "25"))
LIVES = int(os.environ.get("HYPOTHESIS_LIVES", "40"))
SOMEBODY = st.integers(0, 2)
WORDS = ["carry_on", "ready", "renew", "rhythm", "rematch", "finish", "again", ""]
ASKED = {
    "trial": {"carry_on"},
    "held": {"ready"},
    "reviewing": {"renew", "rhythm", "rematch", "finish"},
    "closed": {"again"},
    "ended": {"again"},
}
LIVING = {"contracting", "trial", "active", "held", "reviewing", "closing"}


class Together(RuleBasedStateMachine):
    @initialize(size=st.sampled_from([2, 3]), first=st.sampled_from(["", "", "sign while resting"]))
    def begin(self, size, first):
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.people = [person(f"{name}{uuid4().hex[:6]}") for name in ("Amara", "Ben", "Chidi")][:size]
        self.partnership = partners(*self.people) if size == 2 else form(self.people, now=MONDAY)
        self.model, self.day, self.item, self.digest = Model(size), 0, uuid4(), "a" * 64
        if first:
            self.everybody_signs(while_resting=True)

    def teardown(self):
        if hasattr(self, "frame"):
            transaction.set_rollback(True)
            self.frame.__exit__(None, None, None)

    @property
    def now(self):
        return MONDAY + timedelta(days=self.day)

    def who(self, somebody):
        index = somebody % len(self.people)
        return index, self.people[index]

    def tries(self, verb, *, allowed):
        """Do it; the product says yes exactly when the model does."""
        try:
            with transaction.atomic():
                verb()
        except Refused:
            assert not allowed
            return False
        assert allowed
        return True

    @rule()
    def propose(self):
        number = len(self.model.signed)
        if self.tries(lambda: self._propose(number), allowed=self.model.phase in LIVING):
            self.model.signed.append(set())

    def _propose(self, number):
        agreement.propose(
            self.partnership,
            former=number,
            item=self.item,
            file=sealed(),
            digest=self.digest,
            withdrawal="",
            now=self.now,
        )

    @rule(somebody=SOMEBODY, back=st.integers(0, 1))
    def sign(self, somebody, back):
        index, by = self.who(somebody)
        number = len(self.model.signed) - back
        newest = self.model.signed[-1] if self.model.signed else set()
        allowed = self.model.phase in LIVING and back == 0 and bool(self.model.signed) and index not in newest
        if index in self.model.gone:
            return
        order = {"number": max(number, 0), "digest": self.digest, "proof": "p", "by": by, "now": self.now}
        if self.tries(lambda: agreement.sign(self.partnership, **order), allowed=allowed):
            newest.add(index)
            if len(newest) == self.model.size:
                self.model.reached.add(len(self.model.signed))
                if self.model.phase == "contracting":
                    self.model.go("trial", today=self.day)

    @rule(somebody=SOMEBODY)
    def withdraw(self, somebody):
        index, by = self.who(somebody)
        newest = self.model.signed[-1] if self.model.signed else set()
        number = len(self.model.signed)
        if index in self.model.gone:
            return
        order = {"number": number, "by": by, "now": self.now}
        allowed = self.model.phase in LIVING and index in newest
        if self.tries(lambda: agreement.withdraw_signature(self.partnership, **order), allowed=allowed):
            newest.discard(index)

    @rule()
    def hold(self):
        allowed = self.model.phase in LIVING
        verb = partial(life.hold, self.partnership, back_on=None, today=self.now.date(), now=self.now)
        if self.tries(verb, allowed=allowed) and self.model.phase != "held":
            self.model.go("held", today=self.day)

    @rule(somebody=SOMEBODY, word=st.sampled_from(WORDS))
    def answer(self, somebody, word):
        index, by = self.who(somebody)
        phase = self.model.phase
        if index in self.model.gone:
            return
        words = ASKED.get(phase, set())
        verb = partial(life.answer, self.partnership, word=word, by=by, now=self.now)
        if self.tries(verb, allowed=bool(words) and word in {*words, ""} and self.model.staying > 1):
            self.model.said.pop(index, None)
            if word:
                self.model.said[index] = word
                self.model.settle(today=self.day)

    @rule(somebody=SOMEBODY)
    def use_the_word_of_the_hour(self, somebody):
        """So that trials, holds, reviews and endings get somewhere."""
        word = {"trial": "carry_on", "held": "ready", "reviewing": "renew", "closed": "again", "ended": "again"}.get(
            self.model.phase
        )
        if word:
            self.answer(somebody, word)

    @rule(while_resting=st.booleans())
    def everybody_signs(self, while_resting):
        if while_resting:
            self.hold()
        self.propose()
        for somebody in range(len(self.people)):
            self.sign(somebody, 0)
        if while_resting:
            self.everybody_says_the_word_of_the_hour()

    @rule(somebody=SOMEBODY, and_go=st.booleans())
    def part_in_peace(self, somebody, and_go):
        self.close()
        self.waive()
        if and_go:
            self.go(somebody, goodbye.leave)
        self.everybody_says_the_word_of_the_hour()

    @rule()
    def everybody_says_the_word_of_the_hour(self):
        for somebody in range(len(self.people)):
            self.use_the_word_of_the_hour(somebody)

    @rule()
    def close(self):
        allowed = self.model.phase in LIVING - {"closing"}
        if self.tries(lambda: life.close(self.partnership, now=self.now), allowed=allowed):
            self.model.go("closing", today=self.day)

    @rule()
    def waive(self):
        if self.tries(lambda: life.waive(self.partnership, now=self.now), allowed=self.model.phase == "closing"):
            self.model.go("closed", today=self.day)

    @rule()
    def change_status(self):
        """Told once, however often the lines of authority are read in anew."""
        verb = partial(life.change_status, self.partnership, now=self.now)
        if self.tries(verb, allowed=self.model.phase in LIVING) and self.model.parts_on is None:
            self.model.go("closing", today=self.day, days=14)
            self.model.parts_on = self.day + 14

    @rule()
    def meet(self):
        is_ready = not self.partnership.meetings.exists() or self.model.in_force is not None
        allowed = self.model.phase in LIVING - {"held"} and is_ready
        if self.tries(self._meet, allowed=allowed):
            self.model.met += 1
            if self.model.phase == "closing":
                self.model.go("closed", today=self.day)
            elif self.model.phase == "active" and self.model.met >= 6:
                self.model.go("reviewing", today=self.day)
            elif self.model.phase == "trial":
                self.model.settle(today=self.day)

    def _meet(self):
        return end_meeting(open_meeting(Partnership.objects.get(pk=self.partnership.pk), now=self.now), now=self.now)

    @rule(days=st.sampled_from([1, 14, 30, 91]))
    def wait(self, days):
        self.day += days
        for _ in range(2):
            life.let_time_pass(at=self.now)
        if self.model.parts_on is not None and self.model.parts_on <= self.day and self.model.phase in LIVING:
            self.model.go("closed", today=self.day)
        elif self.model.until is not None and self.model.until <= self.day:
            to = {"trial": "closed", "active": "reviewing", "held": "reviewing", "closing": "closed"}[self.model.phase]
            self.model.go(to, today=self.day)

    @precondition(lambda self: len(self.model.signed) >= 1)
    @rule(somebody=SOMEBODY, verb=st.sampled_from([goodbye.leave, goodbye.protect]))
    def go(self, somebody, verb):
        index, by = self.who(somebody)
        if index in self.model.gone or len(self.model.gone) == len(self.people) - 1:
            return
        verb(self.partnership, by=by, now=self.now)
        self.model.gone.add(index)
        self.model.said = {}
        if self.model.phase in LIVING:
            self.model.go("ended", today=self.day)

    @invariant()
    def it_stands_where_the_model_says(self):
        if hasattr(self, "partnership"):
            assert life.here(self.partnership) == self.model.phase
            assert Goodbye.objects.filter(partnership=self.partnership).exists() == (self.model.phase not in LIVING)

    @invariant()
    def nobody_is_partner_of_nobody(self):
        for each in getattr(self, "people", []):
            for found in Partnership.objects.filter(goodbye=None, memberships__person=each):
                assert found.memberships.count() > 1

    @invariant()
    def what_is_in_force_carries_every_signature(self):
        if hasattr(self, "partnership"):
            fresh = Partnership.objects.get(pk=self.partnership.pk)
            number = agreement.in_force(fresh)
            assert number == self.model.in_force
            if number is not None:
                standing = fresh.proposals.get(number=number).signatures.filter(withdrawn_at=None)
                assert {s.person_id for s in standing} == {each.pk for each in self.people}

    @invariant()
    def whoever_has_gone_sees_nothing_and_the_others_go_on_reading(self):
        for index, each in enumerate(getattr(self, "people", [])):
            sees = Partnership.objects.visible_to(each).filter(pk=self.partnership.pk).exists()
            opens = Space.objects.visible_to(each).filter(pk=self.partnership.space_id).exists()
            assert sees == opens == (index not in self.model.gone)

    @invariant()
    def answers_are_kept_only_while_they_are_asked_for(self):
        if hasattr(self, "partnership"):
            kept = {a.person_id: a.word for a in Answer.objects.filter(partnership=self.partnership)}
            assert kept == {self.people[index].pk: word for index, word in self.model.said.items()}
            assert self.model.phase in ASKED or not kept


@pytest.mark.django_db
def test_any_life_two_or_three_can_lead():
    quiet = settings(
        max_examples=LIVES, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Together, settings=quiet)
