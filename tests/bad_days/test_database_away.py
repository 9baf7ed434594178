"""PostgreSQL behind a line that breaks: refused, reset, silent, and cut in the one moment nobody can be sure about."""

import json
import threading
import time

import httpx
import pytest

from tests.bad_days.line import Line, line_to
from tests.bad_days.together import new_key
from tests.cast import b64, sealed
from tests.visitor import Visitor, pair

WAYS = ["refuse", "reset", "fall_silent"]
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
def broken(line: Line):
    yield line
    line.heal()


class Crowd:
    """People who ask for one thing after another, and what each of them was told, after how long."""

    def __init__(self, visitor: Visitor, *, token: str, people: int = 6) -> None:
        self.told: list[tuple[float, httpx.Response]] = []
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
                self.told.append((time.monotonic() - began, answer))
                time.sleep(0.1)

    def _once(self, client: httpx.Client, number: int) -> httpx.Response:
        paths = ["/health/", "/", "/me/", "/api/vault/"]
        if number < len(paths):
            return client.get(paths[number])
        headers = {"X-CSRFToken": self._token, "Idempotency-Key": new_key(), "Sec-Fetch-Site": "same-origin"}
        return client.post(f"/api/drafts/{DRAFT}/", json={"file": b64(sealed())}, headers=headers)

    def go_home(self) -> None:
        self._done.set()
        for person in self._people:
            person.join(PATIENCE + 2)


DRAFT = "0b5f4f6e-8f0a-4b69-9e0e-52b39c4e0c11"


@pytest.mark.parametrize("way", WAYS)
def test_everybody_is_told_within_five_seconds_and_it_heals_by_itself(broken, amara, way):
    token = amara.csrf()
    amara.get("/api/vault/")
    getattr(broken, way)()
    crowd = Crowd(amara, token=token)
    time.sleep(PATIENCE + 0.5)
    broken.heal()
    healed_at = time.monotonic()
    while amara.get("/api/vault/").status_code != 200:
        assert time.monotonic() - healed_at < HEALING
        time.sleep(0.05)
    healed_after = time.monotonic() - healed_at
    time.sleep(0.3)
    crowd.go_home()

    longest = max(seconds for seconds, _ in crowd.told)
    away = [answer for _, answer in crowd.told if answer.status_code == 503]
    print(f"{way}: {len(away)} told it is away, the last after {longest:.1f} s; healed after {healed_after:.2f} s")
    assert longest < PATIENCE
    assert {answer.status_code for _, answer in crowd.told} <= {200, 503}
    assert {answer.request.url.path for answer in away} >= {
        "/health/",
        "/",
        "/me/",
        "/api/vault/",
        f"/api/drafts/{DRAFT}/",
    }
    assert {answer.headers.get("Retry-After") for answer in away} == {"5"}
    for answer in away:
        if answer.request.url.path.startswith("/api/"):
            assert answer.json() == {"code": "away"}
        elif answer.request.url.path != "/health/":
            assert "resting for a moment" in answer.text


def test_a_line_that_died_while_nobody_looked_costs_one_short_check(broken, server, amara):
    """A router forgets idle connections without a word. New ones work, so nobody needs to be sent away."""
    amara.get("/api/vault/")
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
            try:
                self._hear()
            except httpx.HTTPError:
                pass
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


@pytest.mark.parametrize("way", WAYS)
def test_streams_hear_again_once_the_line_is_back(broken, amara, partnership, way):
    ear = Ear(amara, f"/live/partnerships/{partnership}")
    late = Ear(amara, "/live/partnerships/00000000-0000-4000-8000-000000000000")
    before = _propose(amara, partnership)
    assert ear.hears(before, within=3)
    getattr(broken, way)()
    time.sleep(3)
    broken.heal()
    healed_at = time.monotonic()
    amara.get("/health/")
    time.sleep(0.6)

    after = _propose(amara, partnership)

    heard = ear.hears(after, within=5)
    print(f"{way}: heard {time.monotonic() - healed_at:.1f} s after the line was back")
    ear.is_done = late.is_done = True
    assert heard
    assert {answer.status_code for answer in late.refused} <= {404, 503}


def _propose(visitor: Visitor, partnership: str) -> int:
    """Put new words on the table. Returns the version that streams will hear of."""
    before = visitor.get(f"/api/partnerships/{partnership}/").json()
    newest = before["agreement"]["proposals"][:1]
    number = newest[0]["number"] if newest else 0
    item = newest[0]["item"] if newest else "6f0c52c7-7a0f-4d2b-9c9b-0d7f3f5b8a55"
    answer = visitor.send(
        f"/api/partnerships/{partnership}/agreement/", number=number, digest="ab" * 32, item=item, file=b64(sealed())
    )
    assert answer.status_code == 201, answer.text
    return before["live_version"] + 1


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
