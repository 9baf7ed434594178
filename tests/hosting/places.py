"""Where databases of the campaigns lie: files beside each other, or databases in one private PostgreSQL."""

import hashlib
import shutil
import sqlite3
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict


@dataclass(frozen=True)
class Place:
    """One database with its data folder."""

    folder: Path
    address: str = ""

    @property
    def file(self) -> Path:
        return self.folder / "fermata.sqlite3"

    def settle(self, connection: Any, settings: Any) -> None:
        """Django's connection of this process goes here from now on."""
        settings.DATA = self.folder
        if not self.address:
            connection.settings_dict["NAME"] = str(self.file)
            return
        connection.settings_dict["NAME"] = conninfo_to_dict(self.address)["dbname"]

    def fingerprint(self) -> tuple[dict[str, int], str]:
        """How many rows each table has, and a digest of the schema."""
        return self._of_postgresql() if self.address else self._of_sqlite()

    def faults(self) -> list[str]:
        if self.address:
            return []
        source = sqlite3.connect(self.file)
        try:
            found = source.execute("PRAGMA integrity_check").fetchone()[0]
            torn = source.execute("PRAGMA foreign_key_check").fetchall()
        finally:
            source.close()
        left = [path.name for path in self.folder.glob("*upgrade.sqlite3*")]
        return [said for said in (found != "ok" and found, torn and str(torn[:2]), left and str(left)) if said]

    def _of_sqlite(self) -> tuple[dict[str, int], str]:
        source = sqlite3.connect(self.file)
        try:
            schema = source.execute("SELECT sql FROM sqlite_master WHERE sql <> '' ORDER BY sql").fetchall()
            return _counts(source.execute, "SELECT name FROM sqlite_master WHERE type = 'table'"), _digest(schema)
        finally:
            source.close()

    def _of_postgresql(self) -> tuple[dict[str, int], str]:
        with psycopg.connect(self.address) as source:
            columns = source.execute(
                "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns "
                "WHERE table_schema = 'public' ORDER BY 1, 2"
            ).fetchall()
            others = source.execute(
                "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint "
                "WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2"
            ).fetchall()
            return _counts(source.execute, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"), _digest(
                [*columns, *others]
            )


class Ground:
    """Makes empty places, and copies of places."""

    def __init__(self, folder: Path, *, cluster: Any = None) -> None:
        self._folder, self._cluster = folder, cluster

    def empty(self) -> Place:
        return Place(self._new_folder(), self._cluster.database() if self._cluster else "")

    def copy(self, original: Place) -> Place:
        made = self._new_folder()
        if not self._cluster:
            if original.file.exists():
                shutil.copy(original.file, made)
            return Place(made)
        name = f"copy_{uuid.uuid4().hex[:12]}"
        there, _, template = original.address.rpartition("/")
        with psycopg.connect(f"{there}/postgres", autocommit=True) as admin:
            admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return Place(made, f"{there}/{name}")

    def forget(self, place: Place) -> None:
        shutil.rmtree(place.folder)
        if place.address:
            there, _, name = place.address.rpartition("/")
            with psycopg.connect(f"{there}/postgres", autocommit=True) as admin:
                admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _new_folder(self) -> Path:
        made = self._folder / uuid.uuid4().hex
        made.mkdir(mode=0o700)
        return made


def _counts(ask: Callable[..., Any], listing: str) -> dict[str, int]:
    names = sorted(name for (name,) in ask(listing).fetchall())
    return {name: ask(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in names}


def _digest(found: list[Any]) -> str:
    return hashlib.sha256(repr(found).encode()).hexdigest()
