"""Three meet on one clock, each in a browser of their own: equal turns, a wish that needs both others, a line that is lost,
somebody who is late and somebody who does not come. On both databases.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.someone import worded
from tests.journeys.threes import come_together, three_people
from tests.journeys.walk.meeting import rested

HOLD = "Hold"
PARTS = "ol.phases li"


@pytest.fixture
def three(chromium, each_server):
    with three_people(chromium, each_server.url) as people:
        yield people


def test_three_meet_with_equal_turns(three, picture):
    amara, ben, chidi = three
    place = come_together(amara, ben, chidi)
    open_the_room(amara, place)
    amara.sees("Three turns of 15 minutes each.")
    ben.go(place)
    ben.press("Go to the room")
    ben.sees("Who is here?")
    begin(amara, first="I begin", shape="Equal turns, 60 minutes")
    expect(ben.page.get_by_role("button", name=HOLD)).to_be_visible()
    assert parts(amara) == ["Arrive", "You", "Swap", "Ben", "Swap", "Chidi", "Between us"]
    assert parts(ben) == ["Arrive", "Amara", "Swap", "You", "Swap", "Chidi", "Between us"]

    ben.sees("Chidi is not here yet.")
    chidi.go("/")
    chidi.sees("The room with Amara and Ben is open")
    chidi.press("Go to the room")
    expect(chidi.page.get_by_role("button", name=HOLD)).to_be_visible()
    expect(amara.page.locator(".arrivals")).to_be_hidden()
    expect(amara.page.get_by_role("status").first).to_have_text(worded("Chidi has come."))

    rested(amara, "Go on").click()
    for someone in (ben, chidi):
        someone.sees("minutes left in Amara’s turn")
    amara.sees("minutes left in your turn")
    picture(ben, "room-three")
    a_swap_is_postponed(amara, ben, chidi)
    a_line_is_lost(ben, amara)
    the_turns_go_on(amara, ben, chidi)
    they_stop(amara, ben, chidi, place=place)


def open_the_room(someone, place):
    someone.go(place)
    someone.press("Open the room")
    someone.sees("How much time do you have?")


def begin(someone, *, first, shape):
    someone.page.get_by_label(re.compile(shape)).first.check()
    someone.page.get_by_label(worded(first, exact=True)).check()
    someone.press("Begin")
    expect(someone.page.get_by_role("button", name=HOLD)).to_be_visible()


def parts(someone):
    return [re.sub("[\u2066-\u2069]", "", words) for words in someone.page.locator(PARTS).all_inner_texts()]


def a_swap_is_postponed(amara, ben, chidi):
    """One yes is not both."""
    rested(amara, "Stay longer").click()
    amara.sees("It counts when Ben and Chidi agree")
    amara.press("5 minutes")
    ben.sees("Amara would like 5 more minutes here.")
    ben.press("Yes, stay")
    amara.sees("Agreed so far: Ben.")
    expect(ben.page.get_by_role("button", name="Yes, stay")).to_have_count(0)
    chidi.sees("All turns grow by the same, and the next one waits.")
    chidi.press("Yes, stay")
    for someone in (amara, ben, chidi):
        expect(someone.page.locator(".wish")).to_be_hidden()
        expect(someone.page.locator(".clock svg")).to_have_attribute(
            "aria-label", re.compile("Three equal turns of 20 minutes")
        )


def a_line_is_lost(ben, amara):
    """Ben’s laptop is closed; when it is open again he is where the others are."""
    there = ben.page.url
    ben.page.goto("about:blank")
    rested(amara, HOLD).click()
    amara.sees("The clock waits.")
    ben.page.goto(there)
    ben.sees("The clock waits.")
    rested(ben, "We go on").click()
    expect(amara.page.get_by_role("button", name=HOLD)).to_be_visible()


def the_turns_go_on(amara, ben, chidi):
    """Each ends their own turn; nobody ends another’s."""
    for owner, other, follows in ((amara, ben, "Ben"), (ben, amara, "Chidi")):
        expect(other.page.get_by_role("button", name="Finish my turn")).to_be_hidden()
        finish(owner)
        chidi.sees("All of you")
        rested(owner, "Go on").click()
        words = "minutes left in your turn" if follows == "Chidi" else f"minutes left in {follows}’s turn"
        chidi.sees(words)
    finish(chidi)
    amara.sees("Between us")


def finish(owner):
    for title in ("Questions", "Giving back", "Last word"):
        rested(owner, "Go on").click()
        owner.sees(f"{title}, until")
    rested(owner, "Finish my turn").click()
    owner.page.locator(".wish").get_by_role("button", name="Finish my turn").click()


def they_stop(amara, ben, chidi, *, place):
    rested(ben, HOLD).click()
    rested(ben, "Stop for today").click()
    for someone in (amara, ben, chidi):
        someone.sees("The minutes each had")
        expect(someone.page.locator(".minutes-had dl > div")).to_have_count(3)
        someone.sees("For all of you")
    written = amara.page.locator("after-meeting .shared-note")
    written.locator("textarea").fill("We want to do this again in spring.")
    written.locator("textarea").blur()
    expect(written.get_by_text(worded("Kept. Ben and Chidi can read it now."))).to_be_visible()
    amara.press("Back to the three of you")
    amara.page.wait_for_url(f"**{place}")
    chidi.page.reload()
    expect(chidi.page.locator("after-meeting .shared-note textarea")).to_have_value(
        "We want to do this again in spring."
    )


def test_two_of_three_meet_and_the_third_is_late(three):
    amara, ben, chidi = three
    place = come_together(amara, ben, chidi)
    open_the_room(amara, place)
    amara.page.get_by_label(worded("Chidi is here")).uncheck()
    amara.sees("Two turns of 8 minutes each.")
    expect(amara.page.get_by_label(worded("Chidi begins"))).to_have_count(0)
    begin(amara, first="Ben begins", shape="A short talk")
    ben.go(place)
    ben.press("Go to the room")
    expect(ben.page.get_by_role("button", name=HOLD)).to_be_visible()
    assert parts(ben) == ["Agree", "You", "Amara", "Between us"]

    chidi.go(place)
    chidi.press("Go to the room")
    chidi.sees("They went on without you. A turn of 8 minutes is there for you, at the end.")
    chidi.press("Take my turn")
    for someone, order in ((ben, ["You", "Amara", "Chidi"]), (chidi, ["Ben", "Amara", "You"])):
        expect(someone.page.locator(PARTS)).to_have_text(
            [worded(part, exact=True) for part in ("Agree", *order, "Between us")]
        )
    expect(chidi.page.locator(".clock svg")).to_have_attribute(
        "aria-label", re.compile("Three equal turns of 8 minutes")
    )


def test_who_does_not_come_is_left_out_and_the_others_keep_their_time(three):
    amara, ben, chidi = three
    place = come_together(amara, ben, chidi)
    open_the_room(amara, place)
    begin(amara, first="Chidi begins", shape="Equal turns, 60 minutes")
    ben.go(place)
    ben.press("Go to the room")
    ben.sees("Chidi is not here yet.")
    ben.press("Go on without Chidi for now")
    for someone, order in ((amara, ["You", "Swap", "Ben"]), (ben, ["Amara", "Swap", "You"])):
        expect(someone.page.locator(PARTS)).to_have_text(
            [worded(part, exact=True) for part in ("Arrive", *order, "Between us")]
        )
    expect(amara.page.locator(".clock svg")).to_have_attribute(
        "aria-label", re.compile("Two equal turns of 15 minutes")
    )
    rested(amara, HOLD).click()
    rested(amara, "Stop for today").click()
    amara.sees("The minutes each had")
    expect(amara.page.locator(".minutes-had dl > div", has_text="Chidi")).to_contain_text("0 minutes")
