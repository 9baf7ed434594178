"""`fermata backup` and `fermata restore`: everything of an installation in one file, and out of it again."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from fermata import __version__
from fermata.site.hosting import archive, executor, files, postgresql, sqlite
from fermata.site.hosting.archive import DATABASE, SECRET, Manifest
from fermata.site.hosting.sentences import CannotGoOn
from fermata.site.hosting.turns import Turn

ENDING = ".fermata-backup"
LAST = "last-backup"
SQLITE_FILE = b"SQLite format 3\0"


def back_up(folder: Path, *, now: datetime, keep_days: int | None) -> Path:
    """While Fermata runs. The archive is read again before it counts."""
    if not _is_living():
        raise CannotGoOn("There is nothing to back up here yet: no database was made.")
    files.private_folder(folder)
    path = folder / f"{files.stamp(now)}{ENDING}"
    if path.exists():
        raise CannotGoOn(f"{path} is there already.")
    with _workshop(folder) as workshop:
        archive.write(path, manifest=_take(workshop, now=now), folder=workshop)
    with archive.opened(path):
        pass
    if keep_days is not None:
        for old in files.older_than(keep_days, among=list(folder.glob(f"*{ENDING}"))):
            old.unlink(missing_ok=True)
    (settings.DATA / LAST).write_text(f"{now.isoformat()} {path}\n")
    return path


def look(path: Path) -> Manifest:
    """Whether it is whole, and what it holds; nothing is changed."""
    with archive.opened(path) as (manifest, tar), _workshop(settings.DATA) as workshop:
        for name in (SECRET, DATABASE):
            archive.unpack(tar, name, manifest=manifest, to=workshop / name)
        return manifest


def restore(path: Path, *, now: datetime, is_replacing: bool) -> Path | None:
    """Where the installation that was here is kept, if there was one."""
    turn = Turn(settings.DATA)
    if not turn.alone():
        raise CannotGoOn("Fermata is running here. Stop it first; then restore.")
    try:
        _refuse_living(is_replacing=is_replacing)
        aside = _aside(now=now) if _is_living() else None
        with _workshop(settings.DATA) as workshop, _only_if_used(aside):
            _restore(path, workshop=workshop, aside=aside)
        return aside
    finally:
        turn.over()


def _restore(path: Path, *, workshop: Path, aside: Path | None) -> None:
    with path.open("rb") as file:
        is_snapshot = file.read(len(SQLITE_FILE)) == SQLITE_FILE
    (_restore_snapshot if is_snapshot else _restore_backup)(path, workshop=workshop, aside=aside)


def _take(workshop: Path, *, now: datetime) -> Manifest:
    database, secret = workshop / DATABASE, workshop / SECRET
    files.empty(secret)
    secret.write_text(settings.SECRET_KEY)
    if connection.vendor == "postgresql":
        tables, migrations = postgresql.take(to=database)
    else:
        tables = sqlite.take(to=database)
        migrations = sqlite.migrations(database)
    sums = {name: archive.digest(workshop / name) for name in (DATABASE, SECRET)}
    return Manifest(now.isoformat(), __version__, connection.vendor, migrations, tables, sums)


def _restore_backup(path: Path, *, workshop: Path, aside: Path | None) -> None:
    with archive.opened(path) as (manifest, tar):
        if manifest.vendor != connection.vendor:
            raise CannotGoOn(f"This is a backup of {manifest.vendor}, and DATABASE_URL names another kind of database.")
        executor.refuse_newer({(app, name) for app, name in manifest.migrations})
        for name in (DATABASE, SECRET):
            archive.unpack(tar, name, manifest=manifest, to=workshop / name)
    if connection.vendor == "postgresql":
        schema = f"before_{aside.name.lower()}" if aside else ""
        postgresql.put_back(workshop / DATABASE, expected=manifest.tables, aside=schema)
    else:
        sqlite.put_back(workshop / DATABASE, expected=manifest.tables, aside=aside)
    _put_secret(workshop / SECRET, aside=aside)


def _restore_snapshot(path: Path, *, workshop: Path, aside: Path | None) -> None:
    """What an upgrade has kept: a database, of the same installation and so with the same secret."""
    if connection.vendor != "sqlite":
        raise CannotGoOn("This is a snapshot of SQLite, and DATABASE_URL names another kind of database.")
    ready = workshop / DATABASE
    files.copy(path, to=ready)
    executor.refuse_newer({(app, name) for app, name in sqlite.migrations(ready)})
    sqlite.put_back(ready, expected=None, aside=aside)


def _put_secret(ready: Path, *, aside: Path | None) -> None:
    kept = settings.DATA / "secret"
    if aside and kept.exists():
        files.copy(kept, to=aside / "secret")
    files.put(ready, at=kept)


def _is_living() -> bool:
    return postgresql.is_living() if connection.vendor == "postgresql" else sqlite.is_living()


def _refuse_living(*, is_replacing: bool) -> None:
    if _is_living() and not is_replacing:
        raise CannotGoOn(
            "There is an installation here already. With --replace it is kept aside, and the backup takes its place."
        )


def _aside(*, now: datetime) -> Path:
    return files.private_folder(settings.DATA / "aside" / files.stamp(now))


@contextmanager
def _only_if_used(folder: Path | None) -> Iterator[None]:
    """Where a restore was refused, nothing was put aside."""
    try:
        yield
    except CannotGoOn:
        if folder:
            with suppress(OSError):
                folder.rmdir()
        raise


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A private folder on the same disk, gone at the end; what a killed one left goes after a day."""
    for left in files.older_than(1, among=list(folder.glob(".fermata-work-*"))):
        shutil.rmtree(left, ignore_errors=True)
    made = Path(tempfile.mkdtemp(prefix=".fermata-work-", dir=folder))
    before = os.umask(0o077)
    try:
        yield made
    finally:
        os.umask(before)
        shutil.rmtree(made, ignore_errors=True)
