"""Arabic, laid out from right to left: the frame speaks it, the rest stands in English, and everything has its place."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.journeys.fluent import Fluent
from tests.journeys.someone import Someone

SIZES = {
    "phone": {"width": 390, "height": 844},
    "small phone": {"width": 320, "height": 568},
    "desktop": {"width": 1280, "height": 860},
}
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
PLACES = "document.querySelector('.top .name').getBoundingClientRect().right > innerWidth / 2"
LEANING = """() => [...document.querySelectorAll("main :is(h1,h2,h3,p,li,dt,dd)")].filter(one => one.offsetParent && one.textContent.trim()
  && getComputedStyle(one).direction !== "rtl" && !one.closest("[dir=ltr],[lang=en],[dir=auto]")).map(one => one.textContent.trim())"""
LOOSE = """name => { const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT); const found = [];
  while (walker.nextNode()) { const text = walker.currentNode; const held = text.textContent.trim();
    if (held !== name && held.includes(name) && !text.parentElement.closest("bdi") && !/[\\u2066-\\u2068]/.test(held)) found.push(held); }
  return found; }"""


@pytest.fixture
def cast(chromium, server):
    tag = uuid4().hex[:6]
    amara = Fluent(chromium, server.url, "أمارا", address=f"amara.{tag}@example.org", language="ar")
    ben = Someone(chromium, server.url, "Ben", address=f"ben.{tag}@example.org")
    yield amara, ben
    for someone in (amara, ben):
        someone.close()


def test_every_page_of_the_frame_runs_from_right_to_left(cast, tmp_path):
    amara, ben = cast
    with amara.looking(tmp_path), ben.looking(tmp_path):
        for path in ("/", "/sign-in/", "/who-reads-what/"):
            amara.go(path)
            stands_right(amara)
        amara.sign_in()
        for path in ("/", "/me/", "/programmes/", "/space/"):
            amara.go(path)
            stands_right(amara)
        amara.make_space()
        ben.accept(amara.invite())
        ben.make_space()
        amara.go("/")
        stands_right(amara)
        assert amara.page.evaluate(LOOSE, "Ben") == []
        amara.page.locator("a[href*='/partnerships/']").first.click()
        amara.page.wait_for_url("**/partnerships/*/")
        stands_right(amara)
        in_the_room(amara)
        assert amara.complaints == []


def stands_right(amara):
    page = amara.page
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    for name, size in SIZES.items():
        page.set_viewport_size(size)
        assert not page.evaluate(TOO_WIDE), f"{page.url} is wider than a {name}"
        assert page.evaluate(PLACES), f"the name of the house stands on the left of {page.url} on a {name}"
        assert page.evaluate(LEANING) == [], page.url


def in_the_room(amara):
    """The ring and its buttons; mirrored as the rest, and no button hangs over an edge."""
    amara.press("Open the room")
    amara.page.wait_for_url("**/meetings/**")
    amara.sees("Who begins?")
    stands_right(amara)
    assert amara.page.evaluate(LOOSE, "Ben") == []


def test_arabic_words_stand_in_the_frame(cast):
    amara, _ben = cast
    amara.go("/")
    for words in ("Two people, equal time", "How it goes", "Make it a habit", "Sign in or start"):
        assert amara.say(words) != words
        amara.sees(words)


def test_the_letter_with_the_code_is_arabic(cast, server):
    amara, _ben = cast
    amara.sign_in()

    assert "رمزك للدخول إلى Fermata" in amara.context.request.get(f"{server.url}/outbox/").text()
