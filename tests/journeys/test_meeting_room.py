"""In the room: asking before advice, a held silence, a word to stop by, borrowed time; then the close, and what comes back."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.journeys.look import look_at
from tests.journeys.pairs import Pair, bring_together
from tests.journeys.someone import worded
from tests.journeys.walk.meeting import rested


@pytest.fixture(scope="module")
def pair(chromium, server) -> Iterator[Pair]:
    made = bring_together(chromium, server.url, tag="meeting")
    yield made
    made.close()


@pytest.fixture(autouse=True)
def look(pair, tmp_path):
    with pair.watched(tmp_path):
        yield


def begin(pair: Pair) -> None:
    """A short talk of fifteen minutes; Amara has the first turn, and it has begun."""
    amara, ben = pair.amara, pair.ben
    amara.go(pair.place)
    amara.press("Open the room")
    amara.sees("Talk wherever you like: side by side, by phone, or by a link of your own choice.")
    expect(amara.page.get_by_role("link", name="Put a link")).to_have_attribute("href", f"{pair.place}preparing/")
    amara.page.get_by_label(re.compile("A short talk")).check()
    amara.page.get_by_label("How long?").select_option("15 minutes")
    amara.page.get_by_label("I begin").check()
    amara.press("Begin")
    ben.page.goto(amara.page.url)
    for someone in (amara, ben):
        expect(someone.page.get_by_role("button", name="Hold", exact=True)).to_be_visible()
    rested(amara, "Go on").click()
    amara.sees("You speak")
    ben.sees("Amara speaks")


def test_what_lies_ready_and_what_helps(pair):
    amara, ben = pair.amara, pair.ben
    amara.go(f"{pair.place}kinds/")
    amara.fill("The word", "Lantern")
    amara.press("Suggest it")
    amara.sees("It counts when Ben says yes.")
    ben.go(f"{pair.place}kinds/")
    ben.press("Yes")
    ben.sees("“Lantern”, agreed by all of you.")
    ben.go(f"{pair.place}preparing/")
    ben.fill("What would you like to think about?", "Asking for more time.")
    ben.page.get_by_label(worded("Amara may read this: What would you like to think about?")).check()
    ben.press("Keep it")
    ben.sees("Amara can read the lines you ticked.")
    begin(pair)
    amara.sees("Asking for more time.")
    ben.page.get_by_text("What you prepared").click()
    ben.sees("Asking for more time.")
    assert look_at(amara.page) == []
    assert look_at(ben.page) == []


def test_advice_is_asked_for_first(pair):
    amara, ben = pair.amara, pair.ben
    amara.page.get_by_label("How far would you like to be stretched?").select_option("Strong")
    ben.sees("Amara wants a strong stretch.")
    ben.press("May I suggest?")
    amara.sees("Ben has a suggestion.")
    assert look_at(amara.page) == []
    amara.press("Not now")
    ben.sees("Amara: not now.")
    expect(ben.page.get_by_role("button", name="May I suggest?")).to_be_hidden()


def test_a_silence_is_held_for_both(pair):
    amara, ben = pair.amara, pair.ben
    ben.press("Keep a silence")
    amara.sees("A silence is kept")
    amara.press("Somebody speaks again")
    expect(ben.page.get_by_text("A silence is kept")).to_be_hidden()


def test_the_word_stops_the_clock(pair):
    amara, ben = pair.amara, pair.ben
    rested(ben, "“Lantern”").click()
    amara.sees("The word was said")
    rested(amara, "We go on").click()
    expect(ben.page.get_by_role("button", name="Hold", exact=True)).to_be_visible()


def test_who_speaks_on_borrows_and_it_is_said(pair):
    amara, ben = pair.amara, pair.ben
    rested(amara, "Finish my turn").click()
    amara.page.locator(".wish").get_by_role("button", name="Finish my turn").click()
    ben.sees("You speak")
    ben.press("Amara is still speaking")
    amara.sees("borrowed from Ben")
    ben.sees("borrowed from you")
    assert look_at(ben.page) == []
    rested(ben, "Now the next turn").click()
    ben.sees("You speak")


def test_one_screen_for_a_walk(pair):
    ben = pair.ben
    ben.page.set_viewport_size({"width": 390, "height": 844})
    ben.page.get_by_label(re.compile("For a walk")).check()
    expect(ben.page.locator(".phases")).to_be_hidden()
    hold = ben.page.get_by_role("button", name="Hold", exact=True)
    box = hold.bounding_box()
    assert box and box["height"] >= 70 and box["y"] + box["height"] <= 844
    assert look_at(ben.page) == []
    ben.page.reload()
    expect(ben.page.get_by_label(re.compile("For a walk"))).to_be_checked()
    ben.page.get_by_label(re.compile("For a walk")).uncheck()
    ben.page.set_viewport_size({"width": 1280, "height": 860})


def test_the_close_and_what_comes_back(pair):
    amara, ben = pair.amara, pair.ben
    rested(amara, "Hold").click()
    rested(amara, "Stop for today").click()
    for someone in (amara, ben):
        someone.sees("What would you like to keep?")
    amara.fill("When …", "Kim interrupts me")
    amara.fill("… I will", "breathe once before I answer")
    amara.page.get_by_label(worded("Ben may read this")).check()
    amara.fill("What would you like to say thank you for?", "For the silence.")
    amara.page.get_by_label("Yes", exact=True).first.check()
    amara.fill("When would you like to meet again?", "Friday, after lunch")
    amara.page.locator(".shared-note textarea").fill("We both talk faster when it matters.")
    expect(amara.page.get_by_text(re.compile(r"^Kept\."))).to_have_count(5, timeout=20_000)
    expect(amara.page.get_by_text(worded("Kept. Ben can read it now."))).to_have_count(3)
    assert look_at(amara.page) == []
    ben.page.reload()
    ben.sees("Amara thanks you")
    ben.sees("For the silence.")
    the_note_stands_among_the_notes(pair)
    ben.go(f"{pair.place}preparing/")
    ben.sees("When Kim interrupts me, I will breathe once before I answer")
    assert look_at(ben.page) == []
    amara.go(f"{pair.place}preparing/")
    amara.sees("When Kim interrupts me, I will breathe once before I answer")
    amara.page.get_by_label("What became of it?").fill("Twice. It helped.")
    amara.press("I have tried it")
    amara.sees("Tried. It no longer comes back.")
    amara.page.reload()
    amara.sees("No experiment is open.")
    ben.page.reload()
    ben.sees("No experiment is open.")


def the_note_stands_among_the_notes(pair):
    """With its meeting named; changed there, it still belongs to the meeting."""
    ben, words = pair.ben, "We both talk faster when it matters."
    ben.go(pair.place)
    row = ben.page.locator("sealed-list li", has_text=words)
    expect(row.get_by_role("link", name=re.compile("from your meeting on "))).to_be_visible()
    assert look_at(ben.page) == []
    row.get_by_role("link", name=words).click()
    ben.sees("From your meeting on")
    ben.page.get_by_label("Your words").fill(f"{words} So we breathe.")
    ben.press("Keep it")
    row = ben.page.locator("sealed-list li", has_text="So we breathe.")
    row.get_by_role("link", name=re.compile("from your meeting on ")).click()
    expect(ben.page.locator(".shared-note textarea")).to_have_value(f"{words} So we breathe.")


def test_the_turns_stand_in_words_and_in_a_drawing(pair):
    for someone in (pair.amara, pair.ben):
        someone.go(f"{pair.place}turns/")
        expect(someone.page.get_by_role("img", name=re.compile("A drawing of the last 1 meetings"))).to_be_visible()
        expect(someone.page.get_by_role("table", name="Minutes each had")).to_be_visible()
        assert look_at(someone.page) == []


def test_each_can_finish_the_close_alone_later(pair):
    ben = pair.ben
    ben.go(pair.place)
    ben.page.locator("section[aria-labelledby=meetings] a").first.click()
    ben.sees("You can finish alone, later")
    ben.fill("What did you learn, in one sentence?", "I ask too fast.")
    expect(ben.page.get_by_text("Kept.", exact=True).first).to_be_visible(timeout=20_000)
    ben.page.reload()
    expect(ben.page.get_by_label("What did you learn, in one sentence?")).to_have_value("I ask too fast.")


def test_what_was_begun_is_read_by_the_other_only_when_one_says_so(pair):
    """A draft that came back is its author's alone, whatever is focused and left."""
    amara, ben, label = pair.amara, pair.ben, "What would you like to say thank you for?"
    ben.fill(label, "For waiting with me.")
    ben.sees("Only you have this so far.")
    ben.page.reload()
    expect(ben.page.get_by_label(label)).to_have_value("For waiting with me.")
    ben.sees("From before. Only you have this so far.")
    assert look_at(ben.page) == []
    ben.page.get_by_label(label).focus()
    ben.page.get_by_label(label).blur()
    ben.press("Back to the two of you")
    ben.page.wait_for_url(f"**{pair.place}")
    ben.page.go_back()
    ben.sees("From before. Only you have this so far.")
    amara.page.goto(ben.page.url)
    expect(amara.page.get_by_label(label)).to_have_value("For the silence.")
    assert "For waiting with me." not in amara.everything_shown()
    ben.page.locator(".appreciation").get_by_role("button", name=worded("Let Amara read it")).click()
    expect(ben.page.locator(".appreciation")).to_contain_text(worded("Kept. Amara can read it now."))
    amara.sees("For waiting with me.")
