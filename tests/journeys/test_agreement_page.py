"""The agreement's page under two pairs of hands: what is being written stays, and nobody signs what they have not read."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Route, expect

from conftest import Server
from tests.journeys.pairs import Pair, bring_together
from tests.journeys.someone import Someone

KEPT_AFTER = 1500
"""Milliseconds until what was typed is a draft."""
CALM = 12
"""Questions in five seconds without an answer: a few attempts at one, each later than the last."""


@pytest.fixture(scope="module")
def pair(chromium, server: Server) -> Iterator[Pair]:
    made = bring_together(chromium, server.url, tag="agreement-page")
    yield made
    made.close()


@pytest.fixture
def two(pair: Pair) -> tuple[Someone, Someone]:
    for someone in (pair.amara, pair.ben):
        someone.go(f"{pair.place}agreement/")
    return pair.amara, pair.ben


def wording_of(someone: Someone, clause: str):
    return someone.page.locator(f"#edit-{clause}")


def begin_a_remark(someone: Someone, clause: str, words: str) -> None:
    there = someone.page.locator(f"[data-clause={clause}]")
    there.get_by_text("Make a remark").click()
    there.get_by_label("Your remark").fill(words)


def remark_of(someone: Someone, clause: str):
    return someone.page.locator(f"#remark-{clause}")


def test_beginning_with_something_else_asks_first(two: tuple[Someone, Someone]):
    amara, _ben = two
    amara.press("Begin with this")
    own = amara.page.get_by_label("In our own words", exact=True)
    own.fill("Gone only when I say so.")
    amara.page.get_by_text("Begin with something else").click()
    expect(own).to_have_value("Gone only when I say so.")
    amara.press("Throw it away and choose again")
    amara.press("Begin with this")
    expect(own).to_have_value("")
    amara.page.get_by_text("Begin with something else").click()
    expect(amara.page.get_by_role("button", name="Begin with this")).to_be_visible()
    amara.page.reload()
    expect(amara.page.get_by_role("button", name="Begin with this")).to_be_visible()


def test_nobody_signs_words_they_have_not_read(two: tuple[Someone, Someone]):
    amara, ben = two
    ben.put_words("Amara")
    begin_a_remark(amara, "CL-08", "Could we")
    ben.change_clause("Advice", "Advice is given when it was asked for.", partner="Amara")
    amara.press("Agree to all of it and sign")
    expect(amara.page.get_by_text("The words were changed in the meantime.")).to_be_in_viewport()
    amara.sees("Advice is given when it was asked for.")
    expect(remark_of(amara, "CL-08")).to_have_value("Could we")
    expect(amara.page.locator(".signature.signed")).to_have_count(0)
    expect(amara.page.get_by_text("5 open")).to_be_visible()


def test_what_is_being_written_outlives_what_else_is_done(two: tuple[Someone, Someone]):
    amara, _ben = two
    begin_a_remark(amara, "CL-12", "Who decides when?")
    amara.press("Change the words: Advice")
    wording_of(amara, "CL-13").fill("Advice comes as a question.")
    amara.press("Change the words: Hold")
    wording_of(amara, "CL-26").fill("Thrown away.")
    amara.page.locator("[data-clause=CL-26]").get_by_role("button", name="Leave it as it is").click()
    amara.press("Agree to these words: Equal turns")
    amara.sees("1 settled")
    for _ in range(2):
        expect(wording_of(amara, "CL-13")).to_have_value("Advice comes as a question.")
        expect(remark_of(amara, "CL-12")).to_have_value("Who decides when?")
        expect(wording_of(amara, "CL-26")).to_have_count(0)
        amara.page.wait_for_timeout(KEPT_AFTER)
        amara.page.reload()
    there = amara.page.locator("[data-clause=CL-12]")
    there.get_by_role("button", name="Put it beside the clause").click()
    expect(there.locator(".remarks")).to_contain_text("Who decides when?")
    expect(remark_of(amara, "CL-12")).to_be_hidden()
    expect(remark_of(amara, "CL-08")).to_have_value("Could we")
    expect(wording_of(amara, "CL-13")).to_have_value("Advice comes as a question.")


def test_words_that_are_refused_stay_in_their_box(two: tuple[Someone, Someone]):
    amara, _ben = two
    full = re.compile("/api/partnerships/.*/sides/")
    amara.context.route(full, lambda route: route.fulfill(status=507, json={"code": "full"}))
    there = amara.page.locator("[data-clause=CL-13]")
    there.get_by_role("button", name="Propose this to").click()
    expect(amara.page.get_by_role("alert")).not_to_be_empty()
    expect(wording_of(amara, "CL-13")).to_have_value("Advice comes as a question.")
    amara.context.unroute(full)
    there.get_by_role("button", name="Propose this to").click()
    expect(wording_of(amara, "CL-13")).to_have_count(0)
    amara.page.reload()
    expect(there).to_contain_text("Advice comes as a question.")
    expect(wording_of(amara, "CL-13")).to_have_count(0)


def test_a_page_whose_server_is_away_asks_calmly_and_hears_when_it_is_back(two: tuple[Someone, Someone]):
    amara, ben = two
    amara.sees("1 settled")
    asked: list[str] = []

    def away(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    amara.context.route("**/api/**", away)
    ben.change_clause("Hold", "Either may stop.", partner="Amara")
    amara.sees("The server is not answering.")
    amara.page.wait_for_timeout(5000)
    assert len(asked) <= CALM
    amara.context.unroute("**/api/**")
    amara.sees("Either may stop.")
    expect(amara.page.get_by_text("The server is not answering.")).to_be_hidden()


def test_a_line_that_was_refused_during_a_restart_comes_back(pair: Pair):
    amara, ben = pair.amara, pair.ben
    amara.context.route("**/live/partnerships/*", lambda route: route.fulfill(status=503), times=1)
    for someone in (amara, ben):
        someone.go(f"{pair.place}agreement/")
        someone.sees("1 settled")
    ben.change_clause("Who decides", "Whoever brought it decides.", partner="Amara")
    amara.sees("Whoever brought it decides.")


def test_a_link_that_may_not_be_copied_is_marked(pair: Pair):
    ben = pair.ben
    ben.page.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))"
    )
    link = ben.invite()
    ben.press("Copy the link")
    ben.sees("The link is marked")
    assert ben.page.evaluate("String(getSelection())").strip() == link
    assert not [said for said in ben.complaints if said.startswith("error:")]
