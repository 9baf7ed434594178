"""The part of a life in which two meet: what they prepare, how they meet, what they keep of it, each with a sentence of its own."""

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.journeys.someone import worded

if TYPE_CHECKING:
    from tests.journeys.life import Life


def prepare(life: "Life") -> None:
    """A topic, a link of their own, a plan of their own, a word to stop by."""
    amara, place = life.pair.amara, life.pair.place
    amara.go(f"{place}preparing/")
    amara.fill("What would you like to think about?", life.plant("a topic to think about"))
    amara.page.get_by_label(worded("Ben Dunnock may read this: What would you like to think about?")).check()
    amara.press("Keep it")
    amara.sees("Ben Dunnock can read the lines you ticked.")
    amara.page.get_by_text("Put a link here").click()
    amara.page.get_by_label("Another address").check()
    secret = "https://meet.example.org/nobody-may-read-this-link-4711"
    life.planted["a link to a call"] = secret
    amara.page.get_by_label("Address", exact=True).fill(secret)
    amara.press("Keep this link")
    amara.sees("Open the call at meet.example.org")
    amara.go(f"{place}kinds/")
    amara.page.get_by_text("A short talk").click()
    amara.press("Make it ours")
    amara.fill("What it is called", life.plant("a plan of their own"))
    amara.press("Keep it as ours")
    amara.sees(str(life.planted["a plan of their own"]))
    amara.fill("The word", life.plant("a word to stop by"))
    amara.press("Suggest it")
    amara.sees("It counts when Ben Dunnock says yes.")


def meet(life: "Life") -> None:
    amara, place = life.pair.amara, life.pair.place
    prepare(life)
    amara.go(place)
    amara.press("Open the room")
    amara.press("Begin")
    amara.press("Hold")
    amara.press("Stop for today")
    amara.sees("What would you like to keep?")
    amara.page.get_by_label("Yes", exact=True).first.check()
    amara.fill("What did you learn, in one sentence?", life.plant("a harvest"))
    amara.fill("What do you want to remember together?", life.plant("a shared note after meeting"))
    amara.fill("What would you like to say thank you for?", life.plant("a thank-you"))
    amara.fill("When would you like to meet again?", life.plant("a wish for the next time"))
    amara.fill("When …", life.plant("when an experiment begins"))
    amara.fill("… I will", life.plant("what an experiment is"))
    expect(amara.page.get_by_text(re.compile(r"^Kept\."))).to_have_count(6)
    amara.press("Back to the two of you")
    amara.page.wait_for_url(f"**{place}")
