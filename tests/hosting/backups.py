"""Backups while people write: each is restored on an empty place, and must hold every row acknowledged before it began.

python -m tests.hosting.backups --times 100 [--database postgresql] [--plain-copy]

--plain-copy copies the database's file instead, as people do: it shows that this campaign can find what it looks for.
"""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from conftest import Server, a_server
from tests import postgresql
from tests.bad_days import verdict
from tests.bad_days.kills import _place
from tests.bad_days.writers import Ledger, Writer
from tests.visitor import Visitor


@dataclass
class Campaign:
    times: int = 0
    kept: int = 0
    wrong: list[str] = field(default_factory=list)


def fermata(*arguments: str, environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "fermata", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


def run(server: Server, *, times: int, folder: Path, cluster: object = None, is_plain: bool = False) -> Campaign:
    campaign = Campaign()
    with _writing(server) as ledger:
        for number in range(times):
            _let_write(ledger)
            before = ledger.so_far()
            campaign.kept = before.kept
            place = folder / str(number)
            restored = _copy(server, place) if is_plain else _there_and_back(server, place, cluster=cluster)
            found = [restored] if isinstance(restored, str) else _missing(restored, before)
            campaign.wrong += [f"backup {number + 1}: {said}" for said in found]
            campaign.times += 1
            shutil.rmtree(place, ignore_errors=True)
    return campaign


@contextlib.contextmanager
def _writing(server: Server) -> Iterator[Ledger]:
    ledger, done = Ledger(), threading.Event()
    people = [Visitor(server.url, name).sign_in() for name in ("Amara", "Ben")]
    place = _place(*people)
    writers = [
        Writer(who, place=place, token=who.csrf(), ledger=ledger, seed=who.name, has_keys=True) for who in people
    ]
    threads = [threading.Thread(target=writer.write_until, args=(done,), daemon=True) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        yield ledger
    finally:
        done.set()
        for thread in threads:
            thread.join(60)


def _let_write(ledger: Ledger) -> None:
    before, ends_at = ledger.kept, time.monotonic() + 60
    while ledger.kept < before + 8:
        assert time.monotonic() < ends_at, "nobody could write"
        time.sleep(0.01)


def _there_and_back(server: Server, place: Path, *, cluster: object) -> Server | str:
    backed_up = fermata("backup", str(place / "backups"), environment=server.environment)
    if backed_up.returncode:
        return backed_up.stderr
    settings = {"DATABASE_URL": cluster.database()} if cluster else {}
    environment = server.environment | settings | {"FERMATA_DATA": str(place / "data")}
    restored = fermata("restore", backed_up.stdout.strip(), environment=environment)
    if restored.returncode:
        return restored.stderr
    return Server(server.url, place / "data", server.log, environment, [])


def _copy(server: Server, place: Path) -> Server:
    """What one should not do."""
    place.mkdir()
    shutil.copy(f"{server.environment['FERMATA_DATA']}/fermata.sqlite3", place)
    return Server(server.url, place, server.log, server.environment | {"FERMATA_DATA": str(place)}, [])


def _missing(restored: Server, before: Ledger) -> list[str]:
    """A room may have been moved further than the ledger knew; never less far."""
    return [
        *verdict._broken(restored),
        *verdict._notes(restored, before),
        *verdict._words(restored, before),
        *(said for said in verdict._moves(restored, before) if _fell_behind(said)),
    ]


def _fell_behind(said: str) -> bool:
    told, there = (int(word) for word in said.replace(",", "").split() if word.isdigit())
    return there < told


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.hosting.backups")
    asked.add_argument("--times", type=int, default=100)
    asked.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    asked.add_argument("--plain-copy", action="store_true")
    wanted = asked.parse_args()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fermata-backups-")))
        cluster = stack.enter_context(postgresql.cluster()) if wanted.database == "postgresql" else None
        settings = {"DATABASE_URL": cluster.database()} if cluster else {}
        data = folder / "data"
        data.mkdir(mode=0o700)
        server = a_server(data, **settings)
        stack.callback(server.stop)
        server.start()
        began = time.monotonic()
        found = run(server, times=wanted.times, folder=folder, cluster=cluster, is_plain=wanted.plain_copy)
    seconds = time.monotonic() - began
    print(f"{wanted.database}, {seconds:.0f} s: {found.times} backups while {found.kept} texts were acknowledged")
    print("\n".join(found.wrong) or "each restored whole, no acknowledged row missing")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    os.umask(0o077)
    sys.exit(main())
