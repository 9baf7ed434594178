"""Taking the database along to this version. Whoever is killed at it, and however many start at once: it can go on."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from fermata.site.hosting import executor, swap
from fermata.site.hosting.sentences import CannotGoOn
from fermata.site.hosting.turns import Turn

PATIENCE_SECONDS = 60
BREATH_SECONDS = 0.2
ADVISORY_LOCK = 0x4665726D617461
"""A number of our own among the database's locks: "Fermata" in hexadecimal."""
Say = Callable[[str], None]


def bring_up_to_date(turn: Turn, *, say: Say) -> None:
    """Afterwards the folder is held together with everybody else who serves."""
    if connection.vendor == "postgresql":
        turn.together()
        _on_postgresql()
    else:
        _on_sqlite(turn, say=say)


def _on_sqlite(turn: Turn, *, say: Say) -> None:
    """Seen while held together: nobody exchanges the file between the look and the serving."""
    ends_at = time.monotonic() + PATIENCE_SECONDS
    while True:
        turn.together()
        is_done = executor.is_up_to_date()
        connection.close()  # whoever has the folder alone finds nobody at the file
        if is_done:
            return
        turn.over()
        if turn.alone():
            if not executor.is_up_to_date():
                swap.upgrade(Path(connection.settings_dict["NAME"]), snapshots=settings.DATA / "snapshots", say=say)
        elif time.monotonic() > ends_at:
            raise CannotGoOn("An older Fermata still runs on this data. Stop it, then start this one.")
        else:
            time.sleep(random.uniform(0, BREATH_SECONDS))  # noqa: S311  # two who wait must not stay in step


def _on_postgresql() -> None:
    """Each migration is one transaction with its own record, so a killed one has not happened."""
    try:
        with _alone_on_the_database():
            executor.is_up_to_date()  # refuses a newer one
            executor.migrate()
    finally:
        connection.close()  # with its long patience, and the lock


@contextmanager
def _alone_on_the_database() -> Iterator[None]:
    """The lock is the connection's: it goes when that ends, also by a kill."""
    ends_at = time.monotonic() + PATIENCE_SECONDS
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SET idle_in_transaction_session_timeout = 0")
        cursor.execute("SET lock_timeout = '30s'")
        while True:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_LOCK])
            if cursor.fetchone()[0]:
                break
            if time.monotonic() > ends_at:
                raise CannotGoOn("Another process has been bringing this database up to date for a minute. Look at it.")
            time.sleep(BREATH_SECONDS)
    yield
