"""The commands of an operator: upgrade, backup, restore. Django is set up when they are called (site/command)."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import typer
from django.conf import settings
from django.db import OperationalError
from rich.console import Console

from fermata.core.clock import now
from fermata.site.hosting import backup as backups
from fermata.site.hosting import upgrade as upgrades
from fermata.site.hosting.sentences import CannotGoOn
from fermata.site.hosting.trial_letter import send_trial_letter
from fermata.site.hosting.turns import hold_here

screen = Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def one_sentence() -> Iterator[None]:
    """What stands in the way is said, and is the end of the command."""
    try:
        yield
    except CannotGoOn as why:
        screen.print(str(why), markup=False)
        raise typer.Exit(code=1) from why
    except (sqlite3.DatabaseError, OperationalError) as error:
        screen.print(f"The database cannot be read: {str(error).splitlines()[0]}.", markup=False)
        raise typer.Exit(code=1) from error
    except FileNotFoundError as missing:
        screen.print(f"There is no {missing.filename}.", markup=False)
        raise typer.Exit(code=1) from missing
    except OSError as error:
        screen.print(f"{error.filename or 'The disk'}: {error.strerror}.", markup=False)
        raise typer.Exit(code=1) from error


def hold_up_to_date() -> None:
    """The database as this version wants it, and a hand on the data folder for as long as this process lives."""
    with one_sentence():
        upgrades.bring_up_to_date(hold_here(), say=screen.print)


def try_mail(*, to: str) -> None:
    with one_sentence():
        screen.print(send_trial_letter(to=to), markup=False)


def back_up(folder: Path | None, *, keep_days: int | None) -> None:
    with one_sentence():
        print(backups.back_up(folder or settings.DATA / "backups", now=now(), keep_days=keep_days))  # noqa: T201  # the answer


def look(path: Path) -> None:
    with one_sentence():
        found = backups.look(path)
    rows = sum(table.rows for table in found.tables.values())
    screen.print(f"Whole. Made on {found.made_at} by Fermata {found.version} on {found.vendor}: {rows} rows in")
    screen.print(f"{len(found.tables)} tables, with the secret.")


def restore(path: Path, *, is_replacing: bool) -> None:
    with one_sentence():
        aside = backups.restore(path, now=now(), is_replacing=is_replacing)
    screen.print("Restored, and every row compared with the manifest." if not _is_snapshot(path) else "Restored.")
    if aside:
        screen.print(f"What was here before is kept in {aside}; remove it when you no longer need it.", markup=False)
    if (given := os.environ.get("FERMATA_SECRET")) and given != (settings.DATA / "secret").read_text():
        screen.print("FERMATA_SECRET is another secret than this backup's: leave it out, or people sign in again.")
    screen.print("Next: fermata doctor, then fermata serve.")


def _is_snapshot(path: Path) -> bool:
    return path.suffix == ".sqlite3"


def health(*, port: int) -> bool:
    """Whether the server on this machine answers under the name the installation goes by, and its database as well."""
    there = urlsplit(settings.URL)
    line = HTTPConnection("127.0.0.1", port, timeout=8)
    try:
        line.request("GET", "/health/", headers={"Host": there.netloc, "X-Forwarded-Proto": there.scheme})
        return line.getresponse().status == HTTPStatus.OK
    except OSError:
        return False
    finally:
        line.close()
