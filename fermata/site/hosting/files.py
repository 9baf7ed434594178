"""Files that are whole or not there: private, flushed to the disk, renamed at the end."""

import os
import shutil
import time
from datetime import datetime
from pathlib import Path

DAY_SECONDS = 86_400


def sync(path: Path) -> None:
    """What was written there, or for a folder which names it holds, has reached the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put(ready: Path, *, at: Path) -> None:
    """A finished file takes its place in one step; what was there before is gone."""
    sync(ready)
    ready.replace(at)
    sync(at.parent)


def copy(original: Path, *, to: Path) -> None:
    """Complete, or not there."""
    part = to.with_name(f".{to.name}.part")
    part.unlink(missing_ok=True)
    empty(part)
    shutil.copyfile(original, part)
    put(part, at=to)


def empty(path: Path) -> None:
    """A new file that only this account can read."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def private_folder(path: Path) -> Path:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def stamp(moment: datetime) -> str:
    """Sorts by time, and is a name on every file system."""
    return moment.strftime("%Y-%m-%dT%H%M%SZ")


def older_than(days: int, *, among: list[Path]) -> list[Path]:
    return [path for path in among if time.time() - path.stat().st_mtime > days * DAY_SECONDS]
