"""What somebody says only to the matcher, and whom they keep apart, is found nowhere but with themselves.

Every field has a word of its own in it. Everybody else fetches all they can; their exports, letters and the logs are
searched as well. And what may be seen is found, or the search would prove nothing.
"""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from fermata.core.clock import now
from fermata.introductions import around
from fermata.introductions.actions import answering, asking, excluding, running
from fermata.introductions.actions.profiles import describe
from fermata.introductions.actions.rounds import announce_round, enter
from fermata.introductions.rules.audience import USUAL
from fermata.introductions.rules.pairing import draw
from fermata.introductions.tests.cast import SAID, a_programme, organiser, taking_part, who
from fermata.people.actions.leaving import leave
from tests.test_leaving import _places

pytestmark = pytest.mark.django_db

WORDS = {
    "wanted_words": "canary-wanted",
    "offered_words": "canary-offered",
    "access_needs": "canary-access",
    "team": "canary-team",
}
TO_NOBODY = {"shown_to": dict.fromkeys(USUAL, "nobody"), "season": "passing-on", "work": "crafts"}
TO_ALL = {"shown_to": dict.fromkeys(USUAL, "programme")}


@pytest.fixture(autouse=True)
def nobody_is_drawn_out(monkeypatch):
    monkeypatch.setattr(around, "is_drawn_out", lambda digest, *, day: False)


@pytest.fixture
def programme():
    return a_programme()


def lived(programme, **more):
    """Amara says all she can, lists Efua, wishes to meet Ben, is put to Chidi by a round, and asks Grace."""
    at = now()
    amara = taking_part("Amara", programme, **(WORDS | more))
    ben, chidi, grace = (taking_part(name, programme) for name in ("Ben", "Chidi", "Grace"))
    excluding.exclude("efua@example.org", label="canary-listed", by=who(amara), now=at)
    asking.be_interested(ben, by=amara, now=at)
    asking.ask(grace, by=amara, now=at)
    found = announce_round(programme, kind="round", closes_at=at + timedelta(hours=1), now=at)
    for profile in (amara, chidi):
        enter(found, profile=profile, takes_more=False, now=at)
    running.run_next(pair_up={"round": draw}, clock=lambda: at + timedelta(hours=2))
    return amara, ben, chidi, grace


def everything_for(person, programme, *introductions) -> str:
    """All pages of introductions there are for somebody, and all that is kept about them."""
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    here = f"/programmes/{programme.pk}/"
    paths = [
        here + path for path in ("finding/", "finding/profile/", "finding/seen/", "people/", "rounds/", "suggestions/")
    ]
    paths += ["/introductions/", "/introductions/apart/", "/", "/me/export/server.json"]
    paths += [f"/introductions/{pk}/" for pk in introductions]
    answers = [client.get(path) for path in paths]
    return "".join((b"".join(a.streaming_content) if a.streaming else a.content).decode() for a in answers)


def test_what_is_for_the_matcher_alone_is_with_nobody_else(programme, caplog):
    dewi = organiser(programme)
    with caplog.at_level(logging.DEBUG):
        amara, ben, chidi, grace = lived(programme, **TO_NOBODY)
        introductions = list(who(amara).sides.values_list("introduction", flat=True))
        others = [everything_for(who(one), programme, *introductions) for one in (ben, chidi, grace)]
        others.append(everything_for(dewi, programme, *introductions))
    seen = "".join(others) + caplog.text + "".join(letter.subject + letter.body for letter in mail.outbox)

    assert "Amara" in seen
    assert [word for word in (*WORDS.values(), "canary-listed", "efua@example.org") if word in seen] == []
    assert "Passing things on" not in seen.replace('value="passing-on">Passing things on', "")
    own = everything_for(who(amara), programme)
    assert all(word in own for word in (*WORDS.values(), "canary-listed"))


def test_what_is_for_the_programme_is_found(programme):
    _, ben, _, _ = lived(programme, **TO_ALL)

    seen = everything_for(who(ben), programme)

    assert {word for word in WORDS.values() if word in seen} == {"canary-wanted", "canary-offered"}


def test_what_helps_somebody_take_part_is_for_partners(programme):
    _, _, _, grace = lived(programme, **TO_NOBODY)
    introduction = who(grace).sides.get().introduction
    assert "canary-access" not in everything_for(who(grace), programme, introduction.pk)

    answering.accept(introduction, by=who(grace), now=now())

    assert "canary-access" in everything_for(who(grace), programme, introduction.pk)


def test_a_stranger_is_sent_exactly_what_the_preview_shows(programme):
    """The same bytes, for every way of setting who sees what."""
    ben = taking_part("Ben", programme)
    amara = taking_part("Amara", programme)
    for audience in ("nobody", "considered", "programme"):
        said = SAID | WORDS | {"season": "leading", "shown_to": dict.fromkeys(USUAL, audience)}
        describe(amara.enrolment, said=said, may_be_found=True, now=now())
        own = card_in(who(amara), f"/programmes/{programme.pk}/finding/seen/", name="Amara")

        assert card_in(who(ben), f"/programmes/{programme.pk}/people/", name="Amara") == own


def card_in(person, path, *, name) -> bytes:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    body = client.get(path).content
    cards = [part.partition(b"</article>")[0] for part in body.split(b'<article class="peer">')[1:]]
    return next(card for card in cards if name.encode() in card)


def test_deleting_an_account_leaves_nothing_of_it(programme):
    amara, ben, _, grace = lived(programme, **TO_ALL)
    excluding.exclude(who(amara).email, label="Amara", by=who(ben), now=now())
    gone = who(amara)
    signs = [*WORDS.values(), "canary-listed", gone.email, "Amara", gone.pk.hex, str(gone.pk)]

    leave(gone, now=now())

    stays = {("fermata_keeper", "person_id")}
    assert {place for sign in signs for place in _places(sign)} <= stays
    assert who(ben).not_with.count() == 1
    assert not who(grace).sides.exists()
