"""A disk that can be full: a few megabytes of memory, mounted for one test."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


class SmallDisk:
    def __init__(self, place: Path) -> None:
        self.place = place
        self._filler = place / "filler"

    def fill(self, *, but: int = 0) -> None:
        """Leave so many bytes and no more."""
        with self._filler.open("ab", buffering=0) as filler, contextlib.suppress(OSError):
            while True:
                filler.write(b"\0" * 4096)
        os.truncate(self._filler, max(0, self._filler.stat().st_size - but))

    def make_room(self) -> None:
        self._filler.unlink(missing_ok=True)


@contextlib.contextmanager
def small_disk(place: Path, *, megabytes: int) -> Iterator[SmallDisk]:
    place.mkdir()
    options = f"size={megabytes}m,mode=0700"
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "fermata", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"this account may not mount a small disk: {mounted.stderr.decode().strip()}")
    try:
        yield SmallDisk(place)
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)
