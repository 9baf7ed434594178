"""Two people who have found each other, as quickly as a browser can."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.journeys.someone import Someone


@dataclass
class Pair:
    amara: Someone
    ben: Someone
    partnership: str

    @property
    def place(self) -> str:
        return f"/partnerships/{self.partnership}/"

    @contextmanager
    def watched(self, folder: Path) -> Iterator[None]:
        """Pictures of both where something goes wrong; and no browser has complained of anything."""
        with self.amara.looking(folder), self.ben.looking(folder):
            yield
        assert self.amara.complaints == []
        assert self.ben.complaints == []

    def close(self) -> None:
        self.amara.close()
        self.ben.close()


def bring_together(browser: Browser, url: str, *, tag: str) -> Pair:
    """Both signed in, each with a space, and what they share is open to both."""
    amara = Someone(browser, url, "Amara", address=f"amara.{tag}@example.org")
    ben = Someone(browser, url, "Ben", address=f"ben.{tag}@example.org")
    for someone in (amara, ben):
        someone.arrives()
    return Pair(amara, ben, find_each_other(amara, ben))


def find_each_other(one: Someone, other: Someone) -> str:
    """Returns the partnership's id. Opening its page makes the key of what they share."""
    other.accept(one.invite())
    partnership = other.page.url.rstrip("/").rsplit("/", 1)[1]
    one.go(f"/partnerships/{partnership}/")
    for someone in (one, other):
        someone.sees("No notes yet.")
    return partnership
