"""A meeting: choosing, beginning, holding, staying longer, stopping; and what remains of it."""

import re

from playwright.sync_api import Locator, expect

from tests.journeys.someone import Someone, worded
from tests.journeys.walk import Walk

LATER = "26:00"
"""Twenty minutes, and two more for each."""


def go(walk: Walk) -> None:
    prepare(walk)
    begin(walk)
    take_turns(walk)
    help_each_other(walk)
    come_back(walk)
    end(walk)
    look_back(walk)


def prepare(walk: Walk) -> None:
    amara, ben = walk.amara, walk.ben
    ben.go(f"{walk.place}preparing/")
    ben.sees("What would you like to think about?")
    walk.stop(ben, "sessions/preparing", "before the first meeting")
    ben.fill("What would you like to think about?", "Asking for more time.")
    ben.page.get_by_label(worded("Amara may read this: What would you like to think about?")).check()
    ben.press("Keep it")
    ben.sees("Amara can read the lines you ticked.")
    ben.page.get_by_text("Put a link here").click()
    walk.stop(ben, "sessions/preparing", "a link")
    ben.press("Draw a fresh room")
    ben.sees("The call is not Fermata’s")
    walk.stop(ben, "sessions/preparing", "prepared")
    ben.go(f"{walk.place}kinds/")
    ben.page.get_by_text("Feedback for each other").click()
    walk.stop(ben, "sessions/kinds", "one is open")
    ben.press("Make it ours")
    ben.page.get_by_label("One-sided, by agreement").check()
    ben.page.get_by_label("Second turn").first.fill("1")
    walk.stop(ben, "sessions/kinds", "made ours")
    ben.press("Keep it as ours")
    ben.sees("Waits for a yes from Amara")
    ben.fill("The word", "Lantern")
    ben.press("Suggest it")
    ben.sees("It counts when Amara says yes.")
    amara.go(f"{walk.place}kinds/")
    amara.sees("Ben suggests “Lantern”.")
    walk.stop(amara, "sessions/kinds", "asked for a yes")
    amara.page.locator(".stop-word").get_by_role("button", name="Yes").click()
    amara.sees("“Lantern”, agreed by all of you.")
    amara.go(f"{walk.place}turns/")
    amara.sees("You have not met on the clock yet.")
    walk.stop(amara, "sessions/turns", "nobody has met")
    amara.go("/questions/")
    amara.press("Draw an exercise")
    walk.stop(amara, "sessions/questions", "a question and an exercise")


def begin(walk: Walk) -> None:
    amara, ben = walk.amara, walk.ben
    amara.go(walk.place)
    amara.press("Open the room")
    amara.sees("What you agreed")
    walk.stop(amara, "sessions/room", "choosing")
    ben.go("/")
    ben.sees("The room with Amara is open")
    walk.stop(ben, "site/home", "the room is open")
    ben.go(walk.place)
    ben.sees("The room is open")
    walk.stop(ben, "partnerships/partnership", "the room is open")
    ben.press("Go to the room")
    ben.sees("How much time do you have?")
    amara.page.get_by_label(re.compile("A short talk")).check()
    amara.page.get_by_label("I begin").check()
    amara.press("Begin")
    for someone in (amara, ben):
        someone.page.get_by_role("button", name="Hold").wait_for()
    walk.stop(amara, "sessions/room", "beginning")


def take_turns(walk: Walk) -> None:
    amara, ben = walk.amara, walk.ben
    amara.press("Go on")
    amara.sees("You speak")
    ben.sees("Amara speaks")
    walk.stop(amara, "sessions/room", "my turn")
    walk.stop(ben, "sessions/room", "the partner’s turn")
    rested(amara, "Stay longer").click()
    amara.sees("How much longer?")
    walk.stop(amara, "sessions/room", "how much longer")
    amara.press("2 minutes")
    amara.sees("You asked for 2 more minutes.")
    walk.stop(amara, "sessions/room", "my wish")
    ben.sees("Amara would like 2 more minutes here.")
    walk.stop(ben, "sessions/room", "the partner’s wish")
    ben.press("Yes, stay")
    expect(amara.page.get_by_text("You asked for 2 more minutes.")).to_be_hidden()
    rested(amara, "Finish my turn").click()
    amara.sees("It cannot be taken up again.")
    walk.stop(amara, "sessions/room", "finish early")
    amara.press("Never mind")
    rested(amara, "Hold").click()
    for someone in (amara, ben):
        someone.sees("The clock waits.")
    rested(ben, "We go on")
    walk.stop(ben, "sessions/room", "held")


def help_each_other(walk: Walk) -> None:
    amara, ben = walk.amara, walk.ben
    rested(ben, "We go on").click()
    amara.page.get_by_label("How far would you like to be stretched?").select_option("Steady")
    ben.sees("Amara wants a steady stretch.")
    ben.press("May I suggest?")
    amara.sees("Ben has a suggestion.")
    walk.stop(amara, "sessions/room", "a suggestion is offered")
    amara.press("Yes, please")
    ben.sees("Amara would like to hear it.")
    walk.stop(ben, "sessions/room", "a suggestion is wanted")
    ben.page.get_by_label(re.compile("For a walk")).check()
    walk.stop(ben, "sessions/room", "on a walk")
    ben.page.get_by_label(re.compile("For a walk")).uncheck()
    ben.press("Keep a silence")
    amara.sees("A silence is kept")
    walk.stop(amara, "sessions/room", "a silence")
    amara.press("Somebody speaks again")
    rested(ben, "“Lantern”").click()
    amara.sees("The word was said")
    walk.stop(amara, "sessions/room", "the word was said")


def come_back(walk: Walk) -> None:
    """A space that was closed in another tab; a meeting nobody ended."""
    amara, ben = walk.amara, walk.ben
    other_tab = ben.context.new_page()
    other_tab.goto(ben.url + walk.place)
    other_tab.get_by_role("button", name="Close my space").click()
    ben.sees("The clock goes on.")
    walk.stop(ben, "sessions/room", "my space was closed")
    other_tab.close()
    ben.open_space()
    rested(amara, "We go on").click()
    expect(amara.page.get_by_role("button", name="Hold")).to_be_visible()
    ben.page.clock.install()
    ben.page.goto(amara.page.url)
    expect(ben.page.get_by_role("button", name="Hold")).to_be_visible()
    ben.page.clock.fast_forward(LATER)
    ben.sees("Both turns are over.")
    rested(ben, "Stop for today")
    walk.stop(ben, "sessions/room", "over")


def end(walk: Walk) -> None:
    amara = walk.amara
    rested(amara, "Hold").click()
    rested(amara, "Stop for today").click()
    amara.sees("For you alone")
    expect(amara.page.locator("after-meeting textarea")).to_have_count(4)
    walk.stop(amara, "sessions/room", "what remains")
    amara.page.locator("after-meeting textarea").first.fill("I wait longer than I thought.")
    amara.press("Back to the two of you")
    amara.sees("Meetings")


def look_back(walk: Walk) -> None:
    amara = walk.amara
    amara.go(f"{walk.place}turns/")
    amara.sees("In your last meeting")
    walk.stop(amara, "sessions/turns", "after a meeting")


def rested(someone: Someone, words: str) -> Locator:
    """What a button says may have changed just now; for a moment it cannot be pressed."""
    button = someone.page.get_by_role("button", name=words)
    expect(button).not_to_have_attribute("aria-disabled", "true")
    return button
