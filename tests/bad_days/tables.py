"""What the database of a server holds, read beside it."""

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator
from typing import Any

import psycopg

from conftest import Server

FLEETING = {"fermata_throttle", "django_session", "sqlite_sequence"}


@contextlib.contextmanager
def _connected(server: Server) -> Iterator[Any]:
    if address := server.environment.get("DATABASE_URL"):
        with psycopg.connect(address, autocommit=True) as connection:
            yield connection
        return
    connection = sqlite3.connect(
        f"{server.environment['FERMATA_DATA']}/fermata.sqlite3", isolation_level=None, timeout=20
    )
    try:
        yield connection
    finally:
        connection.close()


def rows(server: Server, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """Placeholders are question marks on both."""
    with _connected(server) as connection:
        if server.environment.get("DATABASE_URL"):
            query = query.replace("?", "%s")
        return list(connection.execute(query, values).fetchall())


def change(server: Server, query: str, *values: Any) -> None:
    with _connected(server) as connection:
        if server.environment.get("DATABASE_URL"):
            query = query.replace("?", "%s")
        connection.execute(query, values)


def contents(server: Server) -> dict[str, str]:
    """A digest of every table that lasts, so that two moments can be compared."""
    if server.environment.get("DATABASE_URL"):
        listing = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    else:
        listing = "SELECT name FROM sqlite_master WHERE type = 'table'"
    tables = {name for (name,) in rows(server, listing)} - FLEETING
    return {table: _digest(rows(server, f'SELECT * FROM "{table}"')) for table in sorted(tables)}


def _digest(found: list[tuple[Any, ...]]) -> str:
    lines = sorted(repr([bytes(v) if isinstance(v, memoryview) else v for v in row]) for row in found)
    return f"{len(lines)} {hashlib.sha256(chr(10).join(lines).encode()).hexdigest()[:12]}"
