"""Where the demonstration lives: a folder of its own, known by a mark. Nothing without the mark is ever touched.

It is asked before the settings are read, so it knows nothing of Django.
"""

import os
import shutil
from pathlib import Path

from fermata.site.hosting.turns import Turn

MARK = "DEMONSTRATION"
SAYS = "A demonstration of Fermata. Everything in this folder is erased by: fermata demo --erase\n"
OF_A_REAL_ONE = (
    "DATABASE_URL",
    "FERMATA_SECRET",
    "FERMATA_SMTP_URL",
    "FERMATA_MAIL_FROM",
    "FERMATA_MAILBOX_URL",
    "FERMATA_CALENDAR_HOSTS",
    "FERMATA_PROXIES",
)
"""What a demonstration must not come near: a real installation's database, its mail, other people's calendars."""


class NotADemonstration(Exception):
    """There is something in the folder that the demonstration has not put there."""


class StillServed(Exception):
    """The demonstration is being looked around in at this moment."""


def settle_in(folder: Path, *, port: int) -> None:
    """Make the folder with its mark, and point the settings at it and at nothing else."""
    if not _is_ours(folder):
        raise NotADemonstration(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / MARK).write_text(SAYS, encoding="utf-8")
    for name in OF_A_REAL_ONE:
        os.environ.pop(name, None)
    os.environ |= {"FERMATA_DATA": str(folder), "FERMATA_URL": f"http://localhost:{port}", "FERMATA_DEMO": "1"}


def erase(folder: Path) -> bool:
    """Everything. False when there was nothing."""
    if not folder.exists():
        return False
    if not _is_ours(folder):
        raise NotADemonstration(folder)
    if not Turn(folder).alone():
        raise StillServed(folder)
    shutil.rmtree(folder)
    return True


def _is_ours(folder: Path) -> bool:
    return not folder.exists() or (folder / MARK).is_file() or not any(folder.iterdir())
