"""What journeys share: servers on both databases, pictures, and a folder for what went wrong."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys.faces import AS_IT_WAS, EDGE_TO_EDGE
from tests.journeys.someone import Someone

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
DESKTOP = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module", params=["sqlite", "postgresql with two processes"])
def each_server(request, make_server):
    """The same journey on SQLite, and on PostgreSQL with two web processes."""
    if request.param == "sqlite":
        return make_server()
    return make_server("--processes", "2", DATABASE_URL=request.getfixturevalue("postgresql").database())


@pytest.fixture(scope="module")
def server(make_server):
    """One server on SQLite, for journeys that need no other."""
    return make_server()


@pytest.fixture
def picture():
    """Take a picture for README and docs; only when asked to: FERMATA_PICTURES=1 bin/test tests/journeys."""
    return Camera(is_on=bool(os.environ.get("FERMATA_PICTURES")))


@dataclass
class Camera:
    is_on: bool

    def __call__(self, someone: Someone, name: str, *, phone: bool = False, dark: bool = False) -> None:
        """The whole page; a phone shows what fits on its screen."""
        if not self.is_on:
            return
        page = someone.page
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.mouse.move(0, 0)
        page.evaluate(EDGE_TO_EDGE)
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.set_viewport_size(PHONE if phone else DESKTOP)
        page.wait_for_timeout(400)
        page.screenshot(path=PICTURES / f"{name}.png", full_page=not phone, animations="disabled")
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(DESKTOP)
        page.evaluate(AS_IT_WAS)
