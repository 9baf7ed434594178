"""What the tests themselves keep to: nothing is skipped unseen in CI, and what fails is named when it fails."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LACKING = """
import pytest

@pytest.mark.skipif(True, reason="the age tool is not installed")
def test_by_a_mark(): ...

def test_by_a_call():
    pytest.skip("this account may not mount a small disk")

@pytest.fixture
def harbour():
    pytest.skip("PostgreSQL is not installed")

def test_by_a_fixture(harbour): ...

@pytest.mark.skipif(True, reason="SQLite lets one write at a time")
def test_elsewhere(): ...
"""


@pytest.fixture
def said(tmp_path):
    """What pytest says of some tests, with what all tests share."""

    def ask(tests: str, **settings: str) -> str:
        (tmp_path / "test_some.py").write_text(tests)
        (tmp_path / "pytest.ini").touch()
        environment = {name: value for name, value in os.environ.items() if name != "CI"} | settings
        environment |= {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        command = [sys.executable, "-m", "pytest", "-p", "conftest", "test_some.py"]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        ).stdout

    return ask


def test_what_a_machine_lacks_is_skipped_at_home_and_fails_in_ci(said):
    assert "4 skipped in" in said(LACKING)

    in_ci = said(LACKING, CI="true")
    assert "1 failed, 1 skipped, 2 errors in" in in_ci
    assert "In CI nothing is skipped for want of a program." in in_ci


def test_what_fails_is_named_when_it_fails(said):
    before_the_end = said("def test_harbour():\n    assert False\n").partition("= FAILURES =")[0]

    assert "FAILED test_some.py::test_harbour" in before_the_end
