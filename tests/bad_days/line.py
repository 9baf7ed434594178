"""The line between Fermata and PostgreSQL, as a thing that can break: refused, reset, silent, cut after a COMMIT."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

COMMIT = b"Q\x00\x00\x00\x0bCOMMIT\x00"
"""The simple query as the protocol writes it: a letter, the length, the words."""


@dataclass(eq=False)
class Wire:
    """One connection through the line."""

    ends: tuple[asyncio.StreamWriter, asyncio.StreamWriter]
    is_dumb: bool = False
    """It has swallowed something, so it says nothing for ever, and nobody learns that it ended."""
    is_cut: bool = False

    def end(self) -> None:
        for each in self.ends:
            each.transport.abort()


class Line:
    """A proxy on a thread of its own."""

    def __init__(self, address: str) -> None:
        self._there = urlsplit(address)
        self.state = "whole"
        self.commits_to_cut = 0
        self._wires: set[Wire] = set()
        self._door: asyncio.Server | None = None
        self.port = 0
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._do(self._listen())

    @property
    def address(self) -> str:
        return urlunsplit(self._there._replace(netloc=f"{self._there.username}@127.0.0.1:{self.port}"))

    def refuse(self) -> None:
        """Nobody is at the other end: connections end, and new ones are refused."""
        self._do(self._refuse())

    def reset(self) -> None:
        """Every connection is reset, a new one as soon as it says a word."""
        self.state = "reset"
        self._do(self._end_all())

    def fall_silent(self) -> None:
        """Everything seems open, and nothing comes back; what is swallowed meanwhile never arrives."""
        self.state = "silent"

    def forget_open_wires(self) -> None:
        """What is open goes dumb, as behind a router that forgets; new connections work."""
        for wire in self._wires:
            wire.is_dumb = True

    def heal(self) -> None:
        self.state = "whole"
        self._do(self._listen())

    def close(self) -> None:
        self._do(self._refuse())
        self._do(self._forget())
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _listen(self) -> None:
        if self._door is None:
            self._door = await asyncio.start_server(self._join, "127.0.0.1", self.port)
            self.port = self._door.sockets[0].getsockname()[1]

    async def _refuse(self) -> None:
        if self._door:
            self._door.close()
            self._door = None
        await self._end_all()

    async def _end_all(self) -> None:
        for wire in self._wires:
            wire.end()

    async def _forget(self) -> None:
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    async def _join(self, asked: asyncio.StreamReader, answers: asyncio.StreamWriter) -> None:
        replied, asks = await asyncio.open_connection(self._there.hostname, self._there.port)
        wire = Wire((answers, asks))
        self._wires.add(wire)
        await asyncio.gather(self._ask(wire, asked, asks), self._reply(wire, replied, answers))

    async def _ask(self, wire: Wire, said: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
        async for words in self._words(wire, said):
            if self.commits_to_cut and words.endswith(COMMIT):
                self.commits_to_cut -= 1
                wire.is_cut = True
            to.write(words)

    async def _reply(self, wire: Wire, said: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
        async for words in self._words(wire, said):
            if wire.is_cut:  # the database has done it, and nobody is told
                return wire.end()
            to.write(words)
        return None

    async def _words(self, wire: Wire, said: asyncio.StreamReader) -> AsyncIterator[bytes]:
        with contextlib.suppress(OSError):
            while words := await said.read(65536):
                wire.is_dumb = wire.is_dumb or self.state == "silent"
                if self.state == "reset":
                    break
                if not wire.is_dumb:
                    yield words
        if not wire.is_dumb:
            wire.end()
            self._wires.discard(wire)


@contextlib.contextmanager
def line_to(address: str) -> Iterator[Line]:
    made = Line(address)
    try:
        yield made
    finally:
        made.close()
