"""Amara and Ben in German: from the door to a signed agreement, and no English sentence on the way."""

from uuid import uuid4

import pytest

from tests.journeys.fluent import Fluent, english_on
from tests.journeys.someone import Someone


@pytest.fixture
def cast(chromium, server):
    tag = uuid4().hex[:6]
    both = [
        Fluent(chromium, server.url, name, address=f"{name.lower()}.{tag}@example.org") for name in ("Amara", "Ben")
    ]
    yield both
    for someone in both:
        someone.close()


def test_from_the_door_to_a_signed_agreement(cast, tmp_path):
    amara, ben = cast
    with amara.looking(tmp_path), ben.looking(tmp_path):
        come_in(amara)
        find_each_other(amara, ben)
        agree(amara, ben)
        assert amara.complaints == []


def come_in(amara):
    for path in ("/", "/who-reads-what/", "/browsers/", "/sign-in/"):
        amara.go(path)
        amara.speaks()
        amara.hears_no_english()
    amara.sign_in()
    amara.sees("Make your space")
    amara.hears_no_english()
    amara.make_space()
    amara.hears_no_english()


def find_each_other(amara, ben):
    link = amara.invite()
    amara.hears_no_english()
    ben.page.goto(link)
    ben.sees("What peer coaching is")
    ben.hears_no_english()
    ben.accept(link)
    ben.hears_no_english()
    ben.make_space()


def agree(amara, ben):
    amara.go("/")
    amara.hears_no_english()
    amara.press("Work out our agreement")
    amara.sees("Begin with this")
    amara.hears_no_english()
    amara.put_words("Ben")
    amara.hears_no_english()
    ben.page.goto(amara.page.url)
    ben.press("Agree to all of it and sign")
    ben.sees("Take my signature back")
    ben.hears_no_english()


def test_the_letter_with_the_code_is_german(cast, server):
    amara, _ben = cast
    amara.sign_in()
    outbox = amara.context.request.get(f"{server.url}/outbox/").text()

    assert "Dein Code für Fermata:" in outbox
    assert "Gib den Code niemandem" in outbox


def test_the_language_is_chosen_at_the_foot_of_a_page_and_kept(chromium, server):
    chidi = Someone(chromium, server.url, "Chidi", locale="en")
    chidi.go("/who-reads-what/")
    assert len(english_on(chidi.page, language="de")) > 40
    chidi.press("Deutsch")
    chidi.sees("Wer was liest")
    assert english_on(chidi.page, language="de") == []
    chidi.go("/")
    chidi.sees("Zwei Menschen, gleich viel Zeit")
    chidi.close()
