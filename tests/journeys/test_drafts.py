"""What somebody was writing is still there: after closing, idling, a sign-in that ended, a killed server, a closed tab."""

import json
import re
import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from conftest import Server
from tests.bad_days.processes import kill
from tests.journeys.kept import Kept
from tests.journeys.life import names_in, residue
from tests.journeys.pairs import Pair, bring_together
from tests.journeys.scanner import family
from tests.journeys.someone import PATIENCE, Someone

IDLE = 31 * 60 * 1000
LATER = f"() => {{ const now = Date.now; Date.now = () => now() + {IDLE}; }}"
ASKED_EVERY = 20_000
KEPT_BEFORE = "From before. Only you have this so far."
DRAFT_KEPT = "Only you have this so far."


@pytest.fixture(scope="module")
def pair(chromium, server: Server) -> Iterator[Pair]:
    made = bring_together(chromium, server.url, tag="drafts")
    yield made
    made.close()


@pytest.fixture
def words() -> str:
    return f"I would rather say it myself {uuid.uuid4().hex[:6]}."


def new_note(someone: Someone, pair: Pair, *, only_me: bool = False) -> None:
    someone.go(f"{pair.place}notes/new/{'?for=me' if only_me else ''}")
    expect(box(someone.page)).to_be_visible()


def box(page: Page):
    return page.get_by_label("Your words", exact=True)


def keep(someone: Someone, pair: Pair, words: str) -> None:
    someone.press("Keep it")
    someone.page.wait_for_url(lambda url: url.endswith(pair.place))
    someone.sees(words)


@pytest.mark.parametrize("cut_off", ["**/nothing", "**/api/drafts/**"], ids=["as ever", "the server away"])
def test_closing_the_space_right_after_the_last_key(pair: Pair, words: str, cut_off: str):
    amara = pair.amara
    new_note(amara, pair)
    amara.page.context.route(cut_off, lambda route: route.abort())
    box(amara.page).fill(words)
    amara.press("Close my space")
    amara.page.wait_for_url("**/space/**", timeout=15_000)
    amara.page.context.unroute_all()
    amara.page.get_by_label("Your five words").fill(" ".join(amara.phrase))
    amara.press("Open my space")
    expect(box(amara.page)).to_have_value(words)
    amara.sees(KEPT_BEFORE)
    keep(amara, pair, words)
    new_note(amara, pair)
    expect(box(amara.page)).to_have_value("")


def test_closing_the_space_while_writing_an_agreement(pair: Pair, words: str):
    ben = pair.ben
    ben.go(f"{pair.place}agreement/")
    ben.press("Begin with this")
    ben.fill("In our own words", words)
    ben.press("Close my space")
    ben.page.wait_for_url("**/space/**")
    ben.open_space()
    ben.go(f"{pair.place}agreement/")
    expect(ben.page.get_by_label("In our own words", exact=True)).to_have_value(words)


def test_thirty_idle_minutes_close_the_space_and_keep_the_words(pair: Pair, words: str):
    amara, ben = pair.amara, pair.ben
    new_note(amara, pair, only_me=True)
    box(amara.page).fill(words)
    amara.page.workers[0].evaluate(LATER)
    an_hour_ago(ben.page)
    ben.go(pair.place)
    expect(ben.page.get_by_text("Your words are closed.").first).to_be_visible()
    assert "open" not in names_in(residue(ben.page))
    ben.open_space()
    expect(amara.page.locator("sealed-text").get_by_text("Your words are closed.")).to_be_visible(
        timeout=ASKED_EVERY + PATIENCE
    )
    amara.sees("What you were writing is kept.")
    assert words not in amara.everything_shown()
    amara.press("Open your space")
    amara.page.get_by_label("Your five words").fill(" ".join(amara.phrase))
    amara.press("Open my space")
    expect(box(amara.page)).to_have_value(words)
    keep(amara, pair, words)


