"""A server that cheats in what it hands out, before a real browser. Each cheat ends in its own sentence, and shows nothing."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import cheat
from tests.journeys import cheat_together as together
from tests.journeys.between import Between
from tests.journeys.cheat import Stage
from tests.journeys.envelope import Account
from tests.journeys.kept import Kept
from tests.journeys.pairs import Pair, bring_together
from tests.journeys.someone import Someone

SENTENCES = json.loads((Path(__file__).resolve().parents[2] / "content/words/en.json").read_text())
NOTE, CHANGED, LATER = "I am tired of the queue.", "Ask Dewi about Friday.", "Ask Dewi about Monday."
NEWEST, PRIVATE, OWN_WORDS = "The train was late.", "For me alone.", "We sing once a month."
IN_FORCE, HELD = "In force, version", SENTENCES["room.clock_waits"]


@pytest.fixture(scope="module")
def between() -> Iterator[Between]:
    made = Between()
    yield made
    made.close()


@pytest.fixture(scope="module")
def kept(make_server, between: Between) -> Kept:
    server = make_server(FERMATA_URL=between.url)
    between.there = server.url
    return Kept.of(server)


@pytest.fixture(scope="module")
def pair(chromium, kept: Kept, between: Between) -> Iterator[Pair]:
    made = bring_together(chromium, between.url, tag="hostile")
    made.amara.write(NOTE, place=made.place)
    made.amara.write(CHANGED, place=made.place)
    made.amara.write(NEWEST, place=made.place)
    made.amara.write(PRIVATE, place=made.place, only_me=True)
    made.ben.go(made.place)
    made.ben.press(CHANGED)
    made.ben.fill("Your words", LATER)
    made.ben.press("Keep it")
    made.ben.sees(LATER)
    yield made
    made.close()


@pytest.fixture(scope="module")
def stage(pair: Pair, kept: Kept) -> Stage:
    amara, ben = kept.account(pair.amara), kept.account(pair.ben)
    space = kept.shared_space(pair.partnership)
    at = {text: heading["note"] for heading, text in kept.texts(space, ben)}
    own = kept.own_space(amara.person)
    private = next(
        file
        for (heading, text), (_, _, file) in zip(kept.texts(own, amara), kept.versions(own), strict=True)
        if text == PRIVATE
    )
    return Stage(kept, amara, ben, space, kept.secret(space, ben), at[NOTE], at[CHANGED], at[NEWEST], private)


def sentence(name: str) -> str:
    """Its own: no other refusal has the same words."""
    words = str(SENTENCES[name])
    assert list(SENTENCES.values()).count(words) == 1
    return words


def shows_only(someone: Someone, words: str) -> None:
    """The sentence, and none of what was tampered with or forged."""
    someone.sees(words)
    shown = someone.everything_shown()
    for text in (NOTE, CHANGED, LATER, NEWEST, PRIVATE, "I quit."):
        assert text not in shown
    assert "Fermata" in shown
    assert [said for said in someone.complaints if said.startswith("error")] == []


def at(pair: Pair, item: str) -> str:
    return f"{pair.place}notes/{item}/"


def test_without_a_cheat_everything_is_read(pair: Pair, stage: Stage):
    ben = pair.ben
    ben.go(at(pair, stage.note))
    expect(ben.page.get_by_label("Your words")).to_have_value(NOTE)
    ben.go(at(pair, stage.changed))
    expect(ben.page.get_by_label("Your words")).to_have_value(LATER)
    ben.go(pair.place)
    ben.sees(NOTE)
    ben.sees(LATER)
    assert ben.complaints == []


@pytest.mark.parametrize("name", cheat.NOTES)
def test_a_note_is_tampered_with(pair: Pair, stage: Stage, between: Between, name: str):
    code, made = cheat.NOTES[name]
    target = stage.changed if "version before" in name or "round" in name else stage.note
    with between.cheating(made(stage)):
        pair.ben.go(at(pair, target))
        shows_only(pair.ben, sentence(f"vault.{code}"))


@pytest.mark.parametrize("name", [*cheat.KEYS, *cheat.LOG])
def test_the_key_or_the_log_is_tampered_with(pair: Pair, stage: Stage, between: Between, name: str):
    code, made = (cheat.KEYS | cheat.LOG)[name]
    with between.cheating(made(stage)):
        pair.ben.go(at(pair, stage.note))
        shows_only(pair.ben, sentence(f"vault.{code}"))


def test_the_newest_note_is_kept_back_from_a_browser_that_has_seen_it(pair: Pair, stage: Stage, between: Between):
    with between.cheating(cheat.gone(stage.newest)):
        pair.ben.go(pair.place)
        pair.ben.sees(sentence("vault.withheld"))
        pair.ben.sees(NOTE)
    pair.ben.page.reload()
    pair.ben.sees(NEWEST)
    assert sentence("vault.withheld") not in pair.ben.everything_shown()


@pytest.fixture
def device(pair: Pair) -> Iterator[Someone]:
    """Ben's new telephone: signed in, and nothing seen yet."""
    made = pair.ben.elsewhere()
    yield made
    made.close()


