"""What all tests share: two people and the pair they are, the real server as a process, and a real browser."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from fermata.partnerships.models import Partnership
    from fermata.people.models import Person

WHOLE_CHROMIUM = os.environ.get("FERMATA_CHROMIUM", "/usr/bin/chromium")
"""The browser people have: for what is measured or marked with it."""
SHELL = "/usr/bin/chromium-headless-shell"
CHROMIUM = SHELL if "FERMATA_CHROMIUM" not in os.environ and Path(SHELL).exists() else WHOLE_CHROMIUM
"""What the tests drive: the same pages without the windows around them, if it is here (decision 42)."""
LONGEST = [
    "tests/journeys/test_accessibility.py",
    "tests/journeys/test_a_whole_life.py",
    "tests/journeys",
    "tests/test_scripts.py",
    "tests/hosting",
    "tests/bad_days",
    "tests",
]
"""What begins first, so that the workers of `bin/test` end together: many small files fill the last minute evenly."""
MISSING = re.compile("not installed|may not")
"""What a machine lacks. There a test is skipped, but never in CI: what nobody ran must not look like what passed."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def rank(item: pytest.Item) -> int:
        found = (at for at, place in enumerate(LONGEST) if f"{item.nodeid.partition('::')[0]}/".startswith(f"{place}/"))
        return next(found, len(LONGEST))

    items.sort(key=rank)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    reason = report.longrepr[2] if report.skipped and isinstance(report.longrepr, tuple) else ""
    if os.environ.get("CI") and MISSING.search(reason):
        report.outcome, report.longrepr = "failed", f"In CI nothing is skipped for want of a program. {reason}"
    return report


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Name what fails when it fails, not only at the end."""
    if not report.failed:
        return None
    kind = "failed" if report.when == "call" else "error"
    return kind, f"\n{kind.upper()} {report.nodeid}\n", kind.upper()


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@dataclass
class Server:
    """`fermata serve` as people run it: its address, its data, its process."""

    url: str
    data: Path
    log: Path
    environment: dict[str, str]
    arguments: list[str]
    process: "subprocess.Popen[bytes] | None" = None
    command: str = "serve"

    def start(self) -> None:
        with self.log.open("ab") as log:
            command = [sys.executable, "-m", "fermata", self.command, *self.arguments]
            self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        for _ in range(1200):
            try:
                urllib.request.urlopen(self.health(), timeout=2)
                return
            except (urllib.error.URLError, OSError):
                assert self.process.poll() is None, self.log.read_text()
                time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def health(self) -> urllib.request.Request:
        """Asked on this machine, under the name the installation goes by."""
        address = urllib.parse.urlsplit(self.environment["FERMATA_URL"])
        headers = {"Host": address.netloc, "X-Forwarded-Proto": address.scheme}
        return urllib.request.Request(f"http://localhost:{self.arguments[1]}/health/", headers=headers)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def a_server(data: Path, *arguments: str, **settings: str) -> Server:
    """Not started yet."""
    port = free_port()
    url = f"http://localhost:{port}"
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("FERMATA_", "DJANGO_"))}
    inherited.pop("DATABASE_URL", None)
    environment = inherited | {
        "FERMATA_DATA": str(data),
        "FERMATA_URL": url,
        "FERMATA_DEVELOPMENT": "1",
        "DJANGO_SETTINGS_MODULE": "fermata.site.settings",
        "FERMATA_ALLOW": "postgresql-fsync-off",
        **settings,
    }
    return Server(url, data, data / "serve.log", environment, ["--port", str(port), *arguments])


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as the first start of `serve` makes it. That takes seconds, so others begin with a copy."""
    made = a_server(tmp_path_factory.mktemp("founded"))
    subprocess.run([sys.executable, "-m", "fermata", "upgrade"], env=made.environment, check=True, capture_output=True)
    return made.data / "fermata.sqlite3"


@pytest.fixture(scope="module")
def make_server(tmp_path_factory: pytest.TempPathFactory, founded: Path) -> Iterator[Callable[..., Server]]:
    """Start as many servers as a test wants, each with data of its own. They end with their file: idle ones cost."""
    started: list[Server] = []

    def make(*arguments: str, **settings: str) -> Server:
        server = a_server(tmp_path_factory.mktemp("data"), *arguments, **settings)
        if "DATABASE_URL" not in settings:
            shutil.copy(founded, server.data)
        started.append(server)
        server.start()
        return server

    yield make
    for server in started:
        server.stop()


@pytest.fixture
def amara(db: None) -> "Person":
    from tests.cast import person

    return person("Amara")


@pytest.fixture
def ben(db: None) -> "Person":
    from tests.cast import person

    return person("Ben")


@pytest.fixture
def both(amara: "Person", ben: "Person") -> "Partnership":
    from tests.cast import partners

    return partners(amara, ben)


@pytest.fixture(scope="session")
def chromium() -> "Iterator[object]":
    from playwright.sync_api import sync_playwright

    from tests.journeys.faces import faces

    environment = faces() if os.environ.get("FERMATA_PICTURES") else None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, headless=True, env=environment)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def postgresql() -> "Iterator[object]":
    """A private PostgreSQL."""
    from tests import postgresql as private

    if private.programs() is None:
        pytest.skip("PostgreSQL is not installed")
    with private.cluster() as cluster:
        yield cluster
