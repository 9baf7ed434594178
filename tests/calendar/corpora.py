"""Calendars other people's programs wrote, where they are on this machine (FERMATA_CALENDARS names the folder)."""

import os
import tarfile
from collections.abc import Iterator
from email import message_from_bytes
from mailbox import mbox
from pathlib import Path

FOLDER = Path(os.environ.get("FERMATA_CALENDARS", "var/calendars"))


def files() -> Iterator[tuple[str, bytes]]:
    """Each with a name to say which it was."""
    for path in sorted(FOLDER.glob("*.ics")):
        yield path.name, path.read_bytes()
    for path in sorted(FOLDER.glob("*.tar.gz")):
        with tarfile.open(path) as archive:
            for member in archive.getmembers():
                if member.isfile() and (inside := archive.extractfile(member)):
                    yield f"{path.name}:{member.name}", inside.read()


def letters() -> Iterator[tuple[str, bytes]]:
    """Letters with calendars in them, and the bare messages beside them."""
    for path in sorted(FOLDER.glob("*.mbox")):
        for number, letter in enumerate(mbox(path)):
            yield f"{path.name} {number}", letter.as_bytes()
    for path in sorted(FOLDER.glob("*.mime")):
        yield path.name, message_from_bytes(path.read_bytes()).as_bytes()
