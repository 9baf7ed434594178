"""Ben says "not now", or nothing, or pauses, leaves, or keeps Amara apart: nobody else can tell which.

Each of his ways is tried from the same moment, and everything others can fetch afterwards is compared byte by byte:
pages, exports, letters, and what a later round makes of them.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fermata.core.clock import now
from fermata.introductions.actions import answering, asking, excluding, keeping, running
from fermata.introductions.actions.rounds import announce_round, enter
from fermata.introductions.models import Introduction, Profile
from fermata.introductions.rules.pairing import draw
from fermata.introductions.tests.cast import a_programme, line, organiser, taking_part, who
from fermata.people.models import Person
from fermata.programmes.actions import enrolment as enrolments

pytestmark = pytest.mark.django_db

SECRET = re.compile(rb'(name="csrf(?:middlewaretoken)?" (?:value|content)=")[^"]*"')
ROOM = {"Profile", "NotWith", "Companion", "Interest", "Introduction", "Side", "Entry"}


def _of_this_room(export: bytes) -> bytes:
    """An export also says when somebody last came in; that is their own doing."""
    tables = [table for table in json.loads(export)["tables"] if table["table"].partition(".")[2] in ROOM]
    assert {table["table"].partition(".")[2] for table in tables} == ROOM
    return json.dumps(tables).encode()


class World:
    """Amara has asked Ben, some days ago. Chidi takes part as well, and Dewi organises."""

    def __init__(self, *, days_ago: float) -> None:
        self.asked_at = now() - timedelta(days=days_ago)
        self.programme = a_programme()
        self.dewi = organiser(self.programme)
        self.amara, self.ben, self.chidi = (taking_part(name, self.programme) for name in ("Amara", "Ben", "Chidi"))
        self.introduction = asking.ask(self.ben, by=self.amara, now=self.asked_at)
        mail.outbox.clear()

    def seen_by_others(self, *, after_a_round: bool) -> dict[str, bytes]:
        """Everything Amara, Chidi and Dewi can fetch, and every letter written."""
        here = f"/programmes/{self.programme.pk}/"
        one, export = f"/introductions/{self.introduction.pk}/", "/me/export/server.json"
        pages = {
            "Amara": (here + "finding/", here + "people/", one, export, "/"),
            "Chidi": (here + "finding/", here + "people/", one),
            "Dewi": (here + "rounds/", here + "suggestions/", one),
        }
        people = {"Amara": who(self.amara), "Chidi": who(self.chidi), "Dewi": self.dewi}
        seen = {f"{name} {page}": self.fetch(people[name], page) for name, them in pages.items() for page in them}
        seen["letters"] = repr([(letter.to, letter.subject, letter.body) for letter in mail.outbox]).encode()
        if after_a_round:
            seen["a later round"] = repr(self.later_round()).encode()
        return seen

    @staticmethod
    def fetch(person: Person, page: str) -> bytes:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        answer = client.get(page)
        body = b"".join(answer.streaming_content) if answer.streaming else SECRET.sub(rb"", answer.content)
        return f"{answer.status_code} ".encode() + (_of_this_room(body) if answer.streaming else body)

    def later_round(self) -> tuple[str, list[str]]:
        at = now()
        found = announce_round(self.programme, kind="round", closes_at=at + timedelta(days=1), now=at)
        for profile in (self.amara, self.ben, self.chidi):
            enter(found, profile=profile, takes_more=False, now=at)
        running.run_next(pair_up={"round": draw}, clock=lambda: at + timedelta(days=1))
        found.refresh_from_db()
        return found.input_digest, sorted(found.introductions.values_list("people", flat=True))


@contextmanager
def as_if(world: World, act: Callable[[World], None]) -> Iterator[None]:
    """He does it, and afterwards it has not happened."""
    with transaction.atomic():
        try:
            act(world)
            yield
        finally:
            transaction.set_rollback(True)
            mail.outbox.clear()


def nothing(world: World) -> None:
    """He ignores it."""


def not_now(world: World) -> None:
    answering.put_aside(world.introduction, by=who(world.ben), now=world.asked_at + timedelta(hours=1))


def reads_it(world: World) -> None:
    world.fetch(who(world.ben), f"/introductions/{world.introduction.pk}/")
    world.fetch(who(world.ben), f"/programmes/{world.programme.pk}/finding/")


def not_now_in_the_browser(world: World) -> None:
    client = Client()
    client.force_login(who(world.ben), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(f"/introductions/{world.introduction.pk}/not-now/").status_code == 302


def would_like_somebody_else(world: World) -> None:
    asking.be_interested(world.chidi, by=world.ben, now=world.asked_at)


def pauses(world: World) -> None:
    enrolments.hold(world.ben.enrolment, returns_on=None, now=world.asked_at)


def leaves(world: World) -> None:
    enrolments.leave(world.programme, by=who(world.ben), now=world.asked_at)


def keeps_apart(world: World) -> None:
    excluding.exclude(who(world.amara).email, label="", by=who(world.ben), now=world.asked_at)


def comes_to_decide(world: World) -> None:
    line(who(world.amara), who(world.ben), organisation=world.programme.organisation)


def changes_what_he_says(world: World) -> None:
    Profile.objects.filter(pk=world.ben.pk).update(wanted=["saying-no"], season="turning")


ANSWERS = st.lists(st.sampled_from([not_now, reads_it, not_now_in_the_browser, would_like_somebody_else]), max_size=4)
SILENT = [nothing, not_now, pauses, leaves, keeps_apart, comes_to_decide, changes_what_he_says]


@pytest.mark.parametrize("days", [13, 15], ids=lambda days: f"day {days}")
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=ANSWERS)
def test_declined_ignored_and_lapsed_are_the_same_to_everybody_else(days, acts):
    with transaction.atomic():
        world, at = World(days_ago=days), now()
        with as_if(world, nothing):
            keeping.tidy(now=at)
            ignored = world.seen_by_others(after_a_round=True)
        with as_if(world, lambda there: [act(there) for act in acts]):
            keeping.tidy(now=at)
            seen = world.seen_by_others(after_a_round=True)
        transaction.set_rollback(True)

    assert [name for name in ignored if ignored[name] != seen[name]] == []


@pytest.mark.parametrize("act", SILENT, ids=lambda act: act.__name__)
@pytest.mark.parametrize("days", [0.5], ids=lambda days: f"day {days}")
def test_until_day_fourteen_everything_looks_like_thinking(act, days):
    """Also what changes his place in the programme: what is open with Amara shows none of it."""
    world = World(days_ago=days)
    with as_if(world, nothing):
        thinking = world.seen_by_others(after_a_round=False)
    with as_if(world, act):
        seen = world.seen_by_others(after_a_round=False)

    of_amara = [name for name in thinking if name.startswith("Amara")] + ["letters"]
    assert [name for name in of_amara if thinking[name] != seen[name]] == []


@pytest.mark.parametrize("act", SILENT, ids=lambda act: act.__name__)
def test_from_day_fourteen_on_nothing_came_of_it_and_no_word_more(act):
    world = World(days_ago=15)
    page = f"/introductions/{world.introduction.pk}/"
    with as_if(world, nothing):
        lapsed = world.fetch(who(world.amara), page)
    with as_if(world, act):
        assert world.fetch(who(world.amara), page) == lapsed
    assert b"Nothing came of it this time" in lapsed


def test_a_yes_is_seen_at_once():
    """A search that finds no difference proves nothing unless it can find one."""
    world = World(days_ago=1)
    with as_if(world, nothing):
        thinking = world.seen_by_others(after_a_round=False)
    with as_if(world, lambda there: answering.accept(there.introduction, by=who(there.ben), now=now())):
        seen = world.seen_by_others(after_a_round=False)

    different = {name for name in thinking if thinking[name] != seen[name]}
    assert {f"Amara /introductions/{world.introduction.pk}/", "Amara /me/export/server.json", "letters"} <= different
    assert not {name for name in different if name.startswith(("Chidi", "Dewi"))}


def test_nothing_in_the_database_marks_what_cannot_come_true():
    world = World(days_ago=1)
    before = Introduction.objects.values().get(pk=world.introduction.pk)

    for act in (keeps_apart, comes_to_decide, pauses, leaves):
        act(world)

    assert Introduction.objects.values().get(pk=world.introduction.pk) == before
