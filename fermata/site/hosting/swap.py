"""A new version on SQLite: snapshot, migrate a copy, verify it, and put it in place in one step.

Until that step the database is the old one, whole; after it, the new one. A kill anywhere leaves one of the two, and
files that the next attempt sweeps away.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.db import connection

from fermata.core.clock import now
from fermata.site.hosting import executor, files
from fermata.site.hosting.sentences import CannotGoOn

SNAPSHOTS_KEPT = 3
SNAPSHOT_DAYS = 35
MARGIN = 64 * 2**20


def upgrade(live: Path, *, snapshots: Path, say: Callable[[str], None]) -> None:
    """Only for who has the data folder alone."""
    working = live.with_name("upgrade.sqlite3")
    sweep(working)
    connection.close()
    with alone_on(live) as source:
        before = rows(source)
        original = working
        if before:
            _need_room(live)
            original = _snapshot(source, into=snapshots)
            say(f"A new version: the database as it was is kept as {original}")
            files.copy(original, to=working)
        else:
            files.empty(working)
        with _connected_to(working):
            executor.migrate()
            _read_every_table()
        _verify(working, before=before)
        files.put(working, at=live)
    let_age(snapshots)


@contextmanager
def alone_on(live: Path) -> Iterator[sqlite3.Connection]:
    """Nobody else has the file open, all of it is in that one file, and nobody can come in."""
    source = sqlite3.connect(live, isolation_level=None, timeout=5)
    try:
        try:
            mode = source.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
            source.execute("PRAGMA locking_mode = EXCLUSIVE")
            source.execute("BEGIN EXCLUSIVE")
            source.execute("COMMIT")  # the lock stays; inside a transaction SQLite's backup would wait for ever
        except sqlite3.OperationalError:
            mode = "busy"
        if mode != "delete":
            raise CannotGoOn(f"Something still has {live.name} open. Close it, then try again.")
        yield source
    finally:
        source.close()


def sweep(working: Path) -> None:
    """What a killed attempt left."""
    for left in (*working.parent.glob(f"{working.name}*"), *working.parent.glob(f".{working.name}*")):
        left.unlink()


def rows(source: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table has."""
    names = source.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'")
    count = "SELECT COUNT(*) FROM "
    return {name: source.execute(f'{count}"{name}"').fetchone()[0] for (name,) in names.fetchall()}


def check_file(path: Path) -> dict[str, int]:
    """Folds the write-ahead log into the file, and reads all of it. How many rows each table has."""
    looked_at = sqlite3.connect(path, isolation_level=None, timeout=5)
    try:
        looked_at.execute("PRAGMA journal_mode = DELETE")
        if (found := looked_at.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            raise CannotGoOn(f"{path.name} is damaged: {found}.")
        if torn := looked_at.execute("PRAGMA foreign_key_check").fetchall():
            raise CannotGoOn(f"{path.name} has {len(torn)} rows that point at nothing, first in {torn[0][0]}.")
        return rows(looked_at)
    finally:
        looked_at.close()


def let_age(snapshots: Path) -> None:
    """Three are enough, and none is kept longer than a backup should be."""
    kept = sorted(snapshots.glob("*.sqlite3"))
    for path in {*kept[:-SNAPSHOTS_KEPT], *files.older_than(SNAPSHOT_DAYS, among=kept)}:
        path.unlink(missing_ok=True)


def _need_room(live: Path) -> None:
    wanted = 2 * live.stat().st_size + MARGIN
    if (left := shutil.disk_usage(live.parent).free) < wanted:
        raise CannotGoOn(
            f"A new version needs {wanted // 2**20} MB beside the database for a moment, "
            f"and {left // 2**20} MB are left. Nothing was changed. Make room, then start again."
        )


def _snapshot(source: sqlite3.Connection, *, into: Path) -> Path:
    files.private_folder(into)
    for left in into.glob(".*.part*"):
        left.unlink()
    version = source.execute("SELECT name FROM django_migrations WHERE app = 'fermata' ORDER BY id DESC").fetchone()
    snapshot = into / f"{files.stamp(now())}-{version[0] if version else 'unknown'}.sqlite3"
    part = into / f".{snapshot.name}.part"
    files.empty(part)
    target = sqlite3.connect(part)
    try:
        source.backup(target)
    finally:
        target.close()
    files.put(part, at=snapshot)
    return snapshot


@contextmanager
def _connected_to(path: Path) -> Iterator[None]:
    """Django's connection, for a while, to another file."""
    name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name


def _read_every_table() -> None:
    """Each model finds the table and the columns this version means."""
    for model in apps.get_models():
        model._base_manager.first()  # noqa: SLF001  # whatever its own manager hides


def _verify(working: Path, *, before: dict[str, int]) -> None:
    after = check_file(working)
    emptied = [table for table, number in before.items() if number and after.get(table) == 0]
    people = ("fermata_person", "fermata_itemversion")
    lost = [table for table in people if after.get(table, 0) < before.get(table, 0)]
    if emptied or lost:
        raise CannotGoOn(f"The new version would lose rows of {', '.join({*emptied, *lost})}. Nothing was changed.")
