"""PostgreSQL behind a line that breaks: refused, reset, silent, and cut in the one moment nobody can be sure about."""

import contextlib
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import httpx
import pytest

from fermata.core.deadline import REST_SECONDS
from tests.bad_days.line import Line, line_to
from tests.bad_days.together import new_key
from tests.shapes import b64, sealed
from tests.visitor import Visitor, pair

pytestmark = pytest.mark.alone
WAYS = {"refuse": 2.5, "reset": 2.5, "fall_silent": 4.5}
"""How the line breaks, and for how many seconds."""
PATIENCE = 5.0
HEALING = 2.0


@pytest.fixture(scope="module")
def line(postgresql):
    with line_to(postgresql.database()) as made:
        yield made


@pytest.fixture(scope="module")
def server(make_server, line):
    return make_server("--processes", "2", DATABASE_URL=line.address)


@pytest.fixture(scope="module")
def amara(server):
    return Visitor(server.url, "Amara").sign_in()


@pytest.fixture(scope="module")
def partnership(server, amara):
    return pair(amara, Visitor(server.url, "Ben").sign_in())


@pytest.fixture
def broken(line: Line, amara):
    """Broken when the test says so; whole again, and found to be whole, afterwards."""
    yield line
    line.heal()
    well, end = 0, time.monotonic() + 20
    while well < 20:
        time.sleep(REST_SECONDS / 10)
        well = well + 1 if amara.get("/api/vault/").status_code == 200 else 0
        assert time.monotonic() < end


@dataclass
class Told:
    asked_at: float
    seconds: float
    answer: httpx.Response


class Crowd:
    """People who ask for one thing after another, and what each of them was told, after how long."""

    def __init__(self, visitor: Visitor, *, token: str, people: int = 6) -> None:
        self.told: list[Told] = []
        self._done = threading.Event()
        self._visitor, self._token = visitor, token
        self._people = [threading.Thread(target=self._ask, args=(n,), daemon=True) for n in range(people)]
        for person in self._people:
            person.start()

    def _ask(self, number: int) -> None:
        with httpx.Client(base_url=self._visitor.url, cookies=dict(self._visitor.client.cookies), timeout=30) as client:
            while not self._done.is_set():
                began = time.monotonic()
                answer = self._once(client, number)
                self.told.append(Told(began, time.monotonic() - began, answer))
                time.sleep(0.1)

    def _once(self, client: httpx.Client, number: int) -> httpx.Response:
        if number < len(READ):
            return client.get(READ[number])
        headers = {"X-CSRFToken": self._token, "Idempotency-Key": new_key(), "Sec-Fetch-Site": "same-origin"}
        return client.post(WRITTEN, json={"file": b64(sealed())}, headers=headers)

    def go_home(self) -> None:
        self._done.set()
        for person in self._people:
            person.join(PATIENCE + 2)


READ = ["/health/", "/", "/me/", "/api/vault/"]
WRITTEN = "/api/drafts/0b5f4f6e-8f0a-4b69-9e0e-52b39c4e0c11/"


@pytest.mark.parametrize("way", WAYS)
def test_everybody_is_told_within_five_seconds_and_it_heals_by_itself(broken, amara, way):
    token = amara.csrf()
    getattr(broken, way)()
    crowd = Crowd(amara, token=token)
    time.sleep(WAYS[way])
    broken.heal()
    healed_at = time.monotonic()
    time.sleep(HEALING + 0.7)
    crowd.go_home()

    longest = max(told.seconds for told in crowd.told)
    away = [told for told in crowd.told if told.answer.status_code == 503]
    last = max(told.asked_at for told in away) - healed_at
    print(
        f"{way}: {len(away)} were told it is away, the last after {longest:.1f} s; the last asked {last:+.1f} s after"
    )
    assert longest < PATIENCE
    assert last < HEALING
    assert {told.answer.status_code for told in crowd.told} == {200, 503}
    assert {told.answer.request.url.path for told in away} == {*READ, WRITTEN}
    assert {told.answer.headers.get("Retry-After") for told in away} == {"5"}
    for told in away:
        says_code = told.answer.request.url.path.startswith("/api/")
        assert told.answer.json() == {"code": "away"} if says_code else "resting for a moment" in told.answer.text


