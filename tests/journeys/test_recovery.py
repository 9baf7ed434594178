"""Coming back: with a sheet typed as people type, with one touch, and after everything was lost."""

import json
import os
import pty
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import independent_reader as reader
from tests.journeys.life import give_passkeys
from tests.journeys.pairs import Pair, bring_together
from tests.journeys.someone import Someone

SENTENCES = json.loads((Path(__file__).resolve().parents[2] / "content/words/en.json").read_text())
SHARED, BENS, PRIVATE = "We begin with the hard part.", "Ben brings the tea.", "I hope she does not ask me."
PROMISE = "We leave telephones outside."


@pytest.fixture(scope="module")
def pair(chromium, server) -> Iterator[Pair]:
    """They have agreed, both have written, and Ben has a note of his own."""
    made = bring_together(chromium, server.url, tag="recovery")
    amara, ben = made.amara, made.ben
    amara.write(SHARED, place=made.place)
    ben.write(BENS, place=made.place)
    ben.write(PRIVATE, place=made.place, only_me=True)
    amara.go(f"{made.place}agreement/")
    amara.put_words("Ben", In_our_own_words=PROMISE)
    ben.go(f"{made.place}agreement/")
    ben.press("Agree to all of it and sign")
    amara.press("Sign these words")
    ben.sees("In force, version 1")
    yield made
    made.close()


@pytest.fixture(scope="module")
def telephone(pair: Pair) -> Iterator[Someone]:
    """Ben's new one: signed in, closed."""
    made = pair.ben.elsewhere()
    made.go("/space/")
    made.press("Type my twelve words")
    yield made
    made.close()


def type_sheet(someone: Someone, typed: str) -> None:
    someone.page.get_by_label("Your sheet").fill(typed)
    someone.page.locator("form", has=someone.page.get_by_label("Your sheet")).get_by_role("button").click()


def swapped(sheet: list[str]) -> list[str]:
    """Two of its words changed places, and the sheet shows it (one swap in sixteen cannot be seen)."""
    for one, other in combinations(range(12), 2):
        mixed = [*sheet]
        mixed[one], mixed[other] = mixed[other], mixed[one]
        if not reader.sheet_holds(mixed):
            return mixed
    raise AssertionError("no swap shows")


def test_what_is_wrong_with_a_sheet_is_named(telephone: Someone):
    sheet = telephone.sheet
    wrong = {
        " ".join([*sheet[:4], "xylophone", *sheet[5:]]): ("word_unknown", {"position": "5", "word": "xylophone"}),
        " ".join(swapped(sheet)): ("words_do_not_fit", {}),
        " ".join(sheet[:11]): ("word_count", {"count": "11", "wanted": "12"}),
        " ".join(["abandon"] * 11 + ["about"]): ("wrong_words", {}),
    }
    for typed, (code, parts) in wrong.items():
        type_sheet(telephone, typed)
        words = SENTENCES[f"vault.{code}"]
        for name, value in parts.items():
            words = words.replace(f"{{{name}}}", value)
        telephone.sees(words)


def test_a_sheet_typed_badly_opens_the_space(telephone: Someone, pair: Pair):
    typed = ",\n".join(f"{number}) {word[:4].upper()}" for number, word in enumerate(telephone.sheet, 1))
    type_sheet(telephone, typed)
    telephone.page.wait_for_url(lambda url: "/space/" not in url)
    telephone.go(pair.place)
    for words in (SHARED, BENS, PRIVATE):
        telephone.sees(words)


def test_one_touch_signs_in_and_opens(pair: Pair):
    """On a browser that has forgotten everything; the device is touched once."""
    amara = pair.amara
    line = amara.context.new_cdp_session(amara.page)
    device = give_passkeys(amara.page, prf=True)
    make_passkey(amara)
    amara.sees("Your passkey")
    expect(amara.page.get_by_role("heading", name="Your passkey", exact=True)).to_be_visible()
    amara.sign_out()
    before = signed(line, device)
    amara.go(f"/sign-in/?next={pair.place}")
    amara.press("Use my passkey")
    amara.page.wait_for_url(lambda url: url.endswith(pair.place))
    amara.sees(SHARED)
    assert signed(line, device) == before + 1
    line.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": device})


def signed(line, device: str) -> int:
    """How often the device's passkey was used."""
    line.send("WebAuthn.enable")
    credentials = line.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    return sum(one["signCount"] for one in credentials)


def make_passkey(someone: Someone) -> None:
    someone.go("/me/passkeys/")
    someone.press("Make a passkey")
    someone.sees("Done. It signs you in from now on.")
    someone.go("/space/ways-in/")
    someone.press("Open it with my passkey too")
    someone.page.get_by_label("Your five words").fill(" ".join(someone.phrase))
    someone.press("Open my space")


