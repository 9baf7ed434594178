"""A SQLite database out of a running installation, and back into one that rests."""

import hashlib
import os
import sqlite3
from pathlib import Path

from django.db import connection

from fermata.site.hosting import files, swap
from fermata.site.hosting.archive import Table
from fermata.site.hosting.sentences import CannotGoOn


def take(*, to: Path) -> dict[str, Table]:
    """One moment of the database, while others write. Its newest rows are in its log: a copy would miss them."""
    files.empty(to)
    source = sqlite3.connect(_live(), isolation_level=None, timeout=20)
    try:
        source.execute("VACUUM INTO ?", [str(to)])
    finally:
        source.close()
    return read(to)


def read(path: Path) -> dict[str, Table]:
    """Every row of every table, after SQLite's own checks."""
    counted = swap.check_file(path)
    looked_at = sqlite3.connect(path, isolation_level=None)
    try:
        return {name: Table(rows, _digest(looked_at, name)) for name, rows in sorted(counted.items())}
    finally:
        looked_at.close()


def migrations(path: Path) -> list[list[str]]:
    looked_at = sqlite3.connect(path, isolation_level=None)
    try:
        return [list(row) for row in looked_at.execute("SELECT app, name FROM django_migrations ORDER BY id")]
    finally:
        looked_at.close()


def is_living() -> bool:
    """Whether there is an installation, however few use it."""
    if not _live().exists():
        return False
    source = sqlite3.connect(_live(), isolation_level=None, timeout=5)
    try:
        return bool(swap.rows(source))
    finally:
        source.close()


def put_back(ready: Path, *, expected: dict[str, Table] | None, aside: Path | None) -> None:
    """The file takes its place in one step; what was there is kept aside first. Verified before, row by row."""
    found = read(ready)
    if expected is not None and found != expected:
        raise CannotGoOn("The database in this backup does not hold the rows its manifest names.")
    connection.close()
    with swap.alone_on(_live()):
        if aside:
            _keep(_live(), at=aside / _live().name)
        files.put(ready, at=_live())


def _keep(live: Path, *, at: Path) -> None:
    """A second name for the same file, where the file system has those: nothing is read through SQLite's lock."""
    try:
        os.link(live, at)
    except OSError as error:
        raise CannotGoOn(
            f"{live} cannot be kept aside in {at.parent}: {error.strerror}. Nothing was changed."
        ) from error
    files.sync(at.parent)


def _live() -> Path:
    return Path(connection.settings_dict["NAME"])


def _digest(source: sqlite3.Connection, table: str) -> str:
    total = hashlib.sha256()
    for row in source.execute(f'SELECT * FROM "{table}"'):  # noqa: S608  # a name out of the database's own list
        total.update(repr(row).encode())
    return total.hexdigest()
