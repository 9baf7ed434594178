"""What journeys share: servers on both databases, pictures, and a folder for what went wrong."""

import os
from pathlib import Path

import pytest

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"


@pytest.fixture(scope="session", params=["sqlite", "postgresql with two processes"])
def each_server(request, make_server):
    """The same journey on SQLite, and on PostgreSQL with two web processes."""
    if request.param == "sqlite":
        return make_server()
    return make_server("--processes", "2", DATABASE_URL=request.getfixturevalue("postgresql").database())


@pytest.fixture(scope="session")
def server(make_server):
    """One server on SQLite, for journeys that need no other."""
    return make_server()


@pytest.fixture
def picture(request):
    """Take a picture for README and docs; only when asked to: FERMATA_PICTURES=1 bin/test tests/journeys."""

    def take(someone, name: str) -> None:
        if os.environ.get("FERMATA_PICTURES"):
            PICTURES.mkdir(parents=True, exist_ok=True)
            someone.page.wait_for_timeout(400)
            someone.page.screenshot(path=PICTURES / f"{name}.png", full_page=True)

    return take
