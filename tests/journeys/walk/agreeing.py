"""An agreement: begun, talked over clause by clause, signed, changed, tightened. Then notes for both, and for one."""

import re

from playwright.sync_api import expect

from tests.journeys.walk import Walk

OWN = "We laugh at least once. If one of us is late, we begin with a cup of tea, and nobody says sorry twice."
LONG = (
    "Amara asks before she fixes.\n\nOn Wednesday I noticed that I had an answer ready before Ben had finished his "
    "sentence. I kept it to myself, and he found a better one; that took him four minutes. "
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft is a word he likes.\n\n"
    "What I take with me: wait, then ask, then wait once more."
)
IN_FORCE = "In force, version 1"


def go(walk: Walk) -> None:
    agree(walk)
    write(walk)
    write_at_once(walk)
    look_for_words(walk)


def agree(walk: Walk) -> None:
    amara, ben = walk.amara, walk.ben
    amara.press("Work out our agreement")
    amara.sees("Choose something to begin with")
    walk.stop(amara, "partnerships/agreement", "choosing a template")
    amara.press("Begin with this")
    amara.sees("In our own words")
    walk.stop(amara, "partnerships/agreement", "form")
    amara.fill("In our own words", OWN)
    amara.press("Put these words to Ben")
    amara.sees("You propose")
    walk.stop(amara, "partnerships/agreement", "proposed by me")
    ben.go(walk.place + "agreement/")
    ben.sees("Amara proposes")
    walk.stop(ben, "partnerships/agreement", "proposed to me")
    negotiate(walk)
    amara.press("Sign these words")
    amara.sees("Take my signature back")
    walk.stop(amara, "partnerships/agreement", "signed by me")
    amara.go("/")
    amara.sees("Your agreement waits for the second signature")
    walk.stop(amara, "site/home", "second signature open")
    ben.go("/")
    ben.sees("Words are waiting for you and Amara")
    walk.stop(ben, "site/home", "words to sign")
    ben.press("Read them")
    ben.press("Sign these words")
    ben.sees(IN_FORCE)
    walk.stop(ben, "partnerships/agreement", "in force")
    change(walk)
    tighten(walk)


def negotiate(walk: Walk) -> None:
    """Ben words one clause anew and says why; Amara would like to talk, then makes a remark; he takes the rest as it is."""
    amara, ben = walk.amara, walk.ben
    ben.press("Change the words: Advice")
    ben.sees("Leave it as it is")
    walk.stop(ben, "partnerships/agreement", "wording a clause")
    ben.fill("Your words", "We ask twice before we suggest, and suggest only when asked.")
    ben.fill("Why? Only if you like.", "I suggest too quickly, and would like to be held to it.")
    ben.press("Propose this to Amara")
    amara.sees("I suggest too quickly")
    amara.press("Let’s talk first: Advice")
    amara.sees("would like to talk about this")
    amara.remark("CL-13", "Twice may be one too many. On Thursday?")
    ben.sees("Twice may be one too many")
    walk.stop(amara, "partnerships/agreement", "being talked over")
    amara.press("We have talked: Advice")
    for title in ("Equal turns", "What may leave", "Who decides", "Hold", "In our own words"):
        ben.press(f"Agree to these words: {title}")
        expect(ben.page.get_by_role("button", name=f"Agree to these words: {title}")).to_have_count(0)
    walk.stop(ben, "partnerships/agreement", "one clause open")
    amara.press("Agree to these words: Advice")
    amara.sees("Settled")


