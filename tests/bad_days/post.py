"""A post office of our own: takes letters, refuses them, or holds one in its hands while something happens."""

import asyncio
import contextlib
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from conftest import free_port

TAKEN = "250 taken"


@dataclass
class PostOffice:
    port: int = field(default_factory=free_port)
    says: str = TAKEN
    letters: list[Message] = field(default_factory=list)
    holds_next: bool = False
    is_holding: threading.Event = field(default_factory=threading.Event)
    goes_on: threading.Event = field(default_factory=threading.Event)
    _controller: Controller | None = None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's
        if self.says != TAKEN:
            return self.says
        self.letters.append(message_from_bytes(envelope.content or b""))
        if self.holds_next:
            self.holds_next = False
            self.is_holding.set()
            while not self.goes_on.is_set():
                await asyncio.sleep(0.02)
        return self.says

    def open(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def close(self) -> None:
        if self._controller:
            self._controller.stop()
            self._controller = None

    def to(self, address: str) -> list[Message]:
        return [letter for letter in self.letters if letter["To"] == address]

    def wait_for(self, address: str, *, count: int = 1, seconds: float = 10) -> list[Message]:
        end = time.monotonic() + seconds
        while len(self.to(address)) < count and time.monotonic() < end:
            time.sleep(0.05)
        return self.to(address)


def code_in(letter: Message) -> str:
    payload: Any = letter.get_payload(decode=True)
    found = re.search(r"^(\d{6})\r?$", payload.decode(), re.M)
    assert found
    return found[1]


@contextlib.contextmanager
def post_office() -> Iterator[PostOffice]:
    made = PostOffice()
    made.open()
    try:
        yield made
    finally:
        made.goes_on.set()
        made.close()
