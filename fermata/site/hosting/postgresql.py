"""A PostgreSQL database out of a running installation, and back into an empty one, with PostgreSQL's own programs."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from fermata.site.hosting.archive import Table
from fermata.site.hosting.sentences import CannotGoOn

SHOWN_LINES = 3
ROWS = "SELECT COUNT(*), COALESCE(SUM(hashtextextended(t::text, 0)), 0)::text FROM public.{} t"


def take(*, to: Path) -> tuple[dict[str, Table], list[list[str]]]:
    """The rows that are counted and the rows that are written are those of one moment."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            _be_patient(cursor)
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            _run("pg_dump", "--format=custom", "--schema=public", f"--snapshot={snapshot}", f"--file={to}")
            return _read(cursor), _migrations(cursor)
    finally:
        connection.close()


def is_living() -> bool:
    return bool(connection.introspection.table_names())


def put_back(dump: Path, *, expected: dict[str, Table], aside: str) -> None:
    """Into an empty schema; what was there is kept under another name, and comes back if anything goes wrong."""
    try:
        _refuse_company()
        had_tables = is_living()
        if had_tables:
            _rename("public", to=aside)
        try:
            _run("pg_restore", "--single-transaction", "--no-owner", "--no-privileges", "--exit-on-error",
                 "--schema=public", "--dbname", _address(), str(dump), has_place=True)  # fmt: skip
            _verify(expected)
        except CannotGoOn:
            _take_back(aside if had_tables else None)
            raise
    finally:
        connection.close()


def _verify(expected: dict[str, Table]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        _be_patient(cursor)
        if _read(cursor) != expected:
            raise CannotGoOn("The database does not hold the rows this backup's manifest names, so it was put away.")


def _read(cursor: CursorWrapper) -> dict[str, Table]:
    """Every row of every table of ours, in whatever order they lie."""
    found = {}
    cursor.execute("SET LOCAL TIME ZONE 'UTC'")
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    for (name,) in cursor.fetchall():
        cursor.execute(_ask(ROWS, name))
        rows, digest = cursor.fetchone()
        found[name] = Table(rows, digest)
    return found


def _migrations(cursor: CursorWrapper) -> list[list[str]]:
    cursor.execute("SELECT app, name FROM public.django_migrations ORDER BY id")
    return [list(row) for row in cursor.fetchall()]


def _be_patient(cursor: CursorWrapper) -> None:
    """What is right for a page is too short for a whole database."""
    for setting in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
        cursor.execute(f"SET LOCAL {setting} = 0")


def _refuse_company() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND backend_type = 'client backend'"
        )
        if cursor.fetchone()[0]:
            raise CannotGoOn("Somebody still uses this database. Stop Fermata on every machine, then restore.")


def _rename(schema: str, *, to: str) -> None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_ask("ALTER SCHEMA {} RENAME TO {}", schema, to))
            cursor.execute("CREATE SCHEMA public")
    except ProgrammingError as error:
        raise CannotGoOn(
            "PostgreSQL does not let this account keep the old tables aside. Nothing was changed. "
            "Before version 15, say as its administrator: ALTER SCHEMA public OWNER TO (this account);"
        ) from error


def _take_back(aside: str | None) -> None:
    """What a failed restore has put there goes, and what was there before comes back."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute(_ask("ALTER SCHEMA {} RENAME TO public", aside) if aside else "CREATE SCHEMA public")


def _ask(question: str, *names: str) -> Any:
    return sql.SQL(question).format(*map(sql.Identifier, names))


def _address() -> str:
    """Where the database is. The password travels in the environment, where other accounts cannot read it."""
    given = connection.settings_dict
    parts = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"], "dbname": given["NAME"]}
    parts |= {name: value for name, value in given["OPTIONS"].items() if name not in {"options", "tcp_user_timeout"}}
    return " ".join(f"{name}={_quoted(str(value))}" for name, value in parts.items() if value)


def _quoted(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _run(program: str, *arguments: str, has_place: bool = False) -> None:
    found = shutil.which(program)
    if found is None:
        raise CannotGoOn(f"{program} is not installed here. It comes with PostgreSQL's client programs.")
    place = () if has_place else ("--dbname", _address())
    word = settings.DATABASES["default"]["PASSWORD"]
    told = os.environ | ({"PGPASSWORD": word} if word else {})
    done = subprocess.run([found, *place, *arguments], env=told, capture_output=True, text=True, check=False)  # noqa: S603  # PostgreSQL's own
    if done.returncode:
        said = "\n".join(done.stderr.strip().splitlines()[-SHOWN_LINES:])
        raise CannotGoOn(f"{program} did not succeed:\n{said}")
