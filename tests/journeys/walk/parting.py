"""Going: from a partner, from this browser, and for good."""

from tests.journeys.walk import Walk
from tests.journeys.walk.living import bring_to


def go(walk: Walk) -> None:
    amara, ben = walk.amara, walk.ben
    ben.go(walk.place)
    amara.go(walk.place)
    together(walk)
    amara.press("I need distance")
    amara.sees("Take back what I wrote")
    walk.stop(amara, "partnerships/protect")
    amara.go("/protected/")
    walk.stop(amara, "partnerships/protected")
    amara.go(walk.place)
    amara.press("Part kindly")
    amara.sees("Take back what I wrote")
    walk.stop(amara, "partnerships/leave")
    amara.press("Part now")
    amara.sees("You have parted")
    walk.stop(amara, "partnerships/left")
    ben.press("Open the room")
    ben.sees("That cannot be done just now")
    walk.stop(ben, "site/refused")
    over(walk)
    delete(walk)


def together(walk: Walk) -> None:
    """Closing in peace, and what it looks like afterwards; then as if it had not been."""
    amara = walk.amara
    amara.press("Part together")
    walk.stop(amara, "partnerships/close")
    amara.press("Begin to part")
    amara.sees("Parting in peace")
    walk.stop(amara, "partnerships/partnership", "parting in peace")
    bring_to(walk, "closed", event="waived", ended=True)
    amara.go(walk.place)
    amara.press("I would like to begin again")
    amara.sees("if everybody who is here would")
    walk.stop(amara, "partnerships/partnership", "closed, a wish said unseen")
    amara.press("Take that back")
    bring_to(walk, "trial", event="signed")
    amara.go(walk.place)


def over(walk: Walk) -> None:
    ben = walk.ben
    ben.go("/")
    ben.sees("My partnerships")
    walk.stop(ben, "site/home", "ended")
    ben.go(walk.place)
    ben.sees("Amara asks twice.")
    walk.stop(ben, "partnerships/partnership", "ended")
    ben.press("Read it")
    ben.sees("Confidence has no end date")
    ben.page.locator(".signing").first.wait_for()
    walk.stop(ben, "partnerships/agreement", "ended")
    ben.go(walk.place)
    ben.press("Amara asks twice.")
    ben.sees("Only you and")
    walk.stop(ben, "partnerships/note", "ended")


def delete(walk: Walk) -> None:
    amara, ben = walk.amara, walk.ben
    amara.go("/me/delete/")
    walk.stop(amara, "people/leaving")
    amara.press("Go on")
    walk.stop(amara, "people/leaving_sure")
    amara.press("Delete my account")
    amara.sees("Your account is deleted")
    walk.stop(amara, "people/left_fermata")
    ben.go(walk.place)
    ben.sees("What was shared")
    walk.stop(ben, "partnerships/partnership", "the partner is gone")
    ben.go("/sign-out/")
    walk.stop(ben, "people/sign_out")
    ben.press("Sign out")
    ben.sees("You are signed out")
    walk.stop(ben, "people/signed_out")
