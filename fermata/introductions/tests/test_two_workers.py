"""Two workers at one round, and people who ask each other while it runs: each hears once, and no yes is lost."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from django.core import mail
from django.db import close_old_connections, connection, transaction

from fermata.core.models import Letter
from fermata.introductions import matching
from fermata.introductions.actions import answering, asking, running
from fermata.introductions.actions.rounds import announce_round, enter
from fermata.introductions.models import Companion, Entry, Introduction, Profile, Round
from fermata.introductions.rules.pairing import draw
from fermata.introductions.tests.cast import MONDAY, a_programme, later, pairs, side, taking_part, who

BY_LOT = {"round": draw, "draw": draw}
STORING, FINISHING = 2, 3
"""Which time the clock is read, by a worker whose round is small."""
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time")


def a_round(*names, kind="round"):
    programme = a_programme()
    found = announce_round(programme, kind=kind, closes_at=later(7), now=MONDAY)
    profiles = [taking_part(name, programme) for name in names]
    for profile in profiles:
        enter(found, profile=profile, takes_more=False, now=MONDAY)
    mail.outbox.clear()
    return found, profiles


def clock_with(act, *, when):
    """A clock at which something happens when it is read for the third time, or whichever."""
    read = 0

    def clock():
        nonlocal read
        read += 1
        if read == when:
            act()
        return later(7)

    return clock


@pytest.mark.django_db
@pytest.mark.parametrize("when", [STORING, FINISHING])
def test_who_comes_too_late_with_a_round_leaves_what_the_other_made(when):
    found, _ = a_round("Amara", "Ben", "Chidi", "Dewi")

    def another_worker():
        assert running.run_next(pair_up=BY_LOT, clock=lambda: later(8))

    assert running.run_next(pair_up=BY_LOT, clock=clock_with(another_worker, when=when))

    found.refresh_from_db()
    assert found.finished_at == later(8)
    assert set(Introduction.objects.values_list("made_at", flat=True)) == {later(8)}
    assert Introduction.objects.count() == 2


@pytest.mark.django_db
def test_a_round_is_taken_from_nobody_while_the_matcher_may_still_think():
    assert running.LEASE > running.MATCHER_WITHIN
    assert matching.running.MATCHER_WITHIN is running.MATCHER_WITHIN


@pytest.mark.django_db
@pytest.mark.parametrize("when", [STORING, FINISHING])
def test_a_question_while_a_round_runs_is_a_question_like_any(when):
    """What the round has stored nobody sees, and nobody stumbles over it; whoever has met meanwhile has met."""
    found, (amara, ben, *_) = a_round("Amara", "Ben")
    asked = []

    def ask():
        asked.append(asking.ask(ben, by=amara, now=later(7)))
        assert Introduction.objects.visible_to(who(amara)).get() == asked[0]

    running.run_next(pair_up=BY_LOT, clock=clock_with(ask, when=when))

    assert Introduction.objects.get() == asked[0]
    assert asked[0].way == Introduction.Way.ASK
    assert not found.entries.exclude(left_over_at=None).exists()
    answering.accept(asked[0], by=who(ben), now=later(8))
    assert pairs() == [{who(amara), who(ben)}]


@pytest.mark.django_db
def test_who_became_partners_while_it_ran_is_not_put_together_once_more():
    _, (amara, ben) = a_round("Amara", "Ben")

    def meet():
        answering.accept(asking.ask(ben, by=amara, now=later(7)), by=who(ben), now=later(7))

    running.run_next(pair_up=BY_LOT, clock=clock_with(meet, when=FINISHING))

    assert Introduction.objects.get().introduced_at
    assert Companion.objects.count() == 2


@pytest.mark.django_db
def test_a_question_after_a_round_is_a_yes_to_it():
    found, (amara, ben) = a_round("Amara", "Ben")
    running.run_next(pair_up=BY_LOT, clock=lambda: later(7))

    introduction = asking.ask(ben, by=amara, now=later(8))

    assert introduction == Introduction.objects.get() == found.introductions.get()
    assert side(introduction, who(amara)).accepted_at == later(8)


@pytest.mark.django_db
def test_a_draw_is_closed_to_answers_before_and_after():
    found, _ = a_round("Amara", "Ben", kind="draw")

    running.run_next(pair_up=BY_LOT, clock=lambda: later(7))

    assert found.introductions.get().closed_at == later(7)


def at_once(*acts):
    """Each on a connection of its own."""
    ready = threading.Barrier(len(acts))

    def go(act):
        close_old_connections()
        ready.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as crowd:
        return list(crowd.map(go, acts))


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_two_workers_write_to_each_once():
    found, _ = a_round("Amara")
    Round.objects.update(finished_at=later(7))
    for number in range(running.AT_ONCE + 50):
        found.entries.create(profile=taking_part(f"Person {number}", found.programme), entered_at=MONDAY)

    def worker():
        written = 0
        while running.write_letters(now=later(7)):
            written += 1
        return written

    at_once(worker, worker)

    addresses = list(Letter.objects.values_list("to", flat=True))
    assert len(addresses) == len(set(addresses)) == Profile.objects.count()
    assert not Entry.objects.filter(told_at=None).exists()


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_round_ends_after_a_question_that_is_being_asked():
    _, (amara, ben) = a_round("Amara", "Ben")
    is_asked, may_go_on = threading.Event(), threading.Event()

    def ask():
        with transaction.atomic():
            asking.ask(ben, by=amara, now=later(7))
            is_asked.set()
            may_go_on.wait(0.5)

    def run():
        return running.run_next(pair_up=BY_LOT, clock=clock_with(is_asked.wait, when=FINISHING))

    def ask_when_it_is_stored():
        while not Introduction.objects.exists():
            pass
        ask()

    at_once(run, ask_when_it_is_stored)

    assert Introduction.objects.get().way == Introduction.Way.ASK


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_question_waits_for_a_round_that_is_ending():
    """Its last step is held open here for a moment."""
    found, (amara, ben) = a_round("Amara", "Ben")
    is_over = threading.Event()

    def run():
        with ExitStack() as open_still:
            held = clock_with(lambda: open_still.enter_context(transaction.atomic()), when=FINISHING)
            running.run_next(pair_up=BY_LOT, clock=held)
            is_over.set()
            threading.Event().wait(0.5)

    def ask():
        is_over.wait()
        return asking.ask(ben, by=amara, now=later(7))

    _, introduction = at_once(run, ask)

    assert introduction == found.introductions.get()
