"""Two members at the same instant, some hundreds of times. Ten thousand: python -m tests.lives.races."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests import postgresql

ROUNDS = 60


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_no_race_of_two_members_goes_wrong(database):
    if database == "postgresql" and postgresql.programs() is None:
        pytest.skip("PostgreSQL is not installed")
    command = [sys.executable, "-m", "tests.lives.races", "--rounds", str(ROUNDS), "--database", database]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(f"0 of {ROUNDS} went wrong") == 4
