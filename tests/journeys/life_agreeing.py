"""The part of a life in which two agree: every field of a negotiation, each with a sentence of its own."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.journeys.life import Life


def agree(life: "Life") -> None:
    amara, ben = life.pair.amara, life.pair.ben
    amara.go(f"{life.pair.place}agreement/")
    amara.put_words(
        "Ben Dunnock",
        Equal_turns=life.plant("a clause of the agreement"),
        In_our_own_words=life.plant("own words of the agreement"),
    )
    ben.go(f"{life.pair.place}agreement/")
    ben.press("Agree to all of it and sign")
    amara.press("Sign these words")
    amara.sees("In force, version 1")
    negotiate(life)
    ben.press("Change the words: Advice")
    ben.fill("Your words", life.plant("a clause never proposed"))
    ben.page.wait_for_timeout(2500)
    ben.go(life.pair.place)


def negotiate(life: "Life") -> None:
    """A counter-proposal with its why, a remark, and a stricter wording; then settled and signed again."""
    amara, ben = life.pair.amara, life.pair.ben
    ben.press("Change the words: Who decides")
    ben.fill("Your words", life.plant("a clause proposed anew"))
    ben.fill("Why? Only if you like.", life.plant("why a clause was proposed"))
    ben.press("Propose this to Amara Wagtail")
    amara.sees(str(life.planted["why a clause was proposed"]))
    amara.remark("CL-12", life.plant("a remark beside a clause"))
    ben.sees(str(life.planted["a remark beside a clause"]))
    amara.press("Agree to these words: Who decides")
    amara.press("Sign these words")
    ben.press("Sign these words")
    ben.sees("In force, version 2")
