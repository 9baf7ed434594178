"""One's own things: profile, sign-ins, passkeys, ways in, taking everything out; and many partners at once."""

from tests.journeys.someone import Someone
from tests.journeys.walk import Walk
from tests.journeys.walk.arriving import words_in
from tests.journeys.walk.by_hand import NAMES, find_many_partners

PASSKEYS = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
    "hasPrf": True,
}


def go(walk: Walk) -> None:
    profile(walk)
    passkeys(walk)
    ways_in(walk)
    closed(walk)
    take_out(walk)
    long_names(walk)


def profile(walk: Walk) -> None:
    amara = walk.amara
    amara.go("/me/")
    walk.stop(amara, "people/profile")
    amara.press("Keep this")
    amara.sees("kept")
    walk.stop(amara, "people/profile", "kept")
    amara.fill("Your name", " ")
    amara.press("Keep this")
    amara.sees("Please write a name")
    walk.stop(amara, "people/profile", "no name")
    amara.go("/me/sign-ins/")
    walk.stop(amara, "people/sign_ins", "one")
    phone = walk.somebody("Amara’s phone", address=amara.address)
    phone.sign_in()
    amara.page.reload()
    amara.sees("End all but this one")
    walk.stop(amara, "people/sign_ins", "two")
    amara.press("End all but this one")
    phone.close()
    walk.people.remove(phone)


def passkeys(walk: Walk) -> None:
    amara = walk.amara
    line = amara.context.new_cdp_session(amara.page)
    line.send("WebAuthn.enable")
    line.send("WebAuthn.addVirtualAuthenticator", {"options": PASSKEYS})
    amara.go("/me/passkeys/")
    walk.stop(amara, "people/passkeys", "none")
    amara.fill("A name for it", "my phone")
    amara.press("Make a passkey")
    amara.sees("Done. ")
    walk.stop(amara, "people/passkeys", "made")
    amara.press("Show my passkeys")
    amara.page.get_by_text("Remove", exact=True).click()
    amara.sees("Remove this passkey?")
    walk.stop(amara, "people/passkeys", "to be removed")


def ways_in(walk: Walk) -> None:
    amara = walk.amara
    amara.go("/space/")
    amara.sees("Your space is open.")
    walk.stop(amara, "vault/let_me_in", "open")
    amara.go("/space/ways-in/")
    amara.press("Open it with my passkey too")
    amara.sees("Is it you?")
    walk.stop(amara, "vault/ways_in", "is it you")
    type_phrase(amara)
    amara.page.get_by_text("One touch, on the device that has it.").wait_for()
    walk.stop(amara, "vault/ways_in", "three")
    amara.page.get_by_text("Remove", exact=True).first.click()
    amara.sees("The five words will no longer open your space.")
    walk.stop(amara, "vault/ways_in", "to be removed")
    amara.press("A new sheet")
    amara.sees("My Fermata sheet")
    walk.stop(amara, "vault/ways_in", "a new sheet")
    amara.go("/space/ways-in/")
    amara.press("New words")
    amara.sees("You get five new words.")
    walk.stop(amara, "vault/ways_in", "new words")
    amara.press("Give me new words")
    type_phrase(amara)
    amara.sees("Your new words")
    amara.phrase = words_in(amara)
    walk.stop(amara, "vault/ways_in", "new words given")


def type_phrase(someone: Someone) -> None:
    someone.page.get_by_label("Your five words").fill(" ".join(someone.phrase))
    someone.press("Open my space")


def closed(walk: Walk) -> None:
    """Every page with sealed words while the space is closed, and the door to it."""
    amara = walk.amara
    amara.go("/")
    amara.press("Close my space")
    amara.sees("Let me back in")
    walk.stop(amara, "vault/let_me_in", "closed")
    amara.page.get_by_label("Your five words").fill("harbour lentil violin moss ticket")
    amara.press("Open my space")
    amara.page.locator(".wrong:visible").wait_for()
    walk.stop(amara, "vault/let_me_in", "wrong words")
    amara.press("Type my twelve words")
    amara.page.get_by_label("Your sheet").fill("abandon ability")
    amara.page.get_by_role("button", name="Open my space").last.click()
    amara.sees("That makes 2.")
    amara.page.get_by_text("I have none of these").click()
    walk.stop(amara, "vault/let_me_in", "all unfolded")
    amara.press("Begin again")
    amara.sees("Begin again with a new space?")
    walk.stop(amara, "vault/let_me_in", "begin again")
    pages = (
        ("", "partnerships/partnership"),
        ("agreement/", "partnerships/agreement"),
        ("notes/new/", "partnerships/note"),
    )
    for path, page in pages:
        amara.go(walk.place + path)
        amara.sees("Your words are closed.")
        walk.stop(amara, page, "closed")
    amara.go("/space/ways-in/")
    amara.sees("Your words are closed.")
    walk.stop(amara, "vault/ways_in", "closed")
    amara.open_space()


def take_out(walk: Walk) -> None:
    amara = walk.amara
    amara.go("/me/export/")
    amara.sees("Your browser opens everything")
    walk.stop(amara, "people/export")
    with amara.page.expect_download():
        amara.press("Make my folder")
    amara.sees("It is in your downloads.")
    walk.stop(amara, "people/export", "made")


def long_names(walk: Walk) -> None:
    """Ten partners more, with names as people have them; and Ben under the longest of them, then under one from right to left."""
    amara, ben = walk.amara, walk.ben
    find_many_partners(walk.server, address=amara.address)
    amara.go("/")
    amara.sees(NAMES[0])
    walk.stop(amara, "site/home", "eleven partners")
    for name, state in ((NAMES[1], "a very long name"), (NAMES[2], "a name from right to left")):
        ben.go("/me/")
        ben.fill("Your name", name)
        ben.press("Keep this")
        ben.go("/")
        ben.sees(name)
        walk.stop(ben, "site/home", state)
        with_the_name(walk, state)
    ben.go("/me/")
    ben.fill("Your name", "Ben")
    ben.press("Keep this")


def with_the_name(walk: Walk, state: str) -> None:
    amara = walk.amara
    amara.go(walk.place)
    amara.page.locator(".notes").wait_for()
    walk.stop(amara, "partnerships/partnership", state)
    amara.go(walk.place + "agreement/")
    amara.sees("In force")
    walk.stop(amara, "partnerships/agreement", state)
    amara.go(walk.place + "notes/new/")
    amara.sees("can read this.")
    walk.stop(amara, "partnerships/note", state)
    amara.go(walk.place)
    amara.page.locator("form[action*=meetings] button").click()
    amara.sees("How much time do you have?")
    walk.stop(amara, "sessions/room", f"choosing with {state}")
    amara.page.get_by_label("I begin").check()
    amara.press("Begin")
    amara.page.get_by_role("button", name="Hold").wait_for()
    walk.stop(amara, "sessions/room", f"beginning with {state}")
    amara.page.get_by_role("button", name="Hold").click()
    amara.page.get_by_role("button", name="Stop for today").click()
    amara.sees("For you alone")
