"""A round of a programme, from its announcement to a first talk: two in browsers, the others at the door."""

import random
import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from tests.journeys.walk.by_hand import run

TOPICS = ["listening", "feedback", "saying-no", "time", "rest", "doubt", "delegating", "focus"]
FIELDS = ["wanted", "offered", "languages", "hours", "rhythm", "mediums", "season", "work", "wishes"]
THE_DAY_HAS_COME = """
from fermata.core.clock import now
from fermata.introductions.models import Round
assert Round.objects.update(closes_at=now()) == 1
"""


def find_each_other_by_a_round(server, page, dewi, two, others, picture):
    amara, ben = two
    announce(dewi, page)
    say(ben, page, wanted="choir practice", offered="bread baking")
    say(amara, page, wanted="baking bread", offered="choir practice, doubt")
    for someone in two:
        enter(someone, page)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda visitor: say_and_enter(visitor, page), others))
    run(server, THE_DAY_HAS_COME)
    until_it_is_over(dewi, page)
    for someone, partner in ((ben, "Amara"), (amara, "Ben")):
        answer(someone, partner, picture)
    talk(amara, ben)


def announce(dewi, page):
    dewi.go(page + "rounds/")
    dewi.fill("Until which day can people enter?", (datetime.now(UTC) + timedelta(days=9)).date().isoformat())
    dewi.press("Announce it")
    dewi.sees("Open until")


def say(someone, page, *, wanted, offered):
    someone.go("/")
    someone.go(page + "finding/profile/")
    mine, theirs = someone.page.get_by_label("Or in my own words").all()
    mine.fill(wanted)
    theirs.fill(offered)
    someone.page.locator("input[name=hours][value=tue-evening]").check()
    someone.press("Keep this")
    someone.sees("Kept. You can change it")


def enter(someone, page):
    someone.go(page + "rounds/")
    someone.press("Count me in")
    someone.sees("You are in.")


def say_and_enter(visitor, page):
    """Somebody without a browser of their own: what they look for, drawn by their name."""
    drawn = random.Random(visitor.name)
    said = {name: drawn.sample(TOPICS, 3) for name in ("wanted", "offered")}
    said |= {"hours": ["tue-evening", "wed-morning"], "languages": ["en"], "months_apart": "0"}
    said |= {f"to_{name}": "considered" for name in FIELDS}
    assert visitor.form(page + "finding/profile/", **said).status_code == 302
    place = re.search(r'action="([^"]+/entry/)"', visitor.get(page + "rounds/").text)[1]
    assert visitor.form(place).status_code == 302


def until_it_is_over(dewi, page):
    """The worker looks once in a while. Dewi reads what everybody reads."""
    for _ in range(300):
        dewi.go(page + "rounds/")
        if "Over since" in dewi.reads():
            return
        time.sleep(1)
    raise AssertionError(dewi.reads())


def answer(someone, partner, picture):
    someone.go("/")
    someone.make_space()
    someone.go("/")
    someone.sees("Somebody for you to think about")
    someone.press("Have a look")
    someone.press(partner)
    someone.sees("They offer what you look for: “choir practice”" if partner == "Amara" else "“choir practice”")
    if partner == "Amara":
        picture(someone, "introduction")
    someone.press("Yes, I would")


def talk(amara, ben):
    """Both have said yes; they meet in the room for the first time, and say afterwards that they would go on."""
    amara.sees("Talk for twenty minutes")
    there = amara.page.url
    amara.press("To the two of you")
    amara.press("Open the room")
    amara.sees("How much time do you have?")
    ben.page.goto(there)
    ben.press("To the two of you")
    ben.press("Go to the room")
    ben.sees("How much time do you have?")
    amara.page.get_by_label(re.compile("A short talk")).check()
    amara.page.get_by_label("I begin").check()
    amara.press("Begin")
    for someone in (amara, ben):
        expect(someone.page.get_by_role("button", name="Hold")).to_be_visible()
    for someone in (amara, ben):
        someone.page.goto(there)
        someone.press("Yes, I would like to go on")
    ben.sees("You are partners")
