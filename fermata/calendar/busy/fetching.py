"""The one function that asks somebody else's machine for something, because a person named it.

Only the public internet: every address a name stands for is looked at, the one that was looked at is the one that is
called, and each redirect goes through the same door. Five seconds in all, two megabytes, nothing of ours sent along.
"""

import http.client
import re
import socket
import ssl
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from fermata.calendar.busy.reading import LARGEST_BYTES
from fermata.calendar.rules.net_addresses import is_public
from fermata.core.refusal import Refusal, Refused

SECONDS = 5.0
MOST_REDIRECTS = 3
MOVED = frozenset({301, 302, 303, 307, 308})
HTTPS_PORT = 443
NAME = re.compile(r"[A-Za-z0-9.\-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")

NOT_AN_ADDRESS = Refusal(
    "feed_address", _("Write the whole secret address of your calendar. It begins with https:// (or webcal://).")
)
NOT_PUBLIC = Refusal("feed_not_public", _("That address leads into a private network, where Fermata does not go."))
NO_ANSWER = Refusal("feed_no_answer", _("Nothing answered at that address within five seconds. It is tried again."))
NOT_THERE = Refusal("feed_not_there", _("There is no calendar at that address any more. Copy its address once more."))
TOO_LARGE = Refusal("feed_too_large", _("What came from that address is larger than 2 MB."))
REFUSALS = {one.code: one for one in (NOT_AN_ADDRESS, NOT_PUBLIC, NO_ANSWER, NOT_THERE, TOO_LARGE)}


def fetch(address: str) -> bytes:
    """What is at this address, whole. Raises Refused; five seconds after it was called at the latest."""
    visit = _Visit(until=time.monotonic() + SECONDS)
    thread = threading.Thread(target=visit.run, args=(address,), daemon=True, name="fetch")
    thread.start()
    thread.join(SECONDS)
    if visit.body is None:
        visit.hang_up()
        raise visit.error or Refused(NO_ANSWER)
    return visit.body


def resolve(host: str, port: int) -> Sequence[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def why_not_ask(address: str) -> Refusal | None:
    """What can be said of an address before anything is asked."""
    try:
        _parsed(address)
    except Refused as no:
        return no.refusal
    return None


def _parsed(address: str) -> SplitResult:
    """https, a name, no name and word for signing in; another port only where the operator said so."""
    try:
        found = urlsplit("https" + address[6:] if address.lower().startswith("webcal:") else address)
        port = found.port
    except ValueError as error:
        raise Refused(NOT_AN_ADDRESS) from error
    is_allowed = _is_allowed(found)
    fits = found.scheme == "https" or (found.scheme == "http" and is_allowed)
    named = bool(found.hostname) and found.username is None and found.password is None
    if not (fits and named and NAME.fullmatch(found.netloc) and address.isprintable() and len(address) <= 1000):
        raise Refused(NOT_AN_ADDRESS)
    if port not in {None, HTTPS_PORT} and not is_allowed:
        raise Refused(NOT_AN_ADDRESS)
    return found


def _is_allowed(found: SplitResult) -> bool:
    """A host the operator has named, with its port if it is not the usual one."""
    return found.netloc.lower().rpartition("@")[2] in settings.CALENDAR_HOSTS


@dataclass(slots=True)
class _Visit:
    until: float
    body: bytes | None = None
    error: Refused | None = None
    line: socket.socket | None = None

    def run(self, address: str) -> None:
        try:
            self.body = self._follow(address)
        except Refused as no:
            self.error = no
        except (OSError, http.client.HTTPException, ValueError):
            self.error = Refused(NO_ANSWER)

    def _follow(self, address: str) -> bytes:
        for _turn in range(MOST_REDIRECTS + 1):
            found = _parsed(address)
            answer = self._ask(found)
            if answer.status not in MOVED:
                return self._read(answer)
            address = urljoin(found.geturl(), answer.headers.get("Location", ""))
        raise Refused(NOT_THERE)

    def _ask(self, found: SplitResult) -> http.client.HTTPResponse:
        host, is_secure = str(found.hostname), found.scheme == "https"
        port = found.port or (HTTPS_PORT if is_secure else 80)
        self.line = self._call(found, host, port)
        if is_secure:
            self.line = ssl.create_default_context().wrap_socket(self.line, server_hostname=host)
        connection = http.client.HTTPConnection(host, port)
        connection.sock = self.line
        path = (found.path or "/") + (f"?{found.query}" if found.query else "")
        headers = {"Host": found.netloc, "User-Agent": "Fermata", "Accept": "text/calendar", "Connection": "close"}
        connection.request("GET", path, headers=headers | {"Accept-Encoding": "identity"})
        return connection.getresponse()

    def _call(self, found: SplitResult, host: str, port: int) -> socket.socket:
        """One line to an address that was looked at: a name that changes its mind in between changes nothing."""
        addresses = resolve(host, port)
        if not _is_allowed(found) and not (addresses and all(map(is_public, addresses))):
            raise Refused(NOT_PUBLIC)
        return socket.create_connection((addresses[0], port), timeout=self._left())

    def _read(self, answer: http.client.HTTPResponse) -> bytes:
        if answer.status != http.client.OK:
            raise Refused(NOT_THERE)
        body = b""
        while piece := self._piece(answer):
            body += piece
            if len(body) > LARGEST_BYTES:
                raise Refused(TOO_LARGE)
        return body

    def _piece(self, answer: http.client.HTTPResponse) -> bytes:
        if self.line is not None:
            self.line.settimeout(self._left())
        return answer.read1(65_536)

    def _left(self) -> float:
        if (left := self.until - time.monotonic()) <= 0:
            raise Refused(NO_ANSWER)
        return left

    def hang_up(self) -> None:
        """Whoever still waits for a drop at a time is not waited for."""
        line: Any = self.line
        if line is not None:
            line.close()
