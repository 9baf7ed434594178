"""Whose turn it is with a data folder: those who serve have it together, whoever exchanges the database has it alone.

The system lets go of a lock when its holder ends, however that comes about. So nothing is left over from a kill.
"""

import fcntl
import os
from pathlib import Path

from django.conf import settings


class Turn:
    def __init__(self, folder: Path) -> None:
        self._lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def together(self) -> None:
        """Waits while somebody has it alone. Forked children keep it too, until the last of them ends."""
        fcntl.flock(self._lock, fcntl.LOCK_SH)

    def alone(self) -> bool:
        """False while anybody else has it."""
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def over(self) -> None:
        fcntl.flock(self._lock, fcntl.LOCK_UN)


_held: list[Turn] = []


def hold_here() -> Turn:
    """This process serves from the data folder for as long as it lives. Waits while somebody has it alone."""
    if not _held:
        _held.append(Turn(settings.DATA))
        _held[0].together()
    return _held[0]
