"""Which database, and the floor it must stand on: settings under which nothing acknowledged is ever lost."""

import sqlite3
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_FLOOR = (3, 51, 3)
"""Versions 3.7.0 to 3.51.2 can corrupt a database in WAL mode (the WAL-reset bug, mended in 3.51.3)."""

_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA cell_size_check=ON;"
    "PRAGMA mmap_size=0;"
    "PRAGMA journal_size_limit=67108864;"
    "PRAGMA temp_store=MEMORY;"
)


def use_current_sqlite() -> None:
    """Where the interpreter's own SQLite is too old, use the one that the package pysqlite3 carries."""
    if sqlite3.sqlite_version_info < SQLITE_FLOOR:
        import pysqlite3  # noqa: PLC0415  # only where it is needed

        sys.modules["sqlite3"] = pysqlite3
        sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def database_settings(url: str, *, data: Path) -> dict[str, Any]:
    """Django's settings for DATABASE_URL: SQLite beside the data when empty, else PostgreSQL."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "fermata.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": _PRAGMAS},
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SystemExit("DATABASE_URL must begin with postgresql:// (or be left out: then Fermata uses SQLite).")
    return {
        "ENGINE": "fermata.core.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "tcp_user_timeout": 5000,
            "options": "-c statement_timeout=3500 -c lock_timeout=3s -c idle_in_transaction_session_timeout=5s",
            **dict(parse_qsl(parts.query)),
        },
    }
