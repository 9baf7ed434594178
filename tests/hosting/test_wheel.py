"""The package as `uvx --from` and `pipx run` would take it: built, put into an environment of its own, and served."""

import os
import re
import subprocess
import sys
import tomllib
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

from conftest import free_port

ROOT = Path(__file__).resolve().parents[2]
FOREIGN = [path for path in sys.path if path.endswith("site-packages")]
"""Where the packages are that Fermata stands on; it is not among them itself."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    into = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--disable-pip-version-check",
        "-w",
        str(into),
        ".",
    ]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    [made] = into.glob("fermata-*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The folder of its programs."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    [packages] = home.glob("lib/python*/site-packages")
    install = [sys.executable, "-m", "pip", "--python", str(home / "bin" / "python"), "install", "-q", "--no-deps"]
    done = subprocess.run(
        [*install, "--disable-pip-version-check", str(wheel)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (packages / "what_it_needs.pth").write_text("\n".join(FOREIGN))
    return home / "bin"


@pytest.fixture
def environment(tmp_path):
    """A person's account with nothing set, standing in a folder that has a "fermata" of its own."""
    (tmp_path / "fermata").mkdir()
    (tmp_path / "fermata" / "__init__.py").write_text("raise SystemExit('the wrong one')")
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("FERMATA_", "DJANGO_", "DATABASE_"))
    }
    return kept | {"HOME": str(tmp_path / "home"), "XDG_DATA_HOME": str(tmp_path / "home" / "data")}


def test_it_keeps_its_data_in_the_account_and_its_doctor_is_content(installed, environment, tmp_path):
    (tmp_path / "home").mkdir()

    done = subprocess.run(
        [installed / "fermata", "doctor"], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "mend" not in done.stderr.split()
    assert (tmp_path / "home" / "data" / "fermata" / "secret").exists()


def test_it_serves_the_front_page_with_its_styles_and_scripts(installed, environment, tmp_path):
    (tmp_path / "home").mkdir()
    port = free_port()
    log = tmp_path / "log"
    with log.open("w") as said:
        serving = subprocess.Popen(
            [installed / "fermata", "serve", "--port", str(port)],
            env=environment,
            cwd=tmp_path,
            stdout=said,
            stderr=said,
        )
    try:
        page = fetch(port, "/", of=serving, log=log).decode()
        needed = re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js)[^"]*)"', page)
        sizes = {path: len(fetch(port, path, of=serving, log=log)) for path in needed}
        found = fetch(port, "/health/", of=serving, log=log)
        workers = log.read_text()
    finally:
        serving.terminate()
        serving.wait(30)

    assert {path.split("?")[0].rpartition(".")[2] for path in sizes} == {"css", "js"}
    assert min(sizes.values()) > 500
    assert found
    assert "the wrong one" not in workers
    assert "Traceback" not in workers


def fetch(port, path, *, of, log):
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=5) as answer:
                return answer.read()
        except OSError:
            assert of.poll() is None, log.read_text()
            try:
                of.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
    raise AssertionError(log.read_text())


def test_everything_that_is_read_at_run_time_is_in_it(wheel):
    carried = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("fermata", "matcher"):
        wanted = {str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob("*") if path.suffix in KINDS}
        assert {
            name for name in wanted if not {"tests", "__pycache__"} & set(name.split("/"))
        } - carried - LEFT_OUT == set()
    for folder in ("content", "web/built"):
        wanted = {f"fermata/carried/{path.relative_to(ROOT)}" for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert wanted - carried == set()


KINDS = {".py", ".html", ".json", ".mo", ".txt", ".typed"}
LEFT_OUT = {"fermata/site/settings_test.py"}


def test_nothing_of_ours_lies_loose_beside_other_packages(wheel):
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"fermata", "matcher"}
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if "/tests/" in name or name.endswith(".ts")]


def test_it_needs_what_is_locked():
    named = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    lines = (ROOT / "requirements" / "run.in").read_text().splitlines()

    assert named == [line.strip() for line in lines if line.strip() and not line.startswith("#")]