def test_the_newest_note_is_kept_back_from_a_new_device(pair: Pair, stage: Stage, between: Between, device: Someone):
    with between.cheating(cheat.gone(stage.newest)):
        device.open_space()
        device.go(pair.place)
        device.sees(sentence("vault.withheld"))


def test_another_past_is_found_by_what_the_partner_saw(pair: Pair, stage: Stage, between: Between, device: Someone):
    with between.cheating(cheat.another_past(stage)):
        device.open_space()
        device.go(at(pair, stage.note))
        shows_only(device, sentence("vault.log_forked"))


@pytest.mark.parametrize(("work", "code"), [(10, "too_little_work"), (24, "too_much_work")])
def test_words_are_not_tried_at_another_cost(between: Between, device: Someone, work: int, code: str):
    with between.cheating(cheat.cost(work)):
        asked_at = time.monotonic()
        try_words(device)
        shows_only(device, sentence(f"vault.{code}"))
        assert time.monotonic() - asked_at < 8
    try_words(device)
    device.page.wait_for_url(lambda url: "/space/" not in url)


def test_a_tampered_way_in_opens_nothing(between: Between, device: Someone):
    with between.cheating(cheat.flipped_way_in):
        try_words(device)
        shows_only(device, sentence("vault.damaged"))


def try_words(someone: Someone) -> None:
    someone.go("/space/")
    someone.page.get_by_label("Your five words").fill(" ".join(someone.phrase))
    someone.press("Open my space")


def test_keys_in_my_own_name(stage: Stage, between: Between, device: Someone):
    with between.cheating(cheat.with_false_keys(stage, stage.ben, Account.drawn(stage.ben.person))):
        try_words(device)
        shows_only(device, sentence("vault.not_mine"))


def test_false_keys_before_the_words_were_compared(chromium, pair: Pair, kept: Kept, between: Between):
    chidi, ben = Someone(chromium, between.url, "Chidi", address="chidi.hostile@example.org"), pair.ben.elsewhere()
    chidi.go("/sign-in/")
    chidi.sign_in()
    chidi.make_space()
    genuine = kept.log()[-1]
    with between.cheating(cheat.in_place_of(kept, genuine, Account.drawn(kept.person(chidi)).bundle())):
        ben.open_space()
        ben.accept(chidi.invite())
        place = ben.page.url
        _mine, of_chidi = six_words(ben)
    chidi.page.goto(place)
    by_chidi, _theirs = six_words(chidi)
    assert of_chidi != by_chidi
    ben.press("They differ")
    ben.sees(SENTENCES["safety.differ"].replace("{partner}", "\u2068Chidi\u2069"))
    chidi.close()
    ben.close()


def six_words(someone: Someone) -> list[list[str]]:
    """Mine, and what I expect to hear."""
    shown = someone.page.locator("safety-words")
    shown.get_by_role("button", name="Show the words").click()
    expect(shown.locator("ol")).to_have_count(2)
    return [one.locator("li").all_inner_texts() for one in shown.locator("ol").all()]


