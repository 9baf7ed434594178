"""`fermata doctor`: what must hold on this machine, whether it does, and how to mend it."""

import os
import shutil
import sqlite3
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection

from fermata.core.database import SQLITE_FLOOR

NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "afs", "ceph", "glusterfs"}
GOOD_ROOM_MB, LEAST_ROOM_MB = 500, 5
BACKUP_DAYS = 7


@dataclass(frozen=True, slots=True)
class Finding:
    what: str
    is_well: bool
    remedy: str = ""
    is_grave: bool = True
    """Fermata does not start while a grave finding is not well: it would lose or show something."""


def examine() -> list[Finding]:
    return [*_room(), *_database(), *_secret(), *_permissions(), *_mail(), *_clock(), *_address(), *_backup()]


def refuse_to_start() -> None:
    """Below the floor nothing is served: one sentence says why."""
    for finding in examine():
        if finding.is_grave and not finding.is_well:
            raise SystemExit(f"Fermata does not start: {finding.what}\n{finding.remedy}")


def _room() -> Iterator[Finding]:
    left = shutil.disk_usage(settings.DATA).free // 2**20
    yield Finding(
        f"The disk of the data folder has {left} MB left.",
        left >= GOOD_ROOM_MB,
        "Make room there, or move the data folder: on a full disk people can read and write nothing new.",
        is_grave=left < LEAST_ROOM_MB,
    )


def _database() -> Iterator[Finding]:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        yield Finding(
            f"The database does not answer ({type(error).__name__}).", False, "Start it, or correct DATABASE_URL."
        )
        return
    yield from _sqlite() if connection.vendor == "sqlite" else _postgresql()


def _sqlite() -> Iterator[Finding]:
    version = ".".join(map(str, sqlite3.sqlite_version_info))
    floor = ".".join(map(str, SQLITE_FLOOR))
    yield Finding(
        f"SQLite is {version}.",
        sqlite3.sqlite_version_info >= SQLITE_FLOOR,
        f"Versions before {floor} can damage a database. Install the package pysqlite3, or run bin/setup again.",
    )
    for pragma, wanted in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("cell_size_check", 1)):
        with connection.cursor() as cursor:
            found = cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
        yield Finding(
            f"SQLite keeps {pragma} at {found}.",
            found == wanted,
            f"It must be {wanted}. Move the data folder to a local disk that supports it.",
        )
    kind = _file_system(Path(settings.DATA))
    yield Finding(
        f"The data folder is on {kind or 'a local disk'}.",
        kind not in NETWORK_FILE_SYSTEMS,
        "SQLite needs a disk of this machine. Move the data folder, or use PostgreSQL.",
    )


def _file_system(place: Path) -> str:
    """The kind of file system a folder is on, by the longest mount point above it."""
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return ""
    lines = [line.split() for line in mounts.read_text().splitlines()]
    above = [(len(line[1]), line[2]) for line in lines if f"{place}/".startswith(line[1].rstrip("/") + "/")]
    return max(above)[1] if above else ""


def _postgresql() -> Iterator[Finding]:
    wanted = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "data_sync_retry": "off"}
    allowed = set(os.environ.get("FERMATA_ALLOW", "").split(","))
    for name, value in wanted.items():
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting(%s)", [name])
            found = cursor.fetchone()[0]
        yield Finding(
            f"PostgreSQL keeps {name} {found}.",
            found == value or f"postgresql-{name}-{found}" in allowed,
            f"Set {name} = {value} in postgresql.conf, else something acknowledged can be lost.",
        )


def _secret() -> Iterator[Finding]:
    yield Finding(
        "The secret is long enough.",
        len(set(settings.SECRET_KEY)) >= 12 and len(settings.SECRET_KEY) >= 32,
        "Give FERMATA_SECRET at least 32 random characters, or leave it out: then Fermata draws one.",
    )


def _permissions() -> Iterator[Finding]:
    for path in (Path(settings.DATA), Path(settings.DATA) / "secret"):
        if path.exists():
            others = stat.S_IMODE(path.stat().st_mode) & 0o077
            yield Finding(
                f"Only this account can open {path.name}.",
                not others,
                f"Run: chmod go= {path}",
                is_grave=path.name == "secret",
            )


def _mail() -> Iterator[Finding]:
    if settings.SMTP_URL:
        yield Finding(f"Letters go out by {settings.SMTP['host']}.", True)
        return
    yield Finding(
        "Letters are kept on this machine and shown at /outbox/.",
        settings.ON_LOOPBACK,
        "Others reach this installation, so letters must go out: set FERMATA_SMTP_URL, for example smtp+starttls://name:word@host:587.",
    )


def _clock() -> Iterator[Finding]:
    built_at = Path(__file__).stat().st_mtime
    yield Finding(
        "The clock is plausible.",
        time.time() > built_at - 86_400,
        "It is behind this program's own files. Set the clock.",
        is_grave=False,
    )


def _address() -> Iterator[Finding]:
    host = urlsplit(settings.URL)
    yield Finding(
        f"The address is {settings.URL}.",
        settings.ON_LOOPBACK or host.scheme == "https",
        "Browsers lock and unlock only on https (or on this machine). Set FERMATA_URL to the https address.",
    )


def _backup() -> Iterator[Finding]:
    """What `fermata backup` wrote down when it had read its archive again."""
    last = Path(settings.DATA) / "last-backup"
    days = int((time.time() - last.stat().st_mtime) // 86_400) if last.exists() else None
    yield Finding(
        "No backup has been made yet." if days is None else f"The last backup is {days} days old.",
        days is not None and days <= BACKUP_DAYS,
        "Run fermata backup each night, and keep what it writes on another machine.",
        is_grave=False,
    )
