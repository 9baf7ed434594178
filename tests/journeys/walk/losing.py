"""Ben loses everything and begins again; Amara lets him back in to what they share."""

from tests.journeys.walk import Walk


def go(walk: Walk) -> None:
    amara, ben = walk.amara, walk.ben
    walk.people.remove(ben)
    ben.close()
    ben = walk.ben = walk.somebody("Ben", address=ben.address)
    ben.sign_in()
    ben.go("/space/")
    ben.page.get_by_text("I have none of these").click()
    ben.press("Begin again")
    ben.page.get_by_role("button", name="Begin again").last.click()
    ben.sees("If you lose every way in")
    walk.stop(ben, "vault/make_space", "anew")
    ben.make_space()
    ben.go(walk.place)
    ben.sees("can let you back in")
    walk.stop(ben, "partnerships/partnership", "waiting to be let back in")
    amara.go(walk.place)
    amara.sees("made a new space")
    walk.stop(amara, "partnerships/partnership", "the partner stands outside")
    amara.press("Show the words")
    amara.sees("The same: let")
    walk.stop(amara, "partnerships/partnership", "letting back in")
    amara.press("The same: let", exact=False)
    amara.sees("can read again what you share.")
    walk.stop(amara, "partnerships/partnership", "let back in")
    ben.go(walk.place)
    ben.sees("Amara asks twice.")
