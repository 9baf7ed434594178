"""The real worker, while its clock jumps (libfaketime): nobody is reminded twice, no occurrence is made twice."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

LIBRARY = next(iter(Path("/usr/lib").glob("*/faketime/libfaketime.so.1")), None)
START = "2026-11-23 09:00:00"
JUMPS = [
    pytest.param(["2026-11-27 12:20:00", "2026-11-27 11:20:00", "2026-11-27 12:30:00"], id="an hour back and forth"),
    pytest.param(["2026-11-27 12:20:00", "2026-11-28 12:20:00", "2026-11-27 12:40:00"], id="a day on and back"),
    pytest.param(["2026-11-27 12:20:00", "2016-11-27 12:20:00", "2026-11-27 12:45:00"], id="ten years back"),
    pytest.param(["2026-11-27 12:20:00", "2028-02-29 00:00:00", "2026-11-27 12:50:00"], id="a leap day to come"),
]

pytestmark = pytest.mark.skipif(LIBRARY is None, reason="libfaketime is not installed (Debian: faketime)")


class House:
    """A database, and a worker on it whose clock is a file."""

    def __init__(self, data: Path) -> None:
        self.data, self.clock = data, data / "clock"
        self.env = {
            name: value for name, value in os.environ.items() if not name.startswith(("FERMATA", "DATABASE", "DJANGO"))
        }
        self.env |= {"FERMATA_DATA": str(data), "LD_PRELOAD": str(LIBRARY), "FAKETIME_TIMESTAMP_FILE": str(self.clock)}
        self.env |= {"FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1", "TZ": "UTC"}
        self.set(START)
        self.run("-m", "fermata", "upgrade")
        self.run("-m", "tests.calendar.a_meeting")

    def set(self, when: str) -> None:
        fresh = self.data / "clock.new"
        fresh.write_text(f"@{when}\n")
        fresh.rename(self.clock)

    def run(self, *command: str) -> None:
        subprocess.run([sys.executable, *command], env=self.env, check=True, timeout=120)

    def worker(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", "fermata", "worker"], env=self.env)

    def ask(self, query: str) -> list[tuple]:
        connection = sqlite3.connect(f"file:{self.data}/fermata.sqlite3?mode=ro", uri=True, timeout=20)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()

    def reminders(self) -> list[tuple]:
        return self.ask(
            "SELECT \"to\", count(*) FROM fermata_letter WHERE subject = 'What you have planned' GROUP BY 1"
        )


@pytest.fixture
def house(tmp_path):
    yield House(tmp_path)
    shutil.rmtree(tmp_path, ignore_errors=True)


@pytest.mark.parametrize("jumps", JUMPS)
def test_nobody_is_reminded_twice(house, jumps):
    worker = house.worker()
    try:
        for when in jumps:
            house.set(when)
            time.sleep(2.5)
            assert worker.poll() is None
    finally:
        worker.terminate()
        worker.wait(20)
    again = house.worker()  # and what it does when it starts, by the clock as it is now
    time.sleep(3)
    again.terminate()
    again.wait(20)

    assert house.reminders() == [("amara@example.org", 1), ("ben@example.org", 1)]
    twice = house.ask("SELECT number, count(*) FROM fermata_appointment GROUP BY rhythm_id, number HAVING count(*) > 1")
    assert twice == []
