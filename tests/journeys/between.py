"""Somebody between a browser and Fermata: hears all that is sent, and can change all that is answered."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

Cheat = Callable[[str, Any], Any]
"""Takes the path of an answer and what it tells (JSON, or bytes of a file); gives what is told instead, `None` for 404."""

ONE_HOP = {"connection", "keep-alive", "transfer-encoding", "accept-encoding", "content-length"}


def honest(_path: str, told: Any) -> Any:
    return told


@dataclass(frozen=True)
class Sent:
    """One request, as it came over the wire."""

    line: str
    headers: str
    body: bytes


class Between:
    """A server of its own, on one port, before the real one on another."""

    def __init__(self) -> None:
        self.there = ""
        self.cheat: Cheat = honest
        self.sent: list[Sent] = []
        forgetful = CookieJar(DefaultCookiePolicy(allowed_domains=[]))  # one person's cookie is not for the next
        self.client = httpx.Client(timeout=60, limits=httpx.Limits(max_connections=None), cookies=forgetful)
        self._door = ThreadingHTTPServer(("127.0.0.1", 0), type("Door", (_Door,), {"between": self}))
        self._door.daemon_threads = True
        self.url = f"http://localhost:{self._door.server_port}"
        threading.Thread(target=self._door.serve_forever, daemon=True).start()

    @contextmanager
    def cheating(self, cheat: Cheat) -> Iterator[None]:
        self.cheat = cheat
        try:
            yield
        finally:
            self.cheat = honest

    def close(self) -> None:
        self._door.shutdown()
        self._door.server_close()


class _Door(BaseHTTPRequestHandler):
    between: Between
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._pass_on()

    do_POST = do_HEAD = do_GET  # noqa: N815  # the names http.server asks for

    def log_message(self, *_: Any) -> None:
        """Says nothing."""

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.between.sent.append(Sent(f"{self.command} {self.path}", str(self.headers), body))
        headers = [(name, value) for name, value in self.headers.items() if name.lower() not in ONE_HOP]
        asked = self.between.client.build_request(
            self.command, self.between.there + self.path, headers=headers, content=body
        )
        answer = self.between.client.send(asked, stream=True)
        try:
            with suppress(OSError):
                self._stream(answer) if self._is_stream(answer) else self._answer(answer)
        finally:
            answer.close()

    @staticmethod
    def _is_stream(answer: httpx.Response) -> bool:
        return answer.headers.get("content-type", "").startswith("text/event-stream")

    def _answer(self, answer: httpx.Response) -> None:
        body, status = answer.read(), answer.status_code
        if self.path.startswith("/api/") and self.command == "GET" and status == httpx.codes.OK:
            body, status = self._changed(answer, body)
        self._begin(answer, {"Content-Length": str(len(body))}, status=status)
        self.wfile.write(body)

    def _changed(self, answer: httpx.Response, body: bytes) -> tuple[bytes, int]:
        is_json = answer.headers["content-type"] == "application/json"
        told = self.between.cheat(self.path, json.loads(body) if is_json else body)
        if told is None:
            return b'{"code": "not_there"}', httpx.codes.NOT_FOUND
        return json.dumps(told).encode() if is_json else bytes(told), answer.status_code

    def _stream(self, answer: httpx.Response) -> None:
        self._begin(answer, {"Connection": "close"}, status=answer.status_code)
        self.close_connection = True
        for line in answer.iter_lines():
            if line.startswith("data: "):
                line = "data: " + json.dumps(self.between.cheat(self.path, json.loads(line[6:])))  # noqa: PLW2901
            self.wfile.write(f"{line}\n".encode())
            self.wfile.flush()

    def _begin(self, answer: httpx.Response, more: dict[str, str], *, status: int) -> None:
        self.send_response_only(status)
        for name, value in answer.headers.multi_items():
            if name.lower() not in ONE_HOP | {"content-encoding"}:
                self.send_header(name, value)
        for name, value in more.items():
            self.send_header(name, value)
        self.end_headers()