def an_hour_ago(page: Page) -> None:
    """As if this browser had been used last before the space closes by itself."""
    page.evaluate(
        """async (idle) => {
          const wait = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
          const database = await wait(indexedDB.open("fermata-vault"));
          const store = database.transaction("kept", "readwrite").objectStore("kept");
          await wait(store.put((await wait(store.get("used"))) - idle, "used"));
          database.close();
        }""",
        IDLE,
    )


def test_the_space_stays_open_over_pages_and_reloads(pair: Pair):
    ben = pair.ben
    ben.go(pair.place)
    expect(ben.page.get_by_role("link", name="Write a note for both of us")).to_be_visible()
    ben.page.reload()
    expect(ben.page.get_by_role("button", name="Close my space")).to_be_visible()
    assert "Your words are closed." not in ben.everything_shown()
    assert "open" in names_in(residue(ben.page))


def test_a_sign_in_that_was_ended_elsewhere(chromium, pair: Pair, words: str):
    amara = pair.amara
    other = Someone(chromium, amara.url, "Amara", address=amara.address)
    other.go("/sign-in/")
    other.sign_in()
    new_note(amara, pair)
    box(amara.page).fill(words)
    other.go("/me/sign-ins/")
    other.press("End all but this one")
    other.close()
    amara.press("Keep it")
    amara.sees("What you were writing is kept.")
    assert words not in amara.everything_shown()
    amara.press("Sign in again")
    amara.sign_in()
    amara.open_space()
    new_note(amara, pair)
    expect(box(amara.page)).to_have_value(words)
    keep(amara, pair, words)


def test_a_server_that_is_killed_and_comes_back(pair: Pair, server: Server, words: str):
    amara = pair.amara
    new_note(amara, pair)
    box(amara.page).fill(words)
    assert server.process
    kill(*family(server.process.pid))
    server.process.wait()
    try:
        amara.press("Keep it")
        amara.sees("Not kept yet: there is no connection.")
        expect(box(amara.page)).to_have_value(words)
    finally:
        server.start()
    amara.page.wait_for_url(lambda url: url.endswith(pair.place))
    amara.sees(words)
    kept = Kept.of(server)
    assert [text for _, text in kept.texts(kept.shared_space(pair.partnership), kept.account(amara))].count(words) == 1


def test_a_tab_that_is_closed_before_saving(pair: Pair, words: str):
    ben = pair.ben
    new_note(ben, pair)
    box(ben.page).fill(words)
    ben.page.wait_for_timeout(1000)
    ben.page.close()
    ben.page = ben.context.new_page()
    new_note(ben, pair)
    expect(box(ben.page)).to_have_value(words)
    ben.sees(KEPT_BEFORE)
    ben.press("Throw it away")
    new_note(ben, pair)
    expect(box(ben.page)).to_have_value("")


def test_a_second_tab(pair: Pair, words: str):
    ben = pair.ben
    second = ben.context.new_page()
    new_note(ben, pair)
    box(ben.page).fill(words)
    ben.sees(DRAFT_KEPT)
    second.goto(f"{ben.url}{pair.place}")
    second.get_by_role("button", name="Close my space").click()
    ben.sees("What you were writing is kept.")
    assert words not in ben.everything_shown()
    second.get_by_label("Your five words").fill(" ".join(ben.phrase))
    second.get_by_role("button", name="Open my space").click()
    expect(box(ben.page)).to_have_value(words)
    keep(ben, pair, words)
    second.close()


def test_signing_out_takes_the_words_to_the_next_browser(pair: Pair, words: str):
    ben = pair.ben
    new_note(ben, pair)
    box(ben.page).fill(words)
    ben.sees(DRAFT_KEPT)
    ben.go("/")
    ben.sign_out()
    assert json.loads(residue(ben.page))["indexedDB"] == {}
    ben.go("/sign-in/")
    ben.sign_in()
    ben.open_space()
    new_note(ben, pair)
    expect(box(ben.page)).to_have_value(words)
    keep(ben, pair, words)


