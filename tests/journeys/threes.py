"""Three people, each in a browser of their own, who have found each other by one link."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

from playwright.sync_api import Browser, expect

from tests.journeys.someone import Someone

Stop = Callable[[Someone, str, str], object]
"""Look at this page of theirs, in this state."""


def passing_by(_someone: Someone, _page: str, _state: str) -> None:
    """Look at nothing on the way."""


@contextmanager
def three_people(browser: Browser, url: str) -> Iterator[list[Someone]]:
    """Signed in, each with a space."""
    tag = uuid4().hex[:6]
    names = ("Amara", "Ben", "Chidi")
    people = [Someone(browser, url, name, address=f"{name.lower()}.{tag}@example.org") for name in names]
    for someone in people:
        someone.arrives()
    yield people
    for someone in people:
        someone.close()


def come_together(amara: Someone, ben: Someone, chidi: Someone, *, stop: Stop = passing_by) -> str:
    """Returns the page of what they share, open to all three."""
    amara.go("/")
    if not can(amara, "Invite two, for a three"):
        amara.press("Invite someone")
        amara.go("/")
    amara.press("Invite two, for a three")
    stop(amara, "partnerships/invitation", "for two others")
    made, link = amara.page.url, amara.page.locator("copy-link output").inner_text()
    ben.page.goto(link)
    stop(ben, "partnerships/invited", "to a three")
    ben.press("Yes, I would")
    ben.sees("You have said yes")
    stop(ben, "partnerships/invited", "the third yes is open")
    chidi.page.goto(link)
    chidi.press("Yes, I would")
    chidi.page.wait_for_url("**/partnerships/*/")
    place = "/partnerships/" + chidi.page.url.rstrip("/").rsplit("/", 1)[1] + "/"
    for someone in (amara, ben, chidi):
        someone.go(place)
        someone.sees("No notes yet.")
    amara.page.goto(made)
    stop(amara, "partnerships/invitation", "three have come of it")
    return place


def agree_to_each(someone: Someone) -> None:
    """Clause by clause, whatever order the page has them in."""
    agree = someone.page.get_by_role("button", name="Agree to these words")
    for left in range(agree.count(), 0, -1):
        agree.first.click()
        expect(agree).to_have_count(left - 1)


def can(someone: Someone, words: str) -> bool:
    return someone.page.get_by_role("button", name=words, exact=True).count() > 0
