"""What two people write, and what opens it, is found nowhere: not kept, not sent, not remembered, not left behind.

The same scanner must find something planted in each place, or it proves nothing.
"""

import base64
import json
from collections.abc import Iterator

import httpx
import pytest

from tests.journeys.life import Life, live, names_in, residue
from tests.journeys.scanner import Scanner, family, files_in, in_memory, memory_of

NAME, ADDRESS = "Amara Wagtail", "amara.life@example.org"
REFUSED = "A text that by a mistake of ours came unsealed, ö☂"


@pytest.fixture(scope="module")
def life(chromium, make_server, tmp_path_factory) -> Iterator[Life]:
    made = live(chromium, make_server(), tmp_path_factory.mktemp("profile"))
    yield made
    made.pair.close()


@pytest.fixture(scope="module")
def scanner(life: Life) -> Scanner:
    return Scanner(life.planted)


@pytest.fixture(scope="module")
def control() -> Scanner:
    """What may be known, and so must be found."""
    return Scanner({"name": NAME, "address": ADDRESS, "program": "fermata-vault", "sealed": "age-encryption.org/v1"})


def test_everything_planted_was_truly_written(life: Life):
    kept, amara = life.kept, life.kept.account(life.pair.amara)
    spaces = (kept.shared_space(life.pair.partnership), kept.own_space(amara.person))
    texts = "\n".join(text for space in spaces for _, text in kept.texts(space, amara))
    unkept = {where for where in life.sentences if str(life.planted[where]) not in texts}
    assert unkept == {
        "a phrase of one's own",
        "a clause never proposed",
        "what Amara Wagtail never kept",
        "what Ben Dunnock never kept",
    }
    assert kept.one("SELECT count(*) FROM fermata_draft") >= 3
    assert [name for name in life.planted if name.startswith("the passkey")]


def test_nothing_is_in_what_the_server_keeps(life: Life, scanner: Scanner, control: Scanner):
    places = {path: (scanner.find(some), control.find(some)) for path, some in files_in(life.server.data)}
    assert {path: found for path, (found, _) in places.items() if found} == {}
    assert places["fermata.sqlite3"][1] | places["fermata.sqlite3-wal"][1] >= {"name", "address", "sealed"}
    assert places["static/vault-worker.js"][1] == {"program"}
    assert places["static/vault-worker.js.gz"][1] == {"program"}
    assert Scanner({"banner": "Letters (sign-in codes)"}).find(life.server.log.read_bytes())


def test_nothing_was_sent(life: Life, scanner: Scanner, control: Scanner):
    found = [(line.partition("\n")[0], scanner.find(line.encode() + b"\n" + body)) for line, body in life.sent]
    assert [(line, secrets) for line, secrets in found if secrets] == []
    assert set().union(*(control.find(body) for _, body in life.sent)) >= {"name", "address", "sealed"}
    assert any("/api/drafts/" in line for line, _ in found)
    assert any(
        "authenticatorData" in body.decode("latin-1") for line, body in life.sent if "/api/passkeys/door/" in line
    )


def test_nothing_is_in_a_letter_or_on_a_page_that_says_no(life: Life, scanner: Scanner, control: Scanner):
    cookies = {one["name"]: one["value"] for one in life.pair.amara.context.cookies()}
    with httpx.Client(base_url=life.server.url, cookies=cookies) as client:
        asked = [
            "/outbox/",
            "/space/",
            "/me/export/server.json",
            "/no-such-page/",
            "/i/no-such-link/",
            f"{life.pair.place}notes/not-one/",
            "/api/vault/log/?since=x",
        ]
        pages = [client.get(path).content for path in asked]
        pages += [client.post(path).content for path in ("/sign-out/", "/api/drafts/x/", "/invitations/")]
    assert set().union(*map(scanner.find, pages)) == set()
    assert control.find(pages[0]) == {"address"}


def test_nothing_is_in_the_memory_of_the_server(life: Life, control: Scanner):
    process = life.server.process
    assert process
    few, known = Scanner(life.in_short, in_memory), Scanner({"where its data is": str(life.server.data)})
    seen = set()
    for pid in family(process.pid):
        memory = memory_of(pid)
        assert few.find_plain(memory) == set()
        assert known.find_plain(memory), "the scanner does not see this process"
        seen |= control.find_plain(memory)
    assert seen >= {"name", "address", "sealed"}


def test_a_text_that_came_unsealed_is_refused_and_leaves_no_trace(life: Life):
    person = life.pair.amara.page
    life.pair.amara.go("/me/")
    space = life.kept.shared_space(life.pair.partnership)
    status = person.evaluate(
        """async ([url, text]) => (await fetch(url, { method: "POST", body: JSON.stringify({ version: 0, file: text }), headers: {
          "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID(), "X-CSRFToken": document.querySelector("meta[name=csrf]").content } })).status""",
        [f"/api/spaces/{space}/items/01890000-0000-4000-8000-000000000001/", _base64(REFUSED)],
    )
    assert status == 409
    trace = Scanner({"refused": REFUSED})
    assert [path for path, some in files_in(life.server.data) if trace.find(some)] == []
    assert trace.find(_base64(REFUSED).encode())


def _base64(words: str) -> str:
    return base64.b64encode(words.encode()).decode()


def test_a_closed_space_leaves_nothing_in_the_browser_or_its_profile_on_disk(life: Life, scanner: Scanner):
    amara = life.pair.amara
    amara.go(life.pair.place)
    amara.sees(str(life.planted["a note for both"]))
    open_now = residue(amara.page)
    assert "open" in names_in(open_now)
    assert '"extractable":true' not in open_now
    assert life.kept.person(amara) in open_now
    on_disk = set().union(*(scanner.find(some) for _, some in files_in(life.profile)))
    assert on_disk == {f"{NAME}: seed", f"{NAME}: identity, raw"}, "while it is open, the profile holds the keys"
    amara.press("Close my space")
    amara.page.wait_for_url("**/space/**")
    amara.sees("Your words are still sealed.")
    closed = residue(amara.page)
    assert "open" not in names_in(closed)
    for some in (open_now, closed, amara.page.content()):
        assert scanner.find(some.encode()) == set()
    assert life.pair.place in closed, "the history is seen"
    assert {path: found for path, some in files_in(life.profile) if (found := scanner.find(some))} == {}


def test_signing_out_empties_the_browser_and_its_profile_on_disk(life: Life, scanner: Scanner, control: Scanner):
    amara = life.pair.amara
    amara.open_space()
    amara.go(life.pair.place)
    amara.sees(str(life.planted["a note for both"]))
    amara.sign_out()
    left = json.loads(residue(amara.page))
    assert [left[where] for where in ("indexedDB", "buckets", "localStorage", "sessionStorage")] == [{}, [], {}, {}]
    assert left["cookie"] == ""
    amara.close()
    places = {path: (scanner.find(some), control.find(some)) for path, some in files_in(life.profile)}
    assert {path: found for path, (found, _) in places.items() if found} == {}
    assert set().union(*(found for _, found in places.values())) >= {"name", "address"}, "the profile is seen"
