"""A visitor runs the demonstration, and signs in as each of the four with what the terminal has printed.

As Amara they open her space, read what she and Ben wrote and what only she reads, see that they have met, and what they
agreed. As Ben they find the same from the other side, and nothing of what Amara kept to herself. As Chidi they see
which clauses are not settled yet. Nothing a browser checks is amiss: the envelopes were sealed by another program than
the vault, and the vault takes each as its own. Then all of it is erased, and what was beside it is as before.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from conftest import a_server
from tests.journeys.someone import Someone

MARKED = "Demonstration: everything here will be erased."
WORDS = json.loads((Path(__file__).resolve().parents[2] / "content" / "words" / "en.json").read_text())
AMISS = [said for name, said in WORDS.items() if name.startswith("vault.") and "{" not in said]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    server = a_server(tmp_path_factory.mktemp("data"), DATABASE_URL="postgresql://nobody@localhost/real")
    server.command = "demo"
    server.environment.pop("FERMATA_DEVELOPMENT")
    (server.data / "fermata.sqlite3").write_bytes(b"a real installation")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def cast(demo, chromium):
    """As the terminal names them."""
    told = re.sub(r"\x1b\[[0-9;]*m", "", demo.log.read_text())
    people = {}
    for name in ("Amara", "Ben", "Chidi", "Grace"):
        [words] = re.findall(rf"^  {name.lower()}@example\.org +((?:[a-z]+ ?){{5}})$", told, re.M)
        people[name] = Someone(chromium, demo.url, name)
        people[name].phrase = words.split()
    yield people
    for someone in people.values():
        assert someone.complaints == []
        someone.close()


def come_in(someone):
    someone.go("/sign-in/")
    someone.sees(MARKED)
    someone.sign_in()
    someone.open_space()
    someone.sees(MARKED)


def nothing_is_amiss(someone):
    """The vault says of nothing that it was forged, withheld, or put in another place."""
    shown = someone.everything_shown()
    assert [said for said in AMISS if said in shown] == []


def test_amara_and_ben_find_three_months_of_theirs(cast, tmp_path):
    amara, ben = cast["Amara"], cast["Ben"]
    with amara.looking(tmp_path), ben.looking(tmp_path):
        for someone in (amara, ben):
            come_in(someone)
        amara.go("/")
        amara.page.locator("main").get_by_role("link", name="Ben").first.click()
        place = amara.page.url.removeprefix(amara.url)
        amara.sees("Where we stand")
        amara.sees("After the sixth time")
        nothing_is_amiss(amara)
        assert len(amara.page.locator("section[aria-labelledby=meetings] li").all()) == 6
        read_an_agreement(amara, place)
        read_a_meeting(amara, place)
        ben.go(place)
        ben.sees("The sentence")
        nothing_is_amiss(ben)
        expect(ben.page.get_by_text("After the sixth time")).to_have_count(0)
        ben.press("The sentence")
        expect(ben.page.get_by_label("Your words", exact=True).first).to_have_value(
            re.compile("I will tell you tomorrow")
        )
        look_at_turns(ben, place)


def read_an_agreement(amara, place):
    amara.go(f"{place}agreement/")
    amara.sees("In force, version 1")
    amara.sees("to stop taking every shift that is offered")
    nothing_is_amiss(amara)


def read_a_meeting(amara, place):
    amara.go(place)
    amara.page.locator("section[aria-labelledby=meetings] a").first.click()
    kept = {
        "What do you want to remember together?": "Look at the agreement together before we go on.",
        "What did you learn, in one sentence?": "I would like to do this with the new colleagues as well.",
        "… I will": "say the first line without the paper",
    }
    for label, words in kept.items():
        expect(amara.page.get_by_label(label, exact=True).first).to_have_value(words)
    amara.sees("Thank you for the question about the second line.")


def look_at_turns(ben, place):
    ben.go(f"{place}turns/")
    ben.sees("You have 2 minutes to come.")


def test_chidi_and_grace_have_words_on_the_table(cast, tmp_path):
    chidi, grace = cast["Chidi"], cast["Grace"]
    with chidi.looking(tmp_path), grace.looking(tmp_path):
        for someone, partner in ((chidi, "Grace"), (grace, "Chidi")):
            come_in(someone)
            someone.go("/")
            someone.page.locator("main").get_by_role("link", name=partner).first.click()
            someone.go(someone.page.url.removeprefix(someone.url) + "agreement/")
            someone.sees("My team is small; people would guess.")
            someone.sees("Sundays are free as well")
            nothing_is_amiss(someone)
        chidi.press("Agree to these words: What may leave")
        grace.page.reload()
        expect(grace.page.get_by_text("My team is small; people would guess.")).to_have_count(0)


def test_it_ends_without_a_trace_and_touches_nothing_beside_it(demo):
    kept = demo.data / "demo"
    assert (kept / "DEMONSTRATION").is_file()

    command = [sys.executable, "-m", "fermata", "demo", "--erase"]
    too_soon = subprocess.run(command, env=demo.environment, capture_output=True, text=True, timeout=60, check=False)
    assert too_soon.returncode == 1
    assert "still being served" in too_soon.stderr
    assert (kept / "DEMONSTRATION").is_file()

    demo.stop()
    subprocess.run(command, env=demo.environment, check=True, capture_output=True)

    assert not kept.exists()
    assert (demo.data / "fermata.sqlite3").read_bytes() == b"a real installation"


def test_a_folder_that_is_not_its_own_stays_as_it_is(tmp_path):
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "fermata.sqlite3").write_bytes(b"somebody's")
    environment = os.environ | {"FERMATA_DATA": str(tmp_path)}

    for more in ([], ["--erase"]):
        command = [sys.executable, "-m", "fermata", "demo", *more]
        refused = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
        assert refused.returncode == 1
        assert "it stays as it is" in refused.stderr

    assert [file.name for file in (tmp_path / "demo").iterdir()] == ["fermata.sqlite3"]
