"""Two people with nobody above them: from an empty server to both reading each other's note, and beyond.

Amara signs in and makes her space. She sends Ben a link. Ben reads what it is about before anything is asked of him,
says yes, and makes his space. They read their safety words to each other, agree on five lines and a word of their own,
and both sign. They meet on one clock. They write, and each reads the other. Amara comes back on a new device with her
sheet. Ben loses everything and begins again, and Amara lets him back in. In the end they part kindly.
"""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.journeys.someone import Someone


@pytest.fixture
def cast(chromium, each_server):
    """Amara and Ben, each with a browser of their own."""
    tag = uuid4().hex[:6]
    amara = Someone(chromium, each_server.url, "Amara", address=f"amara.{tag}@example.org")
    ben = Someone(chromium, each_server.url, "Ben", address=f"ben.{tag}@example.org")
    yield amara, ben
    for someone in (amara, ben):
        someone.close()


def test_the_first_journey(cast, picture, tmp_path):
    amara, ben = cast
    with amara.looking(tmp_path), ben.looking(tmp_path):
        come_in(amara, picture)
        find_each_other(amara, ben, picture)
        compare_safety_words(amara, ben)
        agree(amara, ben, picture)
        meet(amara, ben, picture)
        write_to_each_other(amara, ben, picture)
        stay_open_over_pages_and_close(amara, picture)
        come_back_on_a_new_device(amara)
        lose_everything_and_be_let_back_in(amara, ben)
        part(amara, ben)
        assert amara.complaints == []
        assert [c for c in ben.complaints if "404" not in c] == []


def come_in(amara, picture):
    amara.go("/")
    picture(amara, "front")
    amara.press("Sign in or start")
    amara.sign_in()
    amara.sees("Make your space")
    amara.make_space()


def find_each_other(amara, ben, picture):
    link = amara.invite()
    ben.page.goto(link)
    ben.sees("Amara would like to think with you")
    for promise in ("What peer coaching is", "What you will be asked", "Who can read what", "How to leave"):
        ben.sees(promise)
    picture(ben, "invitation")
    ben.accept(link)
    ben.make_space()
    amara.go("/")
    amara.sees("Ben and you")
    picture(amara, "home")
    picture(amara, "home-dark", dark=True)


def compare_safety_words(amara, ben):
    heard = {}
    for someone, partner in ((amara, "Ben"), (ben, "Amara")):
        someone.go("/")
        someone.press(partner)
        someone.press("Show the words")
        lists = someone.page.locator("safety-words ol, safety-words ul")
        expect(lists).to_have_count(2)
        heard[someone.name] = [lists.nth(n).locator("li").all_inner_texts() for n in range(2)]
    assert heard["Amara"] == heard["Ben"][::-1]
    assert len(heard["Amara"][0]) == 6
    for someone in (amara, ben):
        someone.press("They are the same")
        someone.sees("You compared them")


def agree(amara, ben, picture):
    amara.press("Work out our agreement")
    amara.put_words("Ben", In_our_own_words="We laugh at least once.")
    ben.press("Work out our agreement")
    ben.sees("We laugh at least once.")
    ben.sees("We each get the same time.")
    ben.press("Agree to all of it and sign")
    amara.press("Sign these words")
    for someone in (ben, amara):
        someone.sees("In force, version 1")
    picture(amara, "agreement")
    ben.press("Take my signature back")
    expect(amara.page.get_by_text("In force, version")).to_have_count(0)
    ben.press("Sign these words")
    amara.sees("In force, version 1")


def meet(amara, ben, picture):
    amara.press("Back to Ben and you")
    amara.press("Open the room")
    amara.sees("How much time do you have?")
    ben.press("Back to Amara and you")
    ben.page.reload()
    ben.press("Go to the room")
    ben.sees("How much time do you have?")
    amara.sees("We laugh at least once.")
    amara.page.get_by_label(re.compile("A short talk")).check()
    amara.page.get_by_label("I begin").check()
    amara.press("Begin")
    for someone in (amara, ben):
        expect(someone.page.get_by_role("button", name="Hold")).to_be_visible()
    amara.press("Go on")
    amara.sees("You speak")
    ben.sees("Amara speaks")
    picture_the_room(amara, picture)
    ben.press("Hold")
    amara.sees("The clock waits.")
    amara.press("We go on")
    expect(ben.page.get_by_role("button", name="Hold")).to_be_visible()
    ben.page.reload()
    ben.sees("Amara speaks")
    stop(amara)
    for someone in (amara, ben):
        someone.sees("For you alone")
    write_harvest(amara)


