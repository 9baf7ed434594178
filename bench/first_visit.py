"""What a browser that has nothing yet must load for each page: python -m bench.first_visit

The page itself and every file it asks for, the vault's worker and its parts included, in a real Chromium; each weighed
as the server sends it with gzip and with Brotli: by who comes for the first time, and so finds the space closed; and
in all, with what comes when it has been opened. Needs Chromium.
"""

import time
import urllib.request
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from bench.server import running, table
from conftest import FLAGS, WHOLE_CHROMIUM
from tests.journeys.pairs import Pair, bring_together
from tests.journeys.someone import Someone

QUIET_SECONDS = 1.5
TARGET_KB = 60


def for_the_first_time(browser: Browser, someone: Someone, path: str) -> tuple[list[str], str]:
    """Signed in, in a browser that has nothing else of theirs."""
    context = browser.new_context(storage_state=someone.context.storage_state())
    found = asked_for(context, someone, path)
    context.close()
    return found


def asked_for(context: BrowserContext, someone: Someone, path: str) -> tuple[list[str], str]:
    """Every address the page asked for before it was quiet, kept or not, and the sign-in it asked with."""
    found: list[str] = []
    context.on("request", lambda request: found.append(request.url))
    page = context.new_page()
    page.goto(someone.url + path)
    count, since = -1, time.monotonic()
    while time.monotonic() - since < QUIET_SECONDS:
        page.wait_for_timeout(100)
        if len(found) != count:
            count, since = len(found), time.monotonic()
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in context.cookies())
    page.close()
    return found, cookies


def kilobytes(urls: list[str], cookies: str, *, encoding: str) -> float:
    """The page and its files; what it then asks of the vault is what people wrote."""
    total = 0
    for url in dict.fromkeys(
        url for url in urls if not {"live", "api"} & set(url.split("/")) and url.startswith("http")
    ):
        asking = urllib.request.Request(url, headers={"Accept-Encoding": encoding, "Cookie": cookies})
        with urllib.request.urlopen(asking, timeout=20) as answer:
            total += len(answer.read())
    return total / 1000


def pages(pair: Pair) -> dict[str, str]:
    return {
        "a page without sealed words": "/browsers/",
        "making a space": "/space/anew/",
        "opening it": "/space/",
        "a partnership": pair.place,
        "its agreement": f"{pair.place}agreement/",
        "a note": f"{pair.place}notes/new/",
        "preparing": f"{pair.place}preparing/",
        "the room": _opened_room(pair),
    }


def _opened_room(pair: Pair) -> str:
    pair.amara.go(pair.place)
    pair.amara.press("Open the room")
    pair.amara.page.wait_for_url("**/meetings/**")
    return urlsplit(pair.amara.page.url).path


def main() -> None:
    with running() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=WHOLE_CHROMIUM, args=FLAGS)
        pair = bring_together(browser, server.url, tag="bench")
        rows = []
        for name, path in pages(pair).items():
            first = for_the_first_time(browser, pair.amara, path)
            opened = asked_for(pair.amara.context, pair.amara, path)
            sizes = [kilobytes(*asked, encoding=encoding) for asked in (first, opened) for encoding in ("gzip", "br")]
            rows.append([name, *(f"{size:.1f}" for size in sizes), str(len(set(first[0])))])
        browser.close()
    table(
        f"What a first visit loads (to reach: {TARGET_KB} kB gz)",
        ["page", "kB gz", "kB br", "opened gz", "opened br", "files"],
        rows,
    )


if __name__ == "__main__":
    main()
