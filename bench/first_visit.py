"""What a browser that has nothing yet must load for each page: python -m bench.first_visit

The page itself and every file it asks for, the vault's worker and its parts included, in a real Chromium; each weighed
as the server sends it with gzip and with Brotli. Needs Chromium.
"""

import time
import urllib.request

from playwright.sync_api import Browser, sync_playwright

from bench.server import running, table
from conftest import CHROMIUM, FLAGS
from tests.journeys.pairs import Pair, bring_together
from tests.journeys.someone import Someone

QUIET_SECONDS = 1.5
TARGET_KB = 60


def asked_for(browser: Browser, someone: Someone, path: str) -> tuple[list[str], str]:
    """Every address the page asked for before it was quiet, and the sign-in it asked with."""
    context = browser.new_context(storage_state=someone.context.storage_state())
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
    context.close()
    return found, cookies


def kilobytes(urls: list[str], cookies: str, *, encoding: str) -> float:
    """Streams are left out: they have no end."""
    total = 0
    for url in dict.fromkeys(url for url in urls if "/live/" not in url and url.startswith("http")):
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
    }


def main() -> None:
    with running() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        pair = bring_together(browser, server.url, tag="bench")
        rows = []
        for name, path in pages(pair).items():
            urls, cookies = asked_for(browser, pair.amara, path)
            sizes = [kilobytes(urls, cookies, encoding=encoding) for encoding in ("gzip", "br")]
            rows.append([name, *(f"{size:.1f}" for size in sizes), str(len(set(urls)))])
        browser.close()
    table(f"What a first visit loads (to reach: {TARGET_KB} kB gz)", ["page", "kB gz", "kB br", "files"], rows)


if __name__ == "__main__":
    main()