def picture_the_room(amara, picture):
    """On a device whose clock is three minutes ahead, so that there is something to see."""
    if not picture.is_on:
        return
    device = Someone(amara.browser, amara.url, "Amara", address=amara.address)
    device.phrase = amara.phrase
    device.sign_in()
    device.open_space()
    device.page.clock.install()
    device.page.goto(amara.page.url)
    device.sees("You speak")
    device.page.clock.fast_forward("03:10")
    picture(device, "room")
    picture(device, "room-phone", phone=True)
    device.close()


def stop(amara):
    """To stop early one holds first; nobody stops by a slip of the finger."""
    amara.press("Hold")
    amara.press("Stop for today")


def write_harvest(amara):
    first = amara.page.locator("after-meeting textarea").first
    first.fill("I wait longer than I thought.")
    expect(amara.page.get_by_text("Kept.").first).to_be_visible()
    amara.press("Back to the two of you")


def write_to_each_other(amara, ben, picture):
    amara.press("Write a note for both of us")
    amara.fill("Your words", "Amara asks before she fixes.")
    amara.press("Keep it")
    amara.page.wait_for_url("**/partnerships/*/")
    amara.sees("Amara asks before she fixes.")
    amara.press("Write one only for me")
    amara.fill("Your words", "I said yes too quickly again.")
    amara.press("Keep it")
    amara.sees("I said yes too quickly again.")
    ben.go("/")
    ben.press("Amara")
    ben.press("Amara asks before she fixes.")
    expect(ben.page.get_by_label("Your words")).to_have_value("Amara asks before she fixes.")
    ben.fill("Your words", "Amara asks before she fixes.\nBen leaves at five on Wednesdays.")
    ben.press("Keep it")
    ben.page.wait_for_url("**/partnerships/*/")
    assert "too quickly" not in ben.reads()
    amara.page.reload()
    amara.press("Amara asks before she fixes.")
    expect(amara.page.get_by_label("Your words")).to_have_value(re.compile("Ben leaves at five"))
    amara.page.go_back()
    amara.sees("I said yes too quickly again.")
    picture(amara, "partnership")


def stay_open_over_pages_and_close(amara, picture):
    amara.page.reload()
    amara.sees("Amara asks before she fixes.")
    amara.press("Close my space")
    amara.page.wait_for_url("**/space/**")
    picture(amara, "unlock")
    amara.go("/")
    amara.press("Ben")
    expect(amara.page.get_by_text("Your words are closed.").first).to_be_visible()
    assert "Amara asks" not in amara.reads()
    amara.open_space()


def come_back_on_a_new_device(amara):
    """With the sheet, typed as people type: numbers, capitals, four letters."""
    device = Someone(amara.browser, amara.url, "Amara", address=amara.address)
    device.sign_in()
    device.go("/space/")
    device.press("Type my twelve words")
    typed = ", ".join(f"{n}. {word[:4].upper()}" for n, word in enumerate(amara.sheet, 1))
    device.page.get_by_label("Your sheet").fill(typed)
    device.page.get_by_role("button", name="Open my space").last.click()
    device.page.wait_for_url(lambda url: "/space/" not in url)
    device.go("/")
    device.press("Ben")
    device.sees("Amara asks before she fixes.")
    device.sees("I said yes too quickly again.")
    device.sees("You compared them")
    assert device.complaints == []
    device.close()


def lose_everything_and_be_let_back_in(amara, ben):
    ben.close()
    ben.__init__(ben.browser, ben.url, "Ben", address=ben.address)
    ben.sign_in()
    ben.go("/space/")
    ben.page.get_by_text("I have none of these").click()
    ben.press("Begin again")
    ben.page.get_by_role("button", name="Begin again").last.click()
    ben.make_space()
    ben.go("/")
    ben.press("Amara")
    ben.sees("can let you back in")
    amara.go("/")
    amara.press("Ben")
    amara.sees("made a new space")
    amara.press("Show the words")
    amara.press("The same: let", exact=False)
    amara.sees("can read again what you share.")
    ben.page.reload()
    ben.sees("Amara asks before she fixes.")


def part(amara, ben):
    """Two clicks, no reason; the other reads a neutral sentence and keeps what was shared."""
    amara.press("Part kindly")
    amara.press("Part now")
    amara.sees("You have parted")
    ben.page.reload()
    ben.sees("This partnership has ended")
    ben.sees("Endings are an ordinary part of peer coaching.")
    ben.sees("Amara asks before she fixes.")
