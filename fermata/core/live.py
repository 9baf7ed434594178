"""Fan-out of "this has changed" to the event streams this process holds.

PostgreSQL: one LISTEN connection a process. SQLite: PRAGMA data_version on a private connection (it moves on any
other connection's commit, in this or another process), then one question for what has moved of what is watched.
State, not events: a stream that misses one version loses nothing when it gets the next.
"""

import asyncio
import logging
import sqlite3
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection, connections

from fermata.core.deadline import CONNECT_SECONDS
from fermata.core.models import LiveState

log = logging.getLogger("fermata.live")

POLL_SECONDS = 0.04
LISTEN_SECONDS = 2.0
"""So long silence is believed; then the line is asked whether it still lives, since a dead one is silent too."""
ANSWER_SECONDS = 2.0
AGAIN_SECONDS = 0.5
CHANNEL = "fermata_live"
MOVED = """SELECT watched.id, coalesce(state.version, 0) AS newest, body
    FROM watched LEFT JOIN fermata_livestate AS state ON state.id = watched.id WHERE newest <> watched.version"""
GONE = (0, None)
"""What is told of a topic without a row: whom it belonged to is gone, so whoever listens is asked again."""


@dataclass(frozen=True, slots=True)
class Change:
    topic: UUID
    version: int
    body: bytes | None


class Over:
    """Put into a stream's queue when the process is to stop."""


def publish(topic: UUID, *, body: bytes | None = None) -> int:
    """Write the next version of what people watch, in the transaction of its cause. Returns the version."""
    state, _ = LiveState.objects.select_for_update().get_or_create(pk=topic)
    state.version += 1
    state.body = body
    state.save(update_fields=["version", "body"])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(topic)])
    return state.version


class Hub:
    """The streams of one process, by what they watch."""

    def __init__(self) -> None:
        self.queues: dict[UUID, set[asyncio.Queue[Change | Over]]] = {}
        self.versions: dict[UUID, int] = {}
        self.task: asyncio.Task[None] | None = None

    def subscribe(self, *topics: UUID) -> "asyncio.Queue[Change | Over]":
        if self.task is None or self.task.done():
            self.task = asyncio.get_running_loop().create_task(self._listen())
        queue: asyncio.Queue[Change | Over] = asyncio.Queue(maxsize=16)
        for topic in topics:
            self.also(queue, topic)
        return queue

    def also(self, queue: "asyncio.Queue[Change | Over]", topic: UUID) -> None:
        """Let a stream hear of one more topic."""
        self.queues.setdefault(topic, set()).add(queue)

    def unsubscribe(self, queue: "asyncio.Queue[Change | Over]", *topics: UUID) -> None:
        for topic in topics:
            watchers = self.queues.get(topic, set())
            watchers.discard(queue)
            if not watchers:
                self.queues.pop(topic, None)
                self.versions.pop(topic, None)

    def close(self) -> None:
        """The process is to stop: end every stream; the browsers come back to the next process."""
        for queue in {queue for watchers in self.queues.values() for queue in watchers}:
            _put(queue, Over())

    def _tell(self, change: Change) -> None:
        if self.versions.get(change.topic) == change.version:
            return
        self.versions[change.topic] = change.version
        for queue in self.queues.get(change.topic, ()):
            _put(queue, change)

    async def _listen(self) -> None:
        source = self._listen_postgresql if connection.vendor == "postgresql" else self._listen_sqlite
        while True:
            try:
                await source()
            except (OSError, sqlite3.Error, psycopg.Error) as error:
                log.warning("the live source went away; trying again (%s)", error)
                await asyncio.sleep(AGAIN_SECONDS)

    async def _listen_sqlite(self) -> None:
        where = connections.databases["default"]["NAME"]
        reader = sqlite3.connect(f"file:{where}?mode=ro", uri=True, isolation_level=None, timeout=5)
        try:
            reader.execute("CREATE TEMP TABLE watched (id TEXT PRIMARY KEY, version INTEGER DEFAULT -1) WITHOUT ROWID")
            known: set[UUID] = set()
            last = None
            while True:
                moved = reader.execute("PRAGMA data_version").fetchone()[0]
                if moved != last:
                    last = moved
                    known = self._read_sqlite(reader, known=known)
                await asyncio.sleep(POLL_SECONDS)
        finally:
            reader.close()

    def _read_sqlite(self, reader: sqlite3.Connection, *, known: set[UUID]) -> set[UUID]:
        """Tell what has moved since the last time, and answer what is watched now.

        The database compares by itself: every write of anybody leads here, and thousands may be watching.
        """
        watched = set(self.queues)
        reader.executemany("DELETE FROM watched WHERE id = ?", [(topic.hex,) for topic in known - watched])
        reader.executemany("INSERT INTO watched (id) VALUES (?)", [(topic.hex,) for topic in watched - known])
        moved = reader.execute(MOVED).fetchall()
        reader.executemany(
            "UPDATE watched SET version = ? WHERE id = ?", [(version, topic) for topic, version, _ in moved]
        )
        for topic, version, body in moved:
            self._tell(Change(UUID(topic), version, body))
        return watched

    async def _listen_postgresql(self) -> None:
        """One connection hears, a second reads, so that hearing stays a pure loop."""
        async with await _connect() as ear, await _connect() as eye:
            await ear.execute(f"LISTEN {CHANNEL}")
            for topic in list(self.queues):
                await self._read_postgresql(eye, topic)
            while True:
                async for note in ear.notifies(timeout=LISTEN_SECONDS):
                    topic = UUID(note.payload)
                    if topic in self.queues:
                        await self._read_postgresql(eye, topic)
                await ear.execute("SELECT 1")

    async def _read_postgresql(self, eye: "psycopg.AsyncConnection[Any]", topic: UUID) -> None:
        found = await eye.execute("SELECT version, body FROM fermata_livestate WHERE id = %s", [topic])
        self._tell(Change(topic, *(await found.fetchone() or GONE)))


def _put(queue: "asyncio.Queue[Change | Over]", change: Change | Over) -> None:
    if queue.full():
        queue.get_nowait()
    queue.put_nowait(change)


class Line(psycopg.AsyncConnection[Any]):
    """A connection that gives up in time, as core/postgresql does for pages."""

    async def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        try:
            return await super().wait(gen, interval, ANSWER_SECONDS if timeout is None else timeout)
        except psycopg.OperationalError:
            if timeout is None:
                self.pgconn.finish()  # so that leaving this connection asks it nothing more
            raise


async def _connect() -> Line:
    """With the product's own settings, but outside Django's connections: this one lives as long as the process."""
    wanted = connection.get_connection_params()
    for django_only in ("context", "cursor_factory"):
        del wanted[django_only]
    return await Line.connect(**wanted, autocommit=True, connect_timeout=CONNECT_SECONDS)


hub = Hub()