def test_a_passkey_that_gives_no_secret_says_that_it_cannot_open(pair: Pair):
    ben = pair.ben
    give_passkeys(ben.page, prf=False)
    ben.go("/me/passkeys/")
    ben.press("Make a passkey")
    ben.sees(SENTENCES["passkey.added_cannot_open"])
    ben.go("/space/ways-in/")
    ben.press("Open it with my passkey too")
    ben.sees(SENTENCES["vault.no_prf"])


@pytest.fixture(scope="module")
def folder(pair: Pair, tmp_path_factory) -> Path:
    """What Ben has taken out, unpacked."""
    pair.ben.go("/me/export/")
    with pair.ben.page.expect_download() as download:
        pair.ben.press("Make my folder")
    pair.ben.sees("It is in your downloads.")
    made = tmp_path_factory.mktemp("folder")
    with zipfile.ZipFile(download.value.path()) as archive:
        assert archive.testzip() is None
        archive.extractall(made)
    return made


def test_the_folder_holds_every_text_readable(folder: Path):
    texts = [path.read_text() for path in folder.rglob("*.txt")]
    for words, many in {SHARED: 1, BENS: 1, PRIVATE: 1, PROMISE: 3}.items():  # what both signed, and each one's side
        assert sum(words in text for text in texts) == many, words
    assert not [path for path in folder.rglob("*") if "NOT READ" in path.name or "MISSING" in path.name]
    assert len([*folder.rglob("*.age")]) == len(texts) - 1 + 2  # no README is sealed; the two unlock files are


@pytest.mark.skipif(shutil.which("age") is None, reason="the age tool is not installed")
def test_the_age_tool_opens_a_sealed_text_with_the_words(folder: Path, pair: Pair):
    command = SENTENCES["export.command"]
    assert command == 'age -d -i unlock/words.age "the text.age"'
    assert command in (folder / "README.txt").read_text()
    for words in (SHARED, PRIVATE):
        readable = next(path for path in folder.rglob("*.txt") if words in path.read_text())
        sealed = str(readable.with_suffix(".age").relative_to(folder))
        said = typed_at_prompt(["age", "-d", "-i", "unlock/words.age", sealed], " ".join(pair.ben.phrase), at=folder)
        assert words in said


def typed_at_prompt(command: list[str], words: str, *, at: Path) -> str:
    """Run a command that asks for words at a terminal, and type them. What it says."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(at)
        os.execvp(command[0], command)
    os.write(terminal, f"{words}\n".encode())
    said = b""
    with suppress(OSError):  # the terminal closes with the program
        while some := os.read(terminal, 4096):
            said += some
    _, status = os.waitpid(process, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 0, said
    return said.decode()


def test_after_everything_was_lost_the_partner_lets_back_in(pair: Pair):
    """What they shared is back, the agreement with both signatures too; what only Ben could read is gone."""
    amara, lost = pair.amara, pair.ben
    ben = Someone(lost.browser, lost.url, "Ben", address=lost.address)
    ben.go("/sign-in/")
    ben.sign_in()
    ben.go("/space/")
    ben.page.get_by_text("I have none of these").click()
    ben.press("Begin again")
    ben.sees("Your private notes stay closed for good")
    ben.page.get_by_role("button", name="Begin again").last.click()
    ben.make_space()
    ben.go(pair.place)
    ben.sees("Amara can let you back in".replace("Amara", "\u2068Amara\u2069"))
    for words in (SHARED, BENS, PRIVATE):
        assert words not in ben.everything_shown()
    amara.go(pair.place)
    amara.sees("made a new space")
    assert heard(ben) == heard(amara)[::-1]
    amara.press("The same: let", exact=False)
    amara.sees("can read again what you share.")
    ben.page.reload()
    ben.sees(SHARED)
    ben.sees(BENS)
    assert PRIVATE not in ben.everything_shown()
    ben.sees(SENTENCES["sealed.stays_closed"])
    ben.go(f"{pair.place}agreement/")
    ben.sees(PROMISE)
    ben.sees("In force, version 1: all of you have signed these words")
    assert SENTENCES["agreement.broken"] not in ben.everything_shown()
    ben.write("Here I am again.", place=pair.place)
    amara.go(pair.place)
    amara.sees("Here I am again.")
    ben.close()


def heard(someone: Someone) -> list[list[str]]:
    """The six words of each, as this one sees them: mine, and theirs."""
    shown = someone.page.locator("let-back-in")
    shown.get_by_role("button", name="Show the words").click()
    expect(shown.locator("ol")).to_have_count(2)
    return [one.locator("li").all_inner_texts() for one in shown.locator("ol").all()]
