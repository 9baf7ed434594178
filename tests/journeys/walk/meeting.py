"""A meeting: choosing, beginning, holding, staying longer, stopping; and what remains of it."""

import re

from playwright.sync_api import Locator, expect

from tests.journeys.someone import Someone
from tests.journeys.walk import Walk

LATER = "26:00"
"""Twenty minutes, and two more for each."""


def go(walk: Walk) -> None:
    begin(walk)
    take_turns(walk)
    come_back(walk)
    end(walk)


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
    amara.page.get_by_label(re.compile("20 minutes")).check()
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


def rested(someone: Someone, words: str) -> Locator:
    """What a button says may have changed just now; for a moment it cannot be pressed."""
    button = someone.page.get_by_role("button", name=words)
    expect(button).not_to_have_attribute("aria-disabled", "true")
    return button
