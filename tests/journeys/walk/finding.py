"""Amara sends a link; what becomes of links; Ben says yes; they read their safety words to each other."""

from playwright.sync_api import expect

from tests.journeys.walk import Walk
from tests.journeys.walk.by_hand import lapse


def go(walk: Walk) -> None:
    links(walk)
    the_invited(walk)
    saying_yes(walk)
    safety_words(walk)


def links(walk: Walk) -> None:
    amara = walk.amara
    for fate in ("used", "lapsed", "withdrawn", "open"):
        walk.links[fate] = amara.invite()
        if fate == "used":
            walk.stop(amara, "partnerships/invitation")
            walk.links["page"] = amara.page.url
        if fate == "withdrawn":
            there = amara.page.url
            amara.press("Withdraw this link")
            amara.page.goto(there)
            amara.sees("This link no longer works")
            walk.stop(amara, "partnerships/invitation", "withdrawn")
        if fate == "lapsed":
            lapse(walk.server, amara.page.url)
    amara.page.goto(walk.links["open"])
    walk.stop(amara, "partnerships/invited", "own")
    amara.go("/")
    walk.stop(amara, "site/home", "invited")


def the_invited(walk: Walk) -> None:
    chidi = walk.somebody("Chidi")
    chidi.page.goto(walk.links["used"])
    walk.stop(chidi, "partnerships/invited", "signed out")
    chidi.press("Rather not")
    walk.stop(chidi, "partnerships/declined")
    chidi.page.goto(walk.links["lapsed"])
    walk.stop(chidi, "partnerships/invited", "lapsed")


def saying_yes(walk: Walk) -> None:
    amara, ben = walk.amara, walk.ben
    ben.page.goto(walk.links["used"])
    ben.press("Yes, I would")
    ben.sign_in()
    ben.sees("Amara would like to think with you")
    walk.stop(ben, "partnerships/invited", "signed in")
    ben.press("Yes, I would")
    ben.sees("Amara and you")
    walk.place = "/partnerships/" + ben.page.url.rstrip("/").rsplit("/", 1)[1] + "/"
    ben.sees("You have no space yet")
    walk.stop(ben, "partnerships/partnership", "no space yet")
    amara.go(walk.place)
    amara.sees("has no space yet")
    walk.stop(amara, "partnerships/partnership", "waiting for the partner")
    amara.page.goto(walk.links["page"])
    walk.stop(amara, "partnerships/invitation", "used")
    guest = walk.somebody("Dewi")
    guest.page.goto(walk.links["used"])
    walk.stop(guest, "partnerships/invited", "used")
    ben.make_space()
    amara.go("/")
    amara.sees("Work out an agreement")
    walk.stop(amara, "site/home", "a partner")
    ben.go(walk.place)
    ben.sees("No notes yet")
    walk.stop(ben, "partnerships/partnership", "nothing yet")


def safety_words(walk: Walk) -> None:
    amara, ben = walk.amara, walk.ben
    amara.go(walk.place)
    amara.press("Show the words")
    amara.sees("Read these aloud")
    walk.stop(amara, "partnerships/partnership", "six words")
    amara.press("They differ")
    amara.sees("Please stop and check")
    walk.stop(amara, "partnerships/partnership", "words differ")
    for someone in (amara, ben):
        someone.go(walk.place)
        someone.press("Show the words")
        someone.press("They are the same")
        expect(someone.page.get_by_text("You compared them")).to_be_visible()
