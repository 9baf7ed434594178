"""Two people, and for a while three, through every page of the running product, and every state a page can be in.

Whoever walks along looks at each stop: one measures it, one takes its picture. A stop is named after the page's
template, such as `people/code`, and the state it is in.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from playwright.sync_api import Browser, Page

from tests.journeys.someone import Someone

ROOT = Path(__file__).resolve().parents[3]
PAGES = {
    f"{path.parent.parent.name}/{path.stem}"
    for path in (ROOT / "fermata").glob("*/pages/*.html")
    if path.stem != "word"  # what the pages that say no are made from
}


@dataclass(frozen=True)
class Stop:
    page: str
    state: str
    url: str

    @property
    def name(self) -> str:
        return re.sub(r"[^a-z0-9]+", "-", f"{self.page} {self.state}".lower()).strip("-")


Look = Callable[[Page, Stop], None]


class Walk:
    """The two, the guests they meet, and where they have been."""

    def __init__(self, browser: Browser, server: Any, look: Look) -> None:
        self.browser, self.server, self.look = browser, server, look
        self.stops: list[Stop] = []
        self.people: list[Someone] = []
        self.everybody: list[Someone] = []
        """Also those who have gone."""
        self.amara, self.ben = self.somebody("Amara"), self.somebody("Ben")
        self.place = ""
        """The partnership's page."""
        self.links: dict[str, str] = {}
        """Invitations, by what became of them."""
        self.programme = self.link = ""
        """The programme's page, and the open link to it."""

    def somebody(self, name: str, *, address: str = "", **options: Any) -> Someone:
        address = address or f"{name.lower()}.{uuid4().hex[:6]}@example.org"
        someone = Someone(self.browser, self.server.url, name, address=address, **options)
        self.people.append(someone)
        self.everybody.append(someone)
        return someone

    def stop(self, where: Someone | Page, page: str, state: str = "") -> None:
        """Have a look around."""
        page_there = where.page if isinstance(where, Someone) else where
        assert page in PAGES, page
        stop = Stop(page, state, page_there.url)
        assert stop.name not in {one.name for one in self.stops}, stop.name
        self.stops.append(stop)
        self.look(page_there, stop)

    def close(self) -> None:
        for someone in self.people:
            someone.close()


def walk_everywhere(browser: Browser, server: Any, look: Look) -> Walk:
    """The whole way, chapter by chapter; each begins where the one before it ended."""
    from tests.journeys.walk import (
        agreeing,
        arriving,
        finding,
        hours,
        inside,
        introducing,
        living,
        losing,
        meeting,
        of_three,
        parting,
        promising,
        wrong_turns,
    )

    walk = Walk(browser, server, look)
    try:
        for chapter in (
            arriving,
            finding,
            agreeing,
            meeting,
            hours,
            living,
            of_three,
            inside,
            losing,
            wrong_turns,
            promising,
            introducing,
            parting,
        ):
            chapter.go(walk)
    except Exception:
        for someone in walk.people:
            print(f"{someone.name} was at {someone.page.url}")
        raise
    finally:
        walk.close()
    return walk
