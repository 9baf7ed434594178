"""INV-C7: nothing one member is shown depends on what another has not made known. Pairs of histories, compared byte by byte.

Two histories of Ben that agree on what both know give Amara the same pages, answers, letters, live versions and the
same number of questions to the database (which stands for the time they take).
"""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fermata.calendar.tests.cast import agree, live_in
from fermata.core.models import Letter, LiveState
from fermata.introductions.actions.excluding import keep_away
from fermata.partnerships.actions import goodbye, life, quiet
from fermata.partnerships.actions.forming import form
from fermata.partnerships.rules.life import QUESTIONS, Phase
from fermata.vault.actions import keep_draft
from tests.cast import MONDAY, person, sealed
from tests.lives.ways import bring_to

pytestmark = pytest.mark.django_db

RANDOM = re.compile(
    rb'(csrfmiddlewaretoken" value="|<meta name="csrf" content=")[^"]+|item="[0-9a-f-]{36}"|items/[0-9a-f-]{36}/'
    rb"|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+(\+00:00|Z)"
    rb'|"id": "[0-9a-f-]{36}"(?=[^}]*"message_id")|"message_id": "[^"]+"'
)
"""What is drawn anew each time, and the moment of looking itself; moments of the cast have no fractions."""
PAGES = (
    *("partnership", "agreement", "hold", "close", "conflict", "observation", "leave", "protect", "api_partnership"),
    *("when", "preparing", "turns", "kinds"),
)
EVERYWHERE = ("home", "protected", "silence", "export_server_side", "api_vault", "profile", "my_time")


BROWSERS: dict = {}


def browser_of(who):
    """One sign-in for all histories: its own moment is no fact of the other's."""
    if who.pk not in BROWSERS:
        BROWSERS[who.pk] = client = Client()
        client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
        client.get("/")
    return BROWSERS[who.pk]


def shown_to(who, partnership):
    """Everything: bytes, letters, versions, and what it cost."""
    client = browser_of(who)
    here = {"partnership_id": partnership.pk}
    addresses = [reverse(name, kwargs=here) for name in PAGES] + [reverse(name) for name in EVERYWHERE]
    addresses += [f"/api/spaces/{partnership.space_id}/", f"/api/spaces/{partnership.space_id}/items/"]
    addresses += [f"/partnerships/{partnership.pk}/notes/new/"]
    for address in addresses:
        client.get(address)  # the first visit of a day writes that day down
    found = {}
    for address in addresses:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found[address] = (answer.status_code, RANDOM.sub(b"", body), len(asked))
    letters = list(Letter.objects.filter(to=who.email).values_list("subject", "body"))
    live = list(LiveState.objects.filter(pk__in=[partnership.pk, who.pk]).order_by("pk").values_list("version", "body"))
    return found, letters, live


def after(partnership, who, *acts):
    """What somebody is shown after these acts of the other, which are then undone."""
    cache.clear()
    browser_of(who)
    with transaction.atomic():
        for act in acts:
            act()
        shown = shown_to(who, partnership)
        transaction.set_rollback(True)
    return shown


def the_same(one, other):
    assert {a for a in one[0] if one[0][a] != other[0][a]} == set()
    assert one[1:] == other[1:]


def says(partnership, who, word):
    return lambda: life.answer(partnership, word=word, by=who, now=MONDAY)


@pytest.mark.parametrize("phase", sorted(set(QUESTIONS) - {Phase.ENDED}))
def test_an_answer_is_seen_by_nobody_before_all_have_answered(both, amara, ben, phase):
    bring_to(both, phase)
    silent = after(both, amara)
    for word in QUESTIONS[phase]:
        the_same(silent, after(both, amara, says(both, ben, word)))
        the_same(silent, after(both, amara, says(both, ben, word), says(both, ben, "")))


@pytest.mark.parametrize("mine", ["renew", "rhythm", "rematch", "finish"])
def test_having_chosen_oneself_shows_no_more_of_the_other(both, amara, ben, mine):
    bring_to(both, Phase.REVIEWING)
    life.answer(both, word=mine, by=amara, now=MONDAY)

    the_same(after(both, amara), after(both, amara, says(both, ben, "")))


@pytest.mark.parametrize("words", [("rematch", "finish"), ("finish", "rematch")])
def test_what_led_to_a_closing_is_not_told(both, amara, ben, words):
    bring_to(both, Phase.REVIEWING)
    life.answer(both, word="renew", by=amara, now=MONDAY)

    the_same(after(both, amara, says(both, ben, words[0])), after(both, amara, says(both, ben, words[1])))


@pytest.mark.parametrize("phase", [p for p in Phase if p not in {"proposed", "ended", "protected"}])
def test_leaving_and_protecting_are_the_same_to_the_other_in_every_phase(both, amara, ben, phase):
    bring_to(both, phase)
    leave = after(both, amara, lambda: goodbye.leave(both, by=ben, now=MONDAY))
    protect = after(both, amara, lambda: goodbye.protect(both, by=ben, now=MONDAY))

    the_same(leave, protect)


def test_of_three_leaving_and_protecting_are_the_same_to_those_who_stay(amara, ben):
    chidi = person("Chidi")
    three = form([amara, ben, chidi], now=MONDAY)
    one = after(three, amara, lambda: goodbye.leave(three, by=ben, now=MONDAY))
    other = after(three, amara, lambda: goodbye.protect(three, by=ben, now=MONDAY))

    the_same(one, other)


def test_of_three_nobody_is_told_who_has_left(amara, ben):
    """They live in three zones, have an hour ahead of them and have been silent for long: nothing tells who went."""
    chidi = person("Chidi")
    for one, zone in ((ben, "America/New_York"), (chidi, "Africa/Lagos")):
        live_in(one, zone)
    three = form([amara, ben, chidi], now=MONDAY)
    agree(three, amara, ben, chidi)
    three.memberships.update(seen_on=MONDAY.date() - timedelta(days=400))
    one = after(three, amara, lambda: goodbye.leave(three, by=ben, now=MONDAY))
    other = after(three, amara, lambda: goodbye.leave(three, by=chidi, now=MONDAY))

    the_same(one, other)


def test_a_private_list_a_draft_and_a_word_on_silence_are_ones_own(both, amara, ben):
    from uuid import uuid4

    silent = after(both, amara)
    the_same(silent, after(both, amara, lambda: keep_away(amara, by=ben, now=MONDAY)))
    the_same(silent, after(both, amara, lambda: keep_draft(by=ben, slot=uuid4(), file=sealed(), now=MONDAY)))
    the_same(silent, after(both, amara, lambda: quiet.say_how_long(by=ben, days=60)))


def test_the_comparison_sees_a_difference_where_there_is_one(both, amara):
    silent = after(both, amara)
    held = after(both, amara, lambda: life.hold(both, back_on=None, today=MONDAY.date(), now=MONDAY))

    with pytest.raises(AssertionError):
        the_same(silent, held)