def test_lines_that_died_while_nobody_looked_are_replaced_unnoticed(broken, amara):
    """A router forgets idle connections without a word. New ones work, so nobody needs to be sent away."""
    broken.forget_open_wires()

    answers = [amara.get("/api/vault/") for _ in range(8)]

    assert {answer.status_code for answer in answers} == {200}


class Ear:
    """One stream, opened again whenever it ends, as browsers do."""

    def __init__(self, visitor: Visitor, path: str) -> None:
        self.heard: list[int] = []
        self.refused: list[httpx.Response] = []
        self.is_done = False
        self._visitor, self._path = visitor, path
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while not self.is_done:
            with contextlib.suppress(httpx.HTTPError):
                self._hear()
            time.sleep(0.2)

    def _hear(self) -> None:
        with self._visitor.client.stream("GET", self._path, timeout=httpx.Timeout(5, read=20)) as answer:
            if answer.status_code != 200:
                self.refused.append(answer)
                return
            for row in answer.iter_lines():
                if row.startswith("data:") and '"version"' in row:
                    self.heard.append(json.loads(row[5:])["version"])

    def hears(self, version: int, *, within: float) -> bool:
        end = time.monotonic() + within
        while time.monotonic() < end:
            if version in self.heard:
                return True
            time.sleep(0.02)
        return False


@pytest.mark.parametrize("way", ["reset", "fall_silent"])
def test_streams_hear_again_once_the_line_is_back(broken, amara, partnership, way):
    ear = Ear(amara, f"/live/partnerships/{partnership}")
    late = Ear(amara, "/live/partnerships/00000000-0000-4000-8000-000000000000")
    before = _propose(amara, partnership)
    assert ear.hears(before, within=3)
    getattr(broken, way)()
    time.sleep(3.5)
    broken.heal()
    healed_at = time.monotonic()
    while amara.get("/api/vault/").status_code != 200:
        time.sleep(0.05)

    after = _propose(amara, partnership)

    heard = ear.hears(after, within=5)
    print(f"{way}: heard {time.monotonic() - healed_at:.1f} s after the line was back")
    ear.is_done = late.is_done = True
    assert heard
    assert {answer.status_code for answer in late.refused} == {404, 503}
    assert {answer.headers.get("Retry-After") for answer in late.refused if answer.status_code == 503} == {"5"}


def _propose(visitor: Visitor, partnership: str) -> int:
    """Put new words on the table. Returns the version that streams will hear of."""
    before = _patiently(lambda: visitor.get(f"/api/partnerships/{partnership}/")).json()
    newest = before["agreement"]["proposals"][:1]
    number = newest[0]["number"] if newest else 0
    item = newest[0]["item"] if newest else "6f0c52c7-7a0f-4d2b-9c9b-0d7f3f5b8a55"
    key, fields = new_key(), {"number": number, "digest": "ab" * 32, "item": item, "file": b64(sealed())}
    path = f"/api/partnerships/{partnership}/agreement/"
    answer = _patiently(lambda: visitor.send(path, key=key, **fields))
    assert answer.status_code == 201, answer.text
    return before["live_version"] + 1


def _patiently(ask: Callable[[], httpx.Response], *, within: float = 10) -> httpx.Response:
    """As a browser does: a 503 is asked again. One of the server's threads may not have noticed yet that the line was cut."""
    end = time.monotonic() + within
    while (answer := ask()).status_code == 503 and time.monotonic() < end:
        time.sleep(0.2)
    return answer


def test_after_a_commit_nobody_could_confirm_the_same_key_gets_the_first_answer(broken, amara, partnership):
    token, key = amara.csrf(), new_key()
    space = amara.get(f"/api/partnerships/{partnership}/").json()["space"]
    path = f"/api/spaces/{space}/items/5d1f3a43-52dc-4c84-a1c1-6a3f1b3b6f1e/"
    fields = {"version": 0, "file": b64(sealed())}
    broken.commits_to_cut = 1

    unsure = amara.send(path, key=key, token=token, **fields)
    again = amara.send(path, key=key, token=token, **fields)

    assert (unsure.status_code, unsure.headers["Retry-After"]) == (503, "5")
    assert (again.status_code, again.json()) == (200, {"version": 1})
    assert again.headers["Idempotency-Replayed"] == "true"
    assert amara.get(path).json()["version"] == 1