def change(walk: Walk) -> None:
    amara, ben = walk.amara, walk.ben
    ben.press("Take my signature back")
    ben.sees("Taken back")
    walk.stop(ben, "partnerships/agreement", "signature taken back")
    ben.press("Sign these words")
    ben.sees(IN_FORCE)
    amara.go(walk.place + "agreement/")
    ben.change_clause("Advice", "We ask twice before we suggest once.", partner="Amara")
    amara.sees("reopened what was settled")
    walk.stop(amara, "partnerships/agreement", "reopened, while the old words hold")
    amara.press("Agree to these words: Advice")
    amara.press("Sign these words")
    ben.press("Sign these words")
    amara.sees("In force, version 2")
    amara.page.get_by_text("Print it, or take it with you").click()
    walk.stop(amara, "partnerships/agreement", "to take along")
    amara.go("/")
    amara.sees("Or nothing. That is fine as well.")
    walk.stop(amara, "site/home", "all is well")


def tighten(walk: Walk) -> None:
    """Amara alone: from now on nothing of hers leaves. Ben reads it at once, and need not agree."""
    amara, ben = walk.amara, walk.ben
    amara.go(walk.place + "agreement/")
    amara.sees("In force, version 2")
    amara.page.get_by_text("Be stricter with what is mine: Advice").click()
    walk.stop(amara, "partnerships/agreement", "being stricter alone")
    amara.page.get_by_role("button", name="Only when asked, after questions.").click()
    amara.sees("Stricter for what is")
    ben.sees("Stricter for what is")
    walk.stop(ben, "partnerships/agreement", "the other is stricter")


def write(walk: Walk) -> None:
    amara = walk.amara
    amara.go(walk.place)
    amara.press("Write a note for both of us")
    amara.sees("can read this.")
    walk.stop(amara, "partnerships/note", "new for both")
    amara.fill("Your words", LONG)
    amara.press("Keep it")
    amara.sees("Amara asks before she fixes.")
    amara.press("Write one only for me")
    amara.sees("Only you can read this.")
    walk.stop(amara, "partnerships/note", "new for me")
    amara.fill("Your words", "I said yes too quickly again.")
    amara.sees("So far a draft")
    amara.page.reload()
    amara.sees("From before, not kept yet.")
    walk.stop(amara, "partnerships/note", "a draft came back")
    amara.press("Keep it")
    amara.sees("I said yes too quickly again.")
    walk.stop(amara, "partnerships/partnership", "with notes")
    amara.press("Amara asks before she fixes.")
    expect(amara.page.get_by_label("Your words")).to_have_value(re.compile("Wednesday"))
    amara.page.get_by_text("Take this back").first.click()
    amara.sees("It disappears here")
    walk.stop(amara, "partnerships/note", "to be taken back")


def look_for_words(walk: Walk) -> None:
    """With many notes there is a field to look for words in them."""
    ben = walk.ben
    for words in (
        "I asked, and waited.",
        "Silence helped.",
        "A walk first.",
        "Fewer slides.",
        "Late again: why?",
        "Tea.",
        "Ask Dewi.",
        "Begin.",
    ):
        ben.write(words, place=walk.place)
    ben.page.get_by_label("Find words in these notes").fill("silense")
    expect(ben.page.locator(".notes > li")).to_have_count(1)
    ben.sees("Silence helped.")
    walk.stop(ben, "partnerships/partnership", "words found")
    ben.page.get_by_label("Find words in these notes").fill("orchestra")
    ben.sees("None of these notes has these words.")
    walk.stop(ben, "partnerships/partnership", "words not found")


def write_at_once(walk: Walk) -> None:
    """Both change the same line. Ben keeps his first."""
    amara, ben = walk.amara, walk.ben
    ben.go(walk.place)
    ben.press("Amara asks before she fixes.")
    expect(ben.page.get_by_label("Your words")).to_have_value(re.compile("Wednesday"))
    ben.fill("Your words", LONG.replace("before she fixes", "and does not fix"))
    ben.press("Keep it")
    ben.sees("Amara asks and does not fix.")
    amara.fill("Your words", LONG.replace("before she fixes", "twice"))
    amara.press("Keep it")
    amara.sees("Both texts are here.")
    walk.stop(amara, "partnerships/note", "two versions")
    amara.press("Keep this one")
    amara.sees("Amara asks twice.")
