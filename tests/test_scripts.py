"""The tests of the scripts (the vault, its worker, the elements' logic), run by Node's own runner; and their types."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NODE = shutil.which("node", path=f"{ROOT}/.venv/bin:{os.environ['PATH']}")


@pytest.fixture(autouse=True)
def node_is_here():
    if not (NODE and (ROOT / "node_modules").is_dir()):
        pytest.skip("Node or its packages are not installed: run bin/test")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([NODE, *command], cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)


def test_every_test_of_the_scripts_passes():
    done = run("web/test.mjs")
    found = dict(re.findall(r"^(?:ℹ|#) (tests|pass|fail|skipped) (\d+)$", done.stdout, re.M))

    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert int(found["pass"]) > 100
    assert found["fail"] == found["skipped"] == "0"


def test_the_types_of_the_scripts_hold():
    done = run("node_modules/typescript/bin/tsc", "-p", "tsconfig.json")

    assert done.returncode == 0, done.stdout
