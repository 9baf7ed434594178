"""From an empty server to a space of one's own: what a guest can read, the door, the welcome, five words and a sheet."""

import re

from playwright.sync_api import expect

from tests.journeys.someone import Someone
from tests.journeys.walk import Walk


def go(walk: Walk) -> None:
    as_a_guest(walk)
    through_the_door(walk)
    make_a_space(walk)
    walk.amara.go("/")
    walk.stop(walk.amara, "site/home", "nothing yet")


def as_a_guest(walk: Walk) -> None:
    amara = walk.amara
    for path, page in (
        ("/", "front"),
        ("/who-reads-what/", "who_reads_what"),
        ("/browsers/", "browsers"),
        ("/transparency/", "transparency"),
    ):
        amara.go(path)
        walk.stop(amara, f"site/{page}")
    amara.go("/patterns/")
    walk.stop(amara, "site/patterns")
    amara.go("/outbox/")
    walk.stop(amara, "site/outbox", "no letters yet")
    amara.page.goto(amara.url.replace("localhost", "127.0.0.1") + "/sign-in/")
    walk.stop(amara, "people/sign_in", "at a number")


def through_the_door(walk: Walk) -> None:
    amara = walk.amara
    amara.go("/sign-in/")
    walk.stop(amara, "people/sign_in")
    amara.fill("Your e-mail address", "amara at example")
    amara.press("Send me a code")
    amara.sees("That does not look like an e-mail address")
    walk.stop(amara, "people/sign_in", "wrong address")
    amara.fill("Your e-mail address", amara.address)
    amara.press("Send me a code")
    amara.sees("Look at your letters")
    walk.stop(amara, "people/code")
    amara.fill("The six digits", "000000")
    amara.press("Come in")
    amara.sees("That code does not work")
    walk.stop(amara, "people/code", "wrong code")
    amara.fill("The six digits", amara.code())
    amara.press("Come in")
    amara.sees("Three small things")
    walk.stop(amara, "people/welcome")
    amara.fill("Your name", "")
    amara.press("Go on")
    amara.sees("Please write a name")
    walk.stop(amara, "people/welcome", "no name")
    amara.fill("Your name", "Amara")
    amara.press("Go on")
    amara.sees("Good to see you, Amara")
    walk.stop(amara, "site/home", "no space")
    amara.go("/outbox/")
    walk.stop(amara, "site/outbox", "a letter")


def make_a_space(walk: Walk) -> None:
    amara = walk.amara
    amara.go("/space/ways-in/")
    amara.sees("You have no space yet")
    walk.stop(amara, "vault/ways_in", "no space")
    amara.go("/space/")
    amara.sees("If you lose every way in")
    walk.stop(amara, "vault/make_space", "before")
    amara.press("Show my words")
    amara.phrase = words_in(amara)
    walk.stop(amara, "vault/make_space", "five words")
    amara.page.get_by_text("I would rather choose my own").click()
    amara.fill("Your own words", "too short")
    amara.press("I have them")
    amara.sees("That is too short to be safe")
    walk.stop(amara, "vault/make_space", "own words too short")
    amara.page.get_by_text("I would rather choose my own").click()
    amara.press("I have them")
    amara.sees("My Fermata sheet")
    amara.sheet = words_in(amara)
    walk.stop(amara, "vault/make_space", "sheet")
    amara.press("It is on paper")
    type_back(amara, wrong=True)
    amara.press("Make my space")
    amara.sees("Have a second look")
    walk.stop(amara, "vault/make_space", "typed wrongly")
    type_back(amara)
    amara.press("Make my space")
    amara.sees("Your space is open")
    walk.stop(amara, "vault/make_space", "made")


def type_back(someone: Someone, *, wrong: bool = False) -> None:
    for field in someone.page.get_by_label(re.compile(r"^Word \d+$")).all():
        number = int(re.sub(r"\D", "", field.get_attribute("id") or ""))
        field.fill("abacus" if wrong else someone.sheet[number - 1])


def words_in(someone: Someone) -> list[str]:
    listed = someone.page.locator("main ol.words:visible li")
    expect(listed.first).to_be_visible()
    return [re.sub(r"[^a-z]", "", words.lower()) for words in listed.all_inner_texts()]
