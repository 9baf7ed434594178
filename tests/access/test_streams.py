"""Live streams: who hears what, and that they end the moment they should. Two web processes, real lines."""

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest
from django.conf import settings

from fermata.site.headers import HEADERS
from tests.cast import b64, sealed
from tests.visitor import Visitor, pair


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def server(request, make_server):
    settings = (
        {"DATABASE_URL": request.getfixturevalue("postgresql").database()} if request.param == "postgresql" else {}
    )
    return make_server("--processes", "2", **settings)


@pytest.fixture
def amara(server):
    return Visitor(server.url, f"Amara{uuid4().hex[:6]}").sign_in()


@pytest.fixture
def ben(server):
    return Visitor(server.url, f"Ben{uuid4().hex[:6]}").sign_in()


class Ear:
    """One open stream, read on a thread of its own."""

    def __init__(self, visitor: Visitor, path: str) -> None:
        self.heard: list[dict] = []
        self.is_over = threading.Event()
        self._began = threading.Event()
        threading.Thread(target=self._listen, args=(visitor, path), daemon=True).start()
        assert self._began.wait(5)

    def _listen(self, visitor: Visitor, path: str) -> None:
        line = httpx.Client(base_url=visitor.url, cookies=visitor.client.cookies, timeout=60)
        with line, line.stream("GET", path) as answer, contextlib.suppress(httpx.HTTPError):
            self.status, self.headers = answer.status_code, answer.headers
            for text in answer.iter_lines():
                if text.startswith("data: {"):
                    self.heard.append(json.loads(text[6:]))
                    self._began.set()
        self._began.set()
        self.is_over.set()

    def wait_for(self, version: int, *, seconds: float = 3) -> float:
        """How long until this version, or a later one, is heard."""
        start = time.perf_counter()
        while time.perf_counter() - start < seconds:
            if any(state.get("version", -1) >= version for state in self.heard):
                return time.perf_counter() - start
            time.sleep(0.005)
        raise AssertionError(f"version {version} was never heard, only {self.heard}")


def open_room(one: Visitor, partnership: str) -> str:
    return one.form(f"/partnerships/{partnership}/meetings/").headers["location"].split("/")[2]


def test_both_hear_the_same_state_whichever_process_holds_their_line(amara, ben):
    meeting = open_room(amara, pair(amara, ben))
    ears = [Ear(who, f"/live/meetings/{meeting}") for who in (amara, ben, amara, ben)]
    file = b64(sealed())

    assert amara.send(f"/api/meetings/{meeting}/state/", version=0, file=file).json()["version"] == 1
    for ear in ears:
        ear.wait_for(1)
        assert ear.heard[-1]["file"] == file


def test_a_stream_begins_with_the_state_as_it_is(amara, ben):
    meeting = open_room(amara, pair(amara, ben))
    amara.send(f"/api/meetings/{meeting}/state/", version=0, file=b64(sealed()))

    assert Ear(ben, f"/live/meetings/{meeting}").heard[0]["version"] == 1


def test_signing_reaches_the_partner_at_once(amara, ben):
    partnership = pair(amara, ben)
    ear = Ear(ben, f"/live/partnerships/{partnership}")
    before = ear.heard[0]["version"]
    amara.send(
        f"/api/partnerships/{partnership}/agreement/", number=0, item=str(uuid4()), digest="a" * 64, file=b64(sealed())
    )

    ear.wait_for(before + 1)


@pytest.mark.parametrize("place", ["meetings", "partnerships"])
def test_a_stranger_hears_what_is_said_of_nothing(amara, ben, place, server):
    partnership = pair(amara, ben)
    ids = {"meetings": open_room(amara, partnership), "partnerships": partnership}
    stranger = Visitor(server.url, f"Chidi{uuid4().hex[:6]}").sign_in()

    theirs, nobodys = (stranger.get(f"/live/{place}/{topic}") for topic in (ids[place], uuid4()))

    assert (theirs.status_code, theirs.content) == (nobodys.status_code, nobodys.content)
    assert theirs.status_code == 404


def test_somebody_not_signed_in_hears_nothing(amara, ben):
    meeting = open_room(amara, pair(amara, ben))

    assert httpx.get(f"{amara.url}/live/meetings/{meeting}").status_code == 401
    assert httpx.post(f"{amara.url}/live/meetings/{meeting}").status_code == 404


@pytest.mark.parametrize("theirs", ["a/b=c", 'x={"a": 1}', "alone", 'y="open'])
def test_somebody_elses_cookie_does_not_hide_ours(amara, theirs):
    name = settings.SESSION_COOKIE_NAME
    ours = f"{name}={amara.client.cookies[name]}"

    def answer(cookies: str) -> int:
        return httpx.get(f"{amara.url}/live/meetings/{uuid4()}", headers={"cookie": cookies}).status_code

    assert (answer(f"{theirs}; {ours}"), answer(theirs)) == (404, 401)


def test_a_stream_ends_when_the_sign_in_is_ended_elsewhere(amara, ben, server):
    meeting = open_room(amara, pair(amara, ben))
    ear = Ear(amara, f"/live/meetings/{meeting}")
    again = Visitor(server.url, amara.name).sign_in()

    again.form("/me/sign-ins/end-others/")

    assert ear.is_over.wait(2)


def test_a_stream_ends_on_signing_out(amara, ben):
    ear = Ear(amara, f"/live/meetings/{open_room(amara, pair(amara, ben))}")

    amara.form("/sign-out/")

    assert ear.is_over.wait(2)


def test_streams_end_in_every_browser_when_the_account_is_deleted(amara, ben, server):
    meeting = open_room(amara, pair(amara, ben))
    again = Visitor(server.url, amara.name).sign_in()
    ears = [Ear(who, f"/live/meetings/{meeting}") for who in (amara, again)]

    amara.form("/me/delete/sure/")

    assert all(ear.is_over.wait(2) for ear in ears)


def test_a_stream_ends_on_leaving_and_the_partner_stays(amara, ben):
    partnership = pair(amara, ben)
    meeting = open_room(amara, partnership)
    mine, theirs = Ear(amara, f"/live/meetings/{meeting}"), Ear(ben, f"/live/partnerships/{partnership}")

    amara.form(f"/partnerships/{partnership}/leave/")

    assert mine.is_over.wait(2)
    assert not theirs.is_over.wait(0.5)


def test_streams_carry_the_same_headers_as_pages(amara, ben):
    ear = Ear(amara, f"/live/partnerships/{pair(amara, ben)}")

    assert {name: ear.headers[name] for name in HEADERS} == HEADERS
    assert ear.headers["content-type"] == "text/event-stream"


@pytest.fixture(scope="module", autouse=True)
def stops_quickly_with_open_streams(server) -> Iterator[None]:
    """After all tests: a server with open streams stops when asked, and does not wait for them."""
    yield
    amara, ben = (Visitor(server.url, name).sign_in() for name in ("Amara", "Ben"))
    partnership = pair(amara, ben)
    ears = [Ear(amara, f"/live/partnerships/{partnership}") for _ in range(3)]
    start = time.perf_counter()
    server.stop()

    assert time.perf_counter() - start < 8
    assert all(ear.is_over.wait(2) for ear in ears)
