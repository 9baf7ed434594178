"""How fast a click is seen on the other side: python -m bench.live [--rooms 1000] [--clicks 200] [--postgresql]

So many rooms are open at once, two streams each, over two web processes; then one side of random rooms moves the clock,
and the time until the other side's stream has it is measured from before the question was sent.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import resource
import subprocess
import sys
import time
import uuid
from urllib.parse import urlsplit

import httpx

from bench.server import Running, running, table
from tests.shapes import b64, sealed

FORM = "a" * 32
OPEN_WITHIN_SECONDS = 600


def cookies(session: str) -> dict[str, str]:
    return {"fermata": session, "fermata_form": FORM}


class Streams:
    """Streams held open by hand, so that two thousand of them cost the measuring side little."""

    def __init__(self, url: str) -> None:
        self.host, self.port = urlsplit(url).hostname, urlsplit(url).port
        self.seen: dict[tuple[str, int], float] = {}

    @property
    def open(self) -> int:
        """How many have been told the state they began with."""
        return sum(version == 0 for _, version in self.seen)

    async def hold(self, room: dict[str, str], who: str) -> None:
        reader, writer = await asyncio.open_connection(self.host, self.port)
        writer.write(
            f"GET /live/meetings/{room['meeting']} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n"
            f"Cookie: fermata={room[who]}\r\n\r\n".encode()
        )
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while line := await reader.readline():
                if line.startswith(b"data: {"):
                    version = json.loads(line[6:])["version"]
                    self.seen.setdefault((f"{room['meeting']} {who}", version), time.perf_counter())


async def measure(server: Running, rooms: list[dict[str, str]], *, clicks: int) -> dict[str, float]:
    streams = Streams(server.url)
    start = time.perf_counter()
    held = []
    for room in rooms:
        held += [asyncio.create_task(streams.hold(room, who)) for who in ("amara", "ben")]
        if len(held) % 100 == 0:
            await asyncio.sleep(0.05)
    while streams.open < len(held) and time.perf_counter() - start < OPEN_WITHIN_SECONDS:
        await asyncio.sleep(0.5)
    opened = time.perf_counter() - start
    delays, asked = [], []
    versions: dict[str, int] = {}
    async with httpx.AsyncClient(base_url=server.url, headers={"Origin": server.url}) as client:
        for _ in range(clicks):
            room = random.choice(rooms)
            version = versions.get(room["meeting"], 0)
            before = time.perf_counter()
            answer = await client.post(
                f"/api/meetings/{room['meeting']}/state/",
                json={"version": version, "file": b64(sealed())},
                headers={"X-CSRFToken": FORM, "Idempotency-Key": uuid.uuid4().hex},
                cookies=cookies(room["amara"]),
            )
            asked.append(time.perf_counter() - before)
            versions[room["meeting"]] = answer.json()["version"]
            key = (f"{room['meeting']} ben", version + 1)
            while key not in streams.seen and time.perf_counter() - before < 5:
                await asyncio.sleep(0.001)
            delays.append(streams.seen.get(key, float("inf")) - before)
    for task in held:
        task.cancel()
    delays.sort()
    return {
        "open": streams.open,
        "opened in s": opened,
        "p50": delays[len(delays) // 2] * 1000,
        "p95": delays[int(len(delays) * 0.95)] * 1000,
        "max": delays[-1] * 1000,
        "post p50": sorted(asked)[len(asked) // 2] * 1000,
        "MB": server.megabytes(),
    }


def seed(server: Running, count: int) -> list[dict[str, str]]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.seed", str(count)],
        env=os.environ | server.settings,
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rooms", type=int, default=1000)
    options.add_argument("--clicks", type=int, default=200)
    options.add_argument("--postgresql", action="store_true")
    asked = options.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (20_000, 20_000))
    rows = []
    with contextlib.ExitStack() as stack:
        database = ""
        if asked.postgresql:
            from tests.postgresql import cluster

            database = stack.enter_context(cluster()).database()
        server = stack.enter_context(running("--processes", "2", database=database))
        empty = server.megabytes()
        rooms = seed(server, asked.rooms)
        for count in (1, asked.rooms):
            found = asyncio.run(measure(server, rooms[:count] if count > 1 else rooms[-1:], clicks=asked.clicks))
            rows.append(
                [
                    str(count),
                    f"{found['open']:.0f}",
                    *(f"{found[k]:.0f}" for k in ("opened in s", "p50", "p95", "max", "post p50", "MB")),
                ]
            )
            rooms = rooms[:-1] if count == 1 else rooms
    kind = "PostgreSQL" if asked.postgresql else "SQLite"
    head = [
        "rooms open",
        "streams",
        "opened in s",
        "seen p50 ms",
        "p95 ms",
        "max ms",
        "of which the POST, p50",
        "MB (PSS) all processes",
    ]
    table(f"Live, {kind}, two web processes (idle before: {empty:.0f} MB)", head, rows)


if __name__ == "__main__":
    main()
