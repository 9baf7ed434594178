"""Three: a link for two others, an agreement that needs all of them, and a room with three turns and a late third."""

import re

from playwright.sync_api import expect

from tests.journeys.someone import Someone, worded
from tests.journeys.threes import agree_to_each, come_together
from tests.journeys.walk import Walk
from tests.journeys.walk.meeting import rested


def go(walk: Walk) -> None:
    chidi = walk.somebody("Chidi")
    chidi.arrives()
    place = come_together(walk.amara, walk.ben, chidi, stop=walk.stop)
    agree(walk, chidi, place=place)
    meet(walk, chidi, place=place)
    chidi.go(f"{place}leave/")
    walk.stop(chidi, "partnerships/leave", "of three")
    chidi.press("Part now")
    chidi.sees("You have parted")
    walk.amara.go(place)
    walk.amara.sees("Beginning again")
    walk.stop(walk.amara, "partnerships/partnership", "one of three has left")
    for someone in (walk.amara, walk.ben):
        someone.go(f"{place}leave/")
        someone.press("Part now")
        someone.sees("You have parted")


def agree(walk: Walk, chidi: Someone, *, place: str) -> None:
    amara, ben = walk.amara, walk.ben
    amara.go(f"{place}agreement/")
    amara.put_words("Ben and Chidi", Advice="We ask twice before we suggest once.")
    ben.go(f"{place}agreement/")
    ben.sees("Amara proposes")
    agree_to_each(ben)
    chidi.go(f"{place}agreement/")
    chidi.sees("Amara proposes")
    walk.stop(chidi, "partnerships/agreement", "two of three stand behind it")
    agree_to_each(chidi)
    for someone in (amara, ben, chidi):
        someone.press("Sign these words")
        someone.sees("Take my signature back")
    chidi.sees("In force, version 1")
    walk.stop(chidi, "partnerships/agreement", "signed by three")


def meet(walk: Walk, chidi: Someone, *, place: str) -> None:
    amara, ben = walk.amara, walk.ben
    ben.write("To the three of us", place=place)
    amara.go(place)
    amara.sees("To the three of us")
    walk.stop(amara, "partnerships/partnership", "three")
    amara.go("/")
    walk.stop(amara, "site/home", "with a three")
    amara.go(place)
    amara.press("Open the room")
    amara.sees("What you agreed")
    walk.stop(amara, "sessions/room", "choosing, three")
    amara.page.get_by_label(re.compile("60 minutes")).first.check()
    amara.page.get_by_label(worded("Ben begins")).check()
    amara.press("Begin")
    amara.sees("Ben and Chidi are not here yet")
    walk.stop(amara, "sessions/room", "two are not here yet")
    ben.go(place)
    ben.press("Go to the room")
    ben.sees("Chidi is not here yet")
    walk.stop(ben, "sessions/room", "one is not here yet")
    ben.press("Go on without Chidi for now")
    chidi.go(place)
    chidi.press("Go to the room")
    chidi.sees("They went on without you")
    walk.stop(chidi, "sessions/room", "coming late")
    chidi.press("Take my turn")
    rested(chidi, "Go on").click()
    chidi.sees("minutes left in Ben’s turn")
    walk.stop(chidi, "sessions/room", "one of three speaks")
    rested(ben, "Stay longer").click()
    ben.press("2 minutes")
    amara.sees("Ben would like 2 more minutes here.")
    amara.press("Yes, stay")
    chidi.sees("Agreed so far: Amara.")
    walk.stop(chidi, "sessions/room", "a wish among three")
    chidi.press("Yes, stay")
    rested(chidi, "Hold").click()
    rested(chidi, "Stop for today").click()
    expect(chidi.page.locator("after-meeting textarea")).to_have_count(4)
    walk.stop(chidi, "sessions/room", "what remains of a three")
