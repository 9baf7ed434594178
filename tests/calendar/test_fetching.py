"""The one door to other machines: public addresses only, five seconds, two megabytes, and nobody's tricks."""

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from django.test import override_settings

from fermata.calendar.actions import busy
from fermata.calendar.busy import fetching
from fermata.calendar.models import BusyCalendar
from fermata.core.refusal import Refused
from tests.calendar.nasty import calendar, event
from tests.cast import MONDAY, person

ICS = calendar(event("SUMMARY:canary"))


class Elsewhere(BaseHTTPRequestHandler):
    """Somebody's server, in every mood."""

    asked: ClassVar[list[tuple[str, dict[str, str]]]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, dict(self.headers)))
        mood = self.path.strip("/").partition("?")[0]
        if mood.startswith("to-"):
            self._say(
                302,
                b"",
                Location={
                    "to-self": "/good",
                    "to-inside": "http://127.0.0.1:1/",
                    "to-file": "file:///etc/passwd",
                    "to-round": "/to-round",
                }[mood],
            )
        elif mood == "slow":
            self._drip()
        elif mood == "large":
            self._say(200, b"x" * 3_000_000)
        elif mood == "large-in-secret":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 3_000_000)
        else:
            self._say(200 if mood == "good" else 404, ICS)

    def _say(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
            for _ in range(100):
                self.wfile.write(b"B")
                time.sleep(0.2)
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def elsewhere():
    with _server() as port:
        yield port


@contextmanager
def _server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def allowed(elsewhere):
    with override_settings(CALENDAR_HOSTS=frozenset({f"127.0.0.1:{elsewhere}"})):
        yield f"http://127.0.0.1:{elsewhere}"


def code(address: str) -> str:
    with pytest.raises(Refused) as no:
        fetching.fetch(address)
    return no.value.refusal.code


def test_a_host_the_operator_allows_is_asked(allowed):
    assert fetching.fetch(f"{allowed}/good?key=1") == ICS
    assert fetching.fetch(f"{allowed}/to-self") == ICS


def test_nothing_of_ours_goes_along(allowed):
    Elsewhere.asked.clear()
    fetching.fetch(f"{allowed}/good")

    [(_, headers)] = Elsewhere.asked
    assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/x", "http://example.org/x.ics", "file:///etc/passwd", "https://", "https://me:word@example.org/x",
        "https://example.org:8443/x", "gopher://127.0.0.1:6379/_", "https://example.org\\@127.0.0.1/", "javascript:alert(1)",
        "https://ex ample.org/", "https://example.org/\r\nX: y", "https://[::1", "https://" + "a" * 2000,
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_before_anybody_is_asked(address):
    assert fetching.why_not_ask(address) is fetching.NOT_AN_ADDRESS
    assert code(address) == "feed_address"


@pytest.mark.parametrize(
    "inside",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "fd00::1", "0.0.0.0"],
)
def test_a_name_that_leads_inside_is_not_followed(monkeypatch, inside):
    called = []
    monkeypatch.setattr(fetching.socket, "create_connection", lambda *args, **more: called.append(args))
    monkeypatch.setattr(fetching, "resolve", lambda host, port: ["93.184.216.34", inside])

    assert code("https://calendar.example.org/x.ics") == "feed_not_public"
    assert called == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "2130706433", "0x7f.1", "localhost", "127.1", "[::ffff:7f00:1]"]
)
def test_neither_is_an_address_inside_however_it_is_written(host):
    assert code(f"https://{host}/x.ics") in {"feed_not_public", "feed_no_answer"}


def test_the_address_that_was_looked_at_is_the_one_that_is_called(monkeypatch):
    """A name that is public when looked up and private when called (DNS rebinding) is looked up once."""
    answers, called = [["93.184.216.34"], ["127.0.0.1"]], []

    def connect(where, timeout):
        called.append(where)
        raise OSError

    monkeypatch.setattr(fetching, "resolve", lambda host, port: answers.pop(0))
    monkeypatch.setattr(fetching.socket, "create_connection", connect)

    assert code("https://calendar.example.org/x.ics") == "feed_no_answer"
    assert called == [("93.184.216.34", 443)]


def test_a_redirect_goes_through_the_same_door(allowed):
    assert code(f"{allowed}/to-inside") == "feed_address"
    assert code(f"{allowed}/to-file") == "feed_address"
    assert code(f"{allowed}/to-round") == "feed_not_there"


def test_whoever_drips_is_not_waited_for(allowed):
    began = time.monotonic()

    assert code(f"{allowed}/slow") == "feed_no_answer"
    assert time.monotonic() - began < fetching.SECONDS + 1


def test_a_name_nobody_answers_for_takes_five_seconds_at_most(monkeypatch):
    monkeypatch.setattr(fetching, "resolve", lambda host, port: time.sleep(30))
    began = time.monotonic()

    assert code("https://calendar.example.org/x.ics") == "feed_no_answer"
    assert time.monotonic() - began < fetching.SECONDS + 1


@pytest.mark.parametrize("mood", ["large", "large-in-secret"])
def test_more_than_two_megabytes_are_too_much(allowed, mood):
    assert code(f"{allowed}/{mood}") == "feed_too_large"


@pytest.mark.django_db
def test_the_worker_reads_it_and_keeps_only_when(allowed):
    amara = person("Amara")
    kept = busy.follow(amara, address=f"{allowed}/good", now=MONDAY)

    assert busy.ask_next(now=MONDAY)
    assert not busy.ask_next(now=MONDAY), "it is not due again for hours"

    kept.refresh_from_db()
    assert len(bytes(kept.busy)) == 8
    assert (kept.trouble, kept.read_at) == ("", MONDAY)
    assert "canary" not in repr(BusyCalendar.objects.values_list().get())


@pytest.mark.django_db
def test_what_went_wrong_leaves_what_was_known(allowed):
    amara = person("Amara")
    kept = busy.follow(amara, address=f"{allowed}/good", now=MONDAY)
    busy.ask_next(now=MONDAY)
    BusyCalendar.objects.update(address=f"{allowed}/gone", due_at=MONDAY)

    busy.ask_next(now=MONDAY)

    kept.refresh_from_db()
    assert kept.trouble == "feed_not_there"
    assert len(bytes(kept.busy)) == 8


@pytest.mark.django_db
def test_four_calendars_are_enough(allowed):
    amara = person("Amara")
    for number in range(4):
        busy.follow(amara, address=f"{allowed}/good?{number}", now=MONDAY)

    with pytest.raises(Refused):
        busy.follow(amara, address=f"{allowed}/good?5", now=MONDAY)