def test_false_keys_after_the_words_were_compared(pair: Pair, stage: Stage, between: Between, device: Someone):
    pair.ben.go(pair.place)
    pair.amara.go(pair.place)
    assert six_words(pair.ben) == six_words(pair.amara)[::-1]
    pair.ben.press("They are the same")
    pair.ben.sees("You compared them")
    false = Account.drawn(stage.amara.person)
    full_stop = SENTENCES["safety.changed"].replace("{partner}", "\u2068Amara\u2069")
    with between.cheating(cheat.with_false_keys(stage, stage.amara, false)):
        device.open_space()
        device.go(pair.place)
        device.sees(full_stop)
        device.go(f"{pair.place}notes/new/")
        device.sees(full_stop)
        expect(device.page.get_by_label("Your words")).to_have_count(0)
    with between.cheating(cheat.with_a_key_for(stage, false)):
        device.go(at(pair, stage.note))
        shows_only(device, sentence("vault.key_changed"))


@pytest.fixture(scope="module")
def agreed(pair: Pair) -> str:
    """Words both signed, and newer ones that only Amara has signed."""
    place = f"{pair.place}agreement/"
    pair.amara.go(place)
    pair.amara.put_words("Ben", In_our_own_words=OWN_WORDS)
    pair.ben.go(place)
    pair.ben.press("Agree to all of it and sign")
    pair.amara.press("Sign these words")
    pair.amara.sees(IN_FORCE)
    pair.ben.change_clause("In our own words", f"{OWN_WORDS} Or twice.", partner="Amara")
    pair.amara.press("Agree to these words: In our own words")
    with pair.amara.page.expect_response(lambda answer: answer.url.endswith("/signature/")):
        pair.amara.press("Sign these words")
    pair.amara.sees(SENTENCES["agreement.waiting"])
    return place


def test_without_a_cheat_the_newer_words_wait_for_a_signature(pair: Pair, agreed: str):
    pair.amara.go(agreed)
    pair.amara.sees(f"{OWN_WORDS} Or twice.")
    pair.amara.sees(SENTENCES["agreement.waiting"])
    expect(pair.amara.page.get_by_text(IN_FORCE)).to_have_count(0)


@pytest.mark.parametrize("name", together.AGREEMENT)
def test_what_was_signed_is_tampered_with(pair: Pair, agreed: str, between: Between, name: str):
    code, change = together.AGREEMENT[name]
    with between.cheating(together.in_agreement(pair.partnership, change)):
        pair.amara.go(agreed)
        pair.amara.sees(sentence(code))
        shown = pair.amara.everything_shown()
        assert IN_FORCE not in shown
        assert (OWN_WORDS in shown) == (code == "agreement.broken")


def test_words_are_not_in_force_because_nobody_is_said_to_belong(pair: Pair, agreed: str, between: Between):
    with between.cheating(together.without_members):
        pair.amara.go(agreed)
        pair.amara.sees(sentence("vault.withheld"))
        assert IN_FORCE not in pair.amara.everything_shown()


@pytest.fixture(scope="module")
def room(pair: Pair, agreed: str) -> str:
    """Both are in the room; the clock was begun, then held."""
    pair.amara.go(pair.place)
    pair.amara.press("Open the room")
    pair.amara.press("Begin")
    pair.ben.go(pair.place)
    pair.ben.press("Go to the room")
    pair.amara.press("Hold")
    pair.ben.sees(HELD)
    return pair.amara.page.url


@pytest.mark.parametrize("name", together.ROOM)
def test_the_room_is_tampered_with(pair: Pair, stage: Stage, room: str, between: Between, name: str):
    code, made, version = together.ROOM[name]
    meeting = room.rstrip("/").rsplit("/", 1)[1]
    sent = together.states(between, meeting)
    file, number = made(stage, meeting, sent), len(sent) if version == together.NEWEST else version
    with between.cheating(together.in_room(meeting, file, version=number)):
        pair.ben.page.goto(room)
        pair.ben.sees(sentence(f"vault.{code}"))
        expect(pair.ben.page.get_by_text(HELD)).to_have_count(0)
        expect(pair.ben.page.get_by_role("button", name="Hold", exact=True)).to_have_count(0)
    pair.ben.page.goto(room)
    pair.ben.sees(HELD)
