"""Between two meetings: preparing, what is given of it, kinds of talk of one's own, a word to stop by, a link, questions."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.journeys.look import look_at
from tests.journeys.pairs import Pair, bring_together
from tests.journeys.someone import worded


@pytest.fixture(scope="module")
def pair(chromium, server) -> Iterator[Pair]:
    made = bring_together(chromium, server.url, tag="between")
    asked: list[str] = []
    for someone in (made.amara, made.ben):
        someone.context.on("request", lambda request: asked.append(request.url))
    yield made
    assert {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))} == {
        urlsplit(server.url).netloc
    }
    made.close()


@pytest.fixture(autouse=True)
def look(pair, tmp_path):
    with pair.watched(tmp_path):
        yield


def test_what_is_ticked_is_given_and_nothing_else(pair):
    amara, ben = pair.amara, pair.ben
    amara.go(f"{pair.place}preparing/")
    amara.fill("What would you like to think about?", "The talk with Kim, and why I put it off.")
    amara.page.get_by_label("A question", exact=True).check()
    amara.page.get_by_label("Deeper: how I see it").check()
    amara.page.get_by_label(worded("Ben may read this: What would help today?")).check()
    amara.press("Keep it")
    amara.sees("Ben can read the lines you ticked.")
    assert look_at(amara.page) == []
    ben.go(f"{pair.place}preparing/")
    ben.sees("Would help")
    shown = ben.everything_shown()
    assert "A question" in shown
    assert "Kim" not in shown
    assert look_at(ben.page) == []
    amara.page.reload()
    expect(amara.page.get_by_label("What would you like to think about?", exact=True)).to_have_value(
        "The talk with Kim, and why I put it off."
    )
    expect(amara.page.get_by_label(worded("Ben may read this: What would help today?"))).to_be_checked()
    amara.page.get_by_label(worded("Ben may read this: What would help today?")).uncheck()
    amara.press("Keep it")
    amara.sees("Ben can read none of it any more.")
    ben.page.reload()
    ben.sees("Nothing from Amara this time.")


def test_what_was_typed_and_not_kept_is_there_after_a_reload(pair):
    amara = pair.amara
    amara.go(f"{pair.place}preparing/")
    amara.fill("What would you like to think about?", "Something else altogether.")
    amara.sees("So far a draft, sealed for you.")
    amara.page.reload()
    expect(amara.page.get_by_label("What would you like to think about?", exact=True)).to_have_value(
        "Something else altogether."
    )


def test_a_link_is_drawn_for_both_and_says_what_is_sealed_there(pair):
    amara, ben = pair.amara, pair.ben
    amara.go(f"{pair.place}preparing/")
    amara.page.get_by_text("Put a link here").click()
    amara.press("Draw a fresh room")
    link = amara.page.get_by_role("link", name="Open the call at meet.jit.si")
    expect(link).to_be_visible()
    ben.go(f"{pair.place}preparing/")
    assert ben.page.get_by_role("link", name="Open the call").get_attribute("href") == link.get_attribute("href")
    ben.sees("end to end only after somebody switches that on there")
    ben.page.get_by_text("Another link", exact=True).click()
    ben.page.get_by_label("Another address").check()
    ben.page.get_by_label("Address", exact=True).fill("http://meet.example.org/ours")
    ben.press("Keep this link")
    ben.sees("Only addresses that begin with https")
    ben.page.get_by_label("Address", exact=True).fill("https://meet.example.org/ours")
    ben.press("Keep this link")
    expect(ben.page.get_by_role("link", name="Open the call at meet.example.org")).to_be_visible()


def test_of_two_links_at_once_the_second_is_not_put_over_the_first(pair):
    amara, ben = pair.amara, pair.ben
    for someone in (amara, ben):
        someone.go(f"{pair.place}preparing/")
        someone.page.locator("section.place summary").click()
        someone.page.get_by_label("Another address").check()
    for someone, place in ((amara, "one"), (ben, "two")):
        someone.page.get_by_label("Address", exact=True).fill(f"https://{place}.example.org/ours")
        someone.press("Keep this link")
    ben.sees("Open the call at one.example.org")
    ben.sees("One of you has just changed the link.")


def test_what_was_chosen_is_let_go_by_its_words_as_well_and_by_a_button(pair):
    amara = pair.amara
    amara.go(f"{pair.place}preparing/")
    ear, words = amara.page.get_by_label("An ear", exact=True), amara.page.get_by_text("An ear", exact=True)
    words.click()
    expect(ear).to_be_checked()
    words.click()
    expect(ear).not_to_be_checked()
    words.click()
    amara.page.get_by_role("group", name="What would help today?").get_by_role("button", name="None of these").click()
    expect(ear).not_to_be_checked()
    expect(ear).to_be_focused()


def test_a_kind_of_talk_becomes_ours_and_stays_equal(pair):
    amara, ben = pair.amara, pair.ben
    amara.go(f"{pair.place}kinds/")
    amara.page.get_by_text("From a goal to a step").click()
    amara.sees("Where to")
    assert look_at(amara.page) == []
    amara.press("Make it ours")
    amara.page.get_by_label("How long, in minutes").fill("40")
    amara.page.get_by_label("How long, in minutes").press("Enter")
    amara.page.get_by_label("How long, in minutes").press("Tab")
    amara.sees("Together 40 minutes.")
    amara.fill("What it is called", "Our forty minutes")
    amara.page.get_by_label("Questions, one on each line").first.fill("")
    amara.press("Keep it as ours")
    amara.sees("Each part needs a title and at least one question.")
    amara.page.get_by_label("Questions, one on each line").first.fill("What brought you here?")
    assert look_at(amara.page) == []
    amara.press("Keep it as ours")
    expect(amara.page.get_by_text("Our forty minutes").first).to_be_visible()
    ben.go(f"{pair.place}kinds/")
    ben.page.get_by_text("Our forty minutes").click()
    ben.sees("What brought you here?")


def test_one_sided_takes_a_yes_of_both(pair):
    amara, ben = pair.amara, pair.ben
    ben.go(f"{pair.place}kinds/")
    ben.page.get_by_text("A short talk").click()
    ben.press("Make it ours")
    ben.fill("What it is called", "Mostly for one")
    ben.page.get_by_label("One-sided, by agreement").check()
    ben.page.get_by_label("Second turn").fill("3")
    ben.press("Keep it as ours")
    ben.sees("Waits for a yes from Amara")
    amara.go(f"{pair.place}kinds/")
    amara.sees("In this plan one turn is longer than the other.")
    amara.press("Yes")
    amara.sees("All of you have said yes")
    ben.page.reload()
    ben.sees("All of you have said yes")


def test_what_is_being_written_stays_while_another_plan_or_a_word_changes_and_after_a_reload(pair):
    amara, ben = pair.amara, pair.ben
    for someone in (amara, ben):
        someone.go(f"{pair.place}kinds/")
    ben.page.get_by_text("A short talk").first.click()
    ben.page.locator("details[open]").get_by_role("button", name="Change it").or_(
        ben.page.locator("details[open]").get_by_role("button", name="Make it ours")
    ).click()
    ben.fill("What it is called", "Another one for one")
    ben.page.get_by_label("One-sided, by agreement").check()
    ben.page.get_by_label("Second turn").fill("3")
    ben.press("Keep it as ours")
    ben.sees("Another one for one")
    amara.page.reload()
    for title in ("From a goal to a step", "Feedback for each other"):
        amara.page.get_by_text(title).click()
        amara.page.locator("details", has_text=title).get_by_role("button", name="Make it ours").click()
    titles = amara.page.get_by_label("What it is called")
    titles.first.fill("Half a title")
    assert titles.first.get_attribute("spellcheck") == "false"
    amara.page.locator("details", has_text="Feedback for each other").get_by_role("button", name="Never mind").click()
    expect(titles).to_have_value("Half a title")
    amara.press("Yes")
    expect(amara.page.get_by_text("All of you have said yes")).to_have_count(2)
    expect(titles).to_have_value("Half a title")
    amara.fill("The word", "Candle")
    amara.press("Suggest it")
    amara.sees("It counts when")
    expect(titles).to_have_value("Half a title")
    amara.page.wait_for_timeout(2500)
    amara.page.reload()
    amara.page.get_by_text("From a goal to a step").click()
    amara.press("Make it ours")
    expect(titles).to_have_value("Half a title")
    amara.sees("From before, not kept yet.")


def test_a_word_to_stop_by_counts_when_both_said_yes(pair):
    amara, ben = pair.amara, pair.ben
    amara.go(f"{pair.place}kinds/")
    amara.fill("The word", "Lantern")
    amara.press("Suggest it")
    amara.sees("It counts when Ben says yes.")
    ben.go(f"{pair.place}kinds/")
    ben.sees("Amara suggests “Lantern”.")
    ben.press("Yes")
    ben.sees("“Lantern”, agreed by all of you.")


def test_a_card_prints_alone(pair):
    amara = pair.amara
    amara.go(f"{pair.place}kinds/")
    amara.page.get_by_text("Feedback for each other").click()
    amara.page.evaluate("globalThis.print = () => (globalThis.printed = true)")
    amara.press("Print this card")
    assert amara.page.evaluate("globalThis.printed")
    amara.page.emulate_media(media="print")
    expect(amara.page.get_by_text("Everybody has the same time.").first).to_be_visible()
    expect(amara.page.get_by_text("A word to stop by")).to_be_hidden()
    expect(amara.page.get_by_role("button", name="Print this card")).to_be_hidden()
    amara.page.emulate_media(media="screen")


def test_a_question_i_like_stays_with_me(pair):
    amara, ben = pair.amara, pair.ben
    amara.go("/questions/")
    amara.page.get_by_label("What for").select_option("Make a choice")
    amara.page.get_by_label("Where in a talk").select_option("To close")
    card = amara.page.locator(".question-card")
    first = card.inner_text()
    amara.press("Another question")
    expect(card).not_to_have_text(first)
    amara.page.get_by_label("I like this one").check()
    liked = card.inner_text()
    assert look_at(amara.page) == []
    amara.press("Draw an exercise")
    amara.sees("I have practised this.")
    assert look_at(amara.page) == []
    amara.page.wait_for_timeout(1500)
    amara.page.reload()
    amara.page.get_by_label("Only those I like").check()
    expect(card).to_have_text(liked)
    expect(amara.page.get_by_label("I like this one")).to_be_checked()
    ben.go("/questions/")
    ben.page.get_by_label("Only those I like").check()
    ben.sees("There is none like this yet.")


def test_turns_are_even_before_anybody_met(pair):
    pair.amara.go(f"{pair.place}turns/")
    pair.amara.sees("You have not met on the clock yet.")
    assert look_at(pair.amara.page) == []


def test_by_keyboard_alone(pair):
    """Down the page of preparing with Tab, choosing with the arrows and Space, keeping with Enter."""
    ben = pair.ben
    ben.go(f"{pair.place}preparing/")
    ben.page.get_by_label("What would you like to think about?", exact=True).focus()
    ben.page.keyboard.type("Asking for more time.")
    ben.page.keyboard.press("Tab")
    ben.page.keyboard.press("Space")
    expect(ben.page.get_by_label(worded("Amara may read this: What would you like to think about?"))).to_be_checked()
    ben.page.keyboard.press("Tab")
    ben.page.keyboard.press("Space")
    expect(ben.page.get_by_label("An ear", exact=True)).to_be_checked()
    ben.page.keyboard.press("Delete")
    expect(ben.page.get_by_label("An ear", exact=True)).not_to_be_checked()
    ben.page.get_by_role("button", name="Keep it").focus()
    ben.page.keyboard.press("Enter")
    ben.sees("Amara can read the lines you ticked.")