def test_somebody_else_at_the_same_browser_finds_nothing_open(pair: Pair, words: str):
    ben = pair.ben
    new_note(ben, pair)
    box(ben.page).fill(words)
    ben.sees(DRAFT_KEPT)
    ben.context.clear_cookies()
    ben.name, ben.address = "Chidi", "chidi.drafts@example.org"
    ben.go("/sign-in/")
    ben.sign_in()
    ben.go("/space/")
    expect(ben.page.get_by_role("button", name="Show my words")).to_be_visible()
    assert "open" not in names_in(residue(ben.page))
    assert words not in ben.everything_shown()
    ben.name, ben.address = "Ben", "ben.drafts@example.org"
    ben.context.clear_cookies()
    ben.go("/sign-in/")
    ben.sign_in()
    ben.open_space()
    new_note(ben, pair)
    expect(box(ben.page)).to_have_value(words)
    keep(ben, pair, words)


TEXT = "The first line.\nThe second line.\nThe third line."


@pytest.fixture
def devices(pair: Pair, request) -> Iterator[tuple[Someone, Someone]]:
    """Amara's two devices, both with the same note before them."""
    amara = pair.amara
    amara.write(f"{request.node.name}\n{TEXT}", place=pair.place)
    amara.press(request.node.name)
    phone = amara.elsewhere()
    phone.open_space()
    phone.page.goto(amara.page.url)
    for device in (amara, phone):
        expect(box(device.page)).to_have_value(re.compile("The third line"))
    yield amara, phone
    phone.close()


def change(device: Someone, old: str, new: str) -> None:
    box(device.page).fill(box(device.page).input_value().replace(old, new))
    device.press("Keep it")


def test_changes_in_different_lines_are_put_together(pair: Pair, devices: tuple[Someone, Someone]):
    amara, phone = devices
    change(amara, "first", "very first")
    amara.page.wait_for_url(lambda url: url.endswith(pair.place))
    change(phone, "third", "last")
    phone.sees("Other lines had been changed while you were writing.")
    expect(box(phone.page)).to_have_value(re.compile("The very first line.*The last line", re.S))
    amara.page.go_back()
    expect(box(amara.page)).to_have_value(re.compile("The very first line.*The last line", re.S))


def test_changes_in_the_same_line_are_both_shown_until_one_has_chosen(pair: Pair, devices: tuple[Someone, Someone]):
    amara, phone = devices
    change(amara, "second", "Amara's own")
    amara.page.wait_for_url(lambda url: url.endswith(pair.place))
    change(phone, "second", "telephone's")
    phone.sees("This was also changed on another device. Both texts are kept")
    versions = phone.page.locator(".two-texts .version")
    expect(versions.nth(0)).to_contain_text("The telephone's line.")
    expect(versions.nth(1)).to_contain_text("The Amara's own line.")
    phone.press("Put both together and write on")
    phone.press("Keep it")
    phone.page.wait_for_url(lambda url: url.endswith(pair.place))
    amara.page.go_back()
    expect(box(amara.page)).to_have_value(re.compile("The telephone's line.*The Amara's own line", re.S))


def test_the_partner_is_named_when_they_changed_the_same_line(pair: Pair, devices: tuple[Someone, Someone]):
    amara, _phone = devices
    pair.ben.page.goto(amara.page.url)
    expect(box(pair.ben.page)).to_have_value(re.compile("The third line"))
    change(amara, "second", "Amara's own")
    amara.page.wait_for_url(lambda url: url.endswith(pair.place))
    change(pair.ben, "second", "Ben's")
    pair.ben.sees("changed this while you were writing. Both texts are kept")
    for mine in ("The Ben's line.", "The Amara's own line."):
        expect(pair.ben.page.locator(".two-texts")).to_contain_text(mine)
