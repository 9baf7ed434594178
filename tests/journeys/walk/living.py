"""The life between: a trial, a hold, a review, and what may come up on the way."""

import sqlite3
from uuid import UUID

from tests.journeys.walk import Walk


def go(walk: Walk) -> None:
    trial(walk)
    hold(walk)
    cards(walk)
    review(walk)


def trial(walk: Walk) -> None:
    amara = walk.amara
    amara.go(walk.place)
    amara.sees("You are trying it out")
    walk.stop(amara, "partnerships/partnership", "in trial")
    amara.press("I would like to carry on")
    amara.sees("You would like to carry on.")
    walk.stop(amara, "partnerships/partnership", "in trial, a yes said unseen")


def hold(walk: Walk) -> None:
    amara, ben = walk.amara, walk.ben
    amara.press("Hold")
    amara.sees("Hold this for a while")
    walk.stop(amara, "partnerships/hold")
    amara.fill("Back on", "2030-05-04")
    amara.page.locator("form[method=post] button", has_text="Hold").click()
    amara.sees("Until about 4 May 2030")
    walk.stop(amara, "partnerships/partnership", "on hold")
    ben.go("/")
    ben.sees("On hold, for as long as you need.")
    walk.stop(ben, "site/home", "on hold")
    ben.go(walk.place)
    ben.press("I am ready again")
    ben.sees("You are ready.")
    walk.stop(ben, "partnerships/partnership", "on hold, ready")
    amara.press("I am ready again")
    amara.sees("You are trying it out")


def cards(walk: Walk) -> None:
    amara = walk.amara
    amara.press("Our roles touch")
    amara.page.get_by_text("Yes, that is so").click()
    walk.stop(amara, "partnerships/conflict")
    amara.go(walk.place)
    amara.press("Watch each other at work")
    walk.stop(amara, "partnerships/observation")
    amara.go("/me/silence/")
    walk.stop(amara, "partnerships/silence")
    amara.fill("If I go quiet for so many days", "5")
    amara.press("Keep it")
    walk.stop(amara, "partnerships/silence", "too few days")


def review(walk: Walk) -> None:
    amara, ben = walk.amara, walk.ben
    bring_to(walk, "reviewing", event="time")
    amara.go(walk.place)
    amara.sees("Time to look at how it goes")
    walk.stop(amara, "partnerships/partnership", "looking back")
    amara.page.get_by_text("On, in another rhythm").click()
    amara.press("This is my choice")
    amara.sees("Choose this instead")
    walk.stop(amara, "partnerships/partnership", "looking back, a choice made unseen")
    ben.go(walk.place)
    ben.page.get_by_text("As we are; our agreement goes on").click()
    ben.press("This is my choice")
    ben.sees("You are trying it out")


def bring_to(walk: Walk, phase: str, *, event: str, ended: bool = False) -> None:
    """As if its time had come: the walk cannot wait three months."""
    partnership = UUID(walk.place.strip("/").split("/")[1]).hex
    with sqlite3.connect(walk.server.data / "fermata.sqlite3", timeout=10) as database:
        newest = "number = (SELECT max(number) FROM fermata_passage WHERE partnership_id = ?)"
        database.execute(
            f"UPDATE fermata_passage SET phase = ?, event = ? WHERE partnership_id = ? AND {newest}",
            (phase, event, partnership, partnership),
        )
        database.execute("DELETE FROM fermata_goodbye WHERE partnership_id = ?", (partnership,))
        if ended:
            now = "2026-03-01 10:00:00"
            database.execute("INSERT INTO fermata_goodbye (partnership_id, at) VALUES (?, ?)", (partnership, now))
    database.close()
