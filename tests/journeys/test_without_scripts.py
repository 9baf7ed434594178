"""Scripts are switched off, or the browser lacks what sealing needs.

What needs no sealed words works all the same: the door, the profile, invitations, leaving. What needs them says so
in one sentence, and nothing that was written is lost.
"""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.journeys.pairs import bring_together
from tests.journeys.someone import Someone

OFF = "scripts are switched off here"


@pytest.fixture
def plain(chromium, server):
    """Make somebody whose browser runs no scripts."""
    made: list[Someone] = []

    def make(name: str, *, address: str = "") -> Someone:
        address = address or f"{name.lower()}.{uuid4().hex[:6]}@example.org"
        made.append(Someone(chromium, server.url, name, address=address, java_script_enabled=False))
        return made[-1]

    yield make
    for someone in made:
        someone.close()


@pytest.fixture(scope="module")
def pair(chromium, server):
    """Two who found each other while their scripts were on, and wrote a note."""
    pair = bring_together(chromium, server.url, tag=uuid4().hex[:6])
    pair.amara.go(pair.place + "notes/new/")
    pair.amara.fill("Your words", "Amara asks before she fixes.")
    pair.amara.press("Keep it")
    pair.amara.sees("Amara asks before she fixes.")
    yield pair
    pair.close()


def test_the_door_and_ones_own_things(plain):
    amara = plain("Amara")
    amara.go("/")
    amara.press("Sign in or start")
    assert "A passkey needs a script" in written_on(amara)
    amara.sign_in()
    amara.sees("Good to see you, Amara")
    says_once(amara)
    amara.press("Profile")
    amara.fill("Your name", "Amara Obi")
    amara.press("Keep this")
    expect(amara.page.get_by_label("Your name")).to_have_value("Amara Obi")
    second = plain("Amara", address=amara.address)
    second.sign_in()
    amara.press("Where I am signed in")
    expect(amara.page.get_by_role("button", name="End this one")).to_have_count(2)
    amara.press("End all but this one")
    expect(amara.page.get_by_role("button", name="End this one")).to_have_count(1)
    second.go("/me/")
    second.sees("Sign in or start")
    amara.go("/outbox/")
    amara.sees(amara.address)
    for path in ("/who-reads-what/", "/browsers/", "/transparency/"):
        amara.go(path)
        expect(amara.page.locator("h1")).to_be_visible()


def test_an_invitation_is_made_and_accepted_and_ended(plain, pair):
    """Amara has a space already; making links, answering them and parting are plain forms."""
    amara, chidi = plain("Amara", address=pair.amara.address), plain("Chidi")
    amara.sign_in()
    link = amara.invite()
    assert link.startswith(amara.url)
    expect(amara.page.get_by_role("button", name="Copy the link")).to_have_count(0)
    chidi.page.goto(link)
    chidi.sees("Amara would like to think with you")
    chidi.press("Rather not")
    chidi.sees("That is fine")
    chidi.accept(link)
    chidi.sees("Amara and you")
    says_once(chidi)
    amara.page.reload()
    amara.press("To the two of you")
    amara.press("Part kindly")
    amara.press("Part now")
    amara.sees("You have parted")
    chidi.page.reload()
    chidi.sees("This partnership has ended")


def test_an_account_can_be_deleted(plain):
    amara = plain("Amara")
    amara.sign_in()
    amara.press("Profile")
    amara.press("Take out everything that is mine")
    assert "Your words can be opened only by a script" in written_on(amara)
    with amara.page.expect_download() as taken:
        amara.press("Take out that file")
    assert amara.address in taken.value.path().read_text()
    amara.press("Profile")
    amara.press("Delete my account")
    amara.press("Go on")
    amara.press("Delete my account")
    amara.sees("Your account is deleted")
    amara.go("/me/")
    amara.sees("Sign in or start")


def test_sealed_words_say_what_is_missing_and_nothing_is_lost(plain, pair):
    amara = plain("Amara", address=pair.amara.address)
    amara.sign_in()
    note = pair.amara.page.get_by_role("link", name="Amara asks before she fixes.").get_attribute("href")
    pages = [
        pair.place,
        f"{pair.place}agreement/",
        f"{pair.place}notes/new/",
        note,
        "/space/",
        "/space/ways-in/",
        "/me/export/",
    ]
    for path in pages:
        amara.go(path)
        says_once(amara)
        expect(amara.page.get_by_role("textbox")).to_have_count(0)
        expect(amara.page.get_by_role("button", name="Keep it")).to_have_count(0)
    amara.go(pair.place)
    amara.press("Open the room")
    says_once(amara)
    pair.amara.page.reload()
    pair.amara.sees("Amara asks before she fixes.")


def says_once(someone: Someone) -> None:
    """One sentence, and no more than one, says that scripts are missing."""
    assert len(re.findall(OFF, written_on(someone), re.IGNORECASE)) == 1, someone.page.url


def written_on(someone: Someone) -> str:
    """All that can be seen; by its words alone, what stands in <noscript> is not found."""
    return someone.page.locator("body").inner_text()


LACKS = {
    "a place to keep keys": "delete globalThis.indexedDB",
    "a place it may use": "Object.defineProperty(globalThis, 'indexedDB', {get() { return null; }})",
    "cryptography": "Object.defineProperty(Crypto.prototype, 'subtle', {get() {}})",
    "workers": "delete globalThis.Worker",
    "form elements of our own": "delete globalThis.ElementInternals",
}


@pytest.mark.parametrize("missing", LACKS.values(), ids=LACKS.keys())
def test_a_browser_that_lacks_something_says_kindly_which_have_it(chromium, server, pair, missing):
    ben = Someone(chromium, server.url, "Ben", address=pair.ben.address)
    ben.context.add_init_script(missing)
    ben.context.add_cookies(pair.ben.context.cookies())
    for path in ("/", "/space/", pair.place, f"{pair.place}agreement/", f"{pair.place}notes/new/"):
        ben.go(path)
        expect(ben.page.get_by_text("This browser lacks something")).to_be_visible()
        expect(ben.page.get_by_role("link", name="Which browsers have it")).to_have_attribute("href", "/browsers/")
    ben.press("Which browsers have it")
    ben.sees("Which browsers can open your words")
    ben.close()
    assert ben.complaints == []
