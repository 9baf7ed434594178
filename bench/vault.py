"""What the vault costs a person in a real Chromium: python -m bench.vault [--items 1000]

From pressing the button to the next page's first byte, by each method; from opening a partnership's page to the last
of so many notes shown; sealing and opening one text by the library alone. Needs Chromium.
"""

import argparse
import base64
import json
import statistics
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench.server import running, table
from conftest import FLAGS, WHOLE_CHROMIUM
from tests.journeys.envelope import Account, open_statement, seal_note
from tests.journeys.pairs import bring_together
from tests.journeys.someone import Someone

ROUNDS = 5


def milliseconds(seconds: list[float]) -> str:
    return f"{statistics.median(seconds) * 1000:.0f}"


def api(someone: Someone, path: str, fields: dict[str, Any] | None = None) -> Any:
    """Asked with the browser's own sign-in."""
    if fields is None:
        return someone.context.request.get(someone.url + path)
    csrf = someone.page.locator('meta[name="csrf"]').get_attribute("content") or ""
    headers = {"X-CSRFToken": csrf, "Idempotency-Key": uuid.uuid4().hex, "Origin": someone.url}
    answer = someone.context.request.post(someone.url + path, data=fields, headers=headers)
    assert answer.ok, answer.text()
    return answer


def write_notes(someone: Someone, partnership: str, count: int) -> None:
    """So many notes, sealed and signed as the browser would."""
    about = api(someone, "/api/vault/").json()
    phrase = next(way for way in about["methods"] if way["method"] == "phrase")
    file = api(someone, f"/api/vault/methods/{phrase['id']}/").body()
    account = Account.opened(about["person"], file, words=" ".join(someone.phrase))
    space = api(someone, f"/api/partnerships/{partnership}/").json()["space"]
    key = api(someone, f"/api/spaces/{space}/").json()["key"]
    secret = open_statement(base64.b64decode(key["file"]), account)["id"]
    for number in range(1, count + 1):
        item = str(uuid.uuid4())
        text = f"Note {number}. What would I try if nobody marked it?"
        note = seal_note(text, secret=secret, by=account, space=space, note=item, about=partnership, aseq=number)
        sealed = {"version": 0, "file": base64.b64encode(note).decode()}
        api(someone, f"/api/spaces/{space}/items/{item}/", sealed)


def time_unlocking(someone: Someone, *, label: str, words: str, button: int) -> list[float]:
    taken = []
    for _ in range(ROUNDS):
        someone.go("/")
        someone.press("Close my space")
        someone.page.wait_for_url("**/space/**")
        if label == "Your sheet":
            someone.press("Type my twelve words")
        someone.page.get_by_label(label).fill(words)
        press = someone.page.get_by_role("button", name="Open my space").nth(button)
        start = time.perf_counter()
        press.click()
        someone.page.wait_for_url(lambda url: "/space/" not in url, wait_until="commit")
        taken.append(time.perf_counter() - start)
    return taken


def time_list(someone: Someone, path: str, count: int) -> list[float]:
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        someone.go(path)
        while someone.page.locator("sealed-list li").count() < count:
            assert not someone.page.locator("sealed-list .refusal").count(), "the browser refuses what was written"
            time.sleep(0.01)
        taken.append(time.perf_counter() - start)
    return taken


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--items", type=int, default=1000)
    asked = options.parse_args()
    with running() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=WHOLE_CHROMIUM, args=FLAGS)
        pair = bring_together(browser, server.url, tag="bench")
        amara, rows = pair.amara, []
        by_phrase = time_unlocking(amara, label="Your five words", words=" ".join(amara.phrase), button=0)
        rows.append(["unlock by five words (2^16)", milliseconds(by_phrase)])
        by_sheet = time_unlocking(amara, label="Your sheet", words=" ".join(amara.sheet), button=-1)
        rows.append(["unlock by the sheet (2^15)", milliseconds(by_sheet)])
        empty = time_list(amara, pair.place, 0)
        rows.append(["page of a partnership, no notes yet", milliseconds(empty)])
        write_notes(amara, pair.partnership, asked.items)
        full = time_list(amara, pair.place, asked.items)
        rows.append([f"the same with {asked.items} notes, all opened and shown", milliseconds(full)])
        browser.close()
    table(f"The vault in Chromium, median of {ROUNDS}", ["what", "ms"], rows)
    node = Path(sys.executable).parent / "node"
    done = subprocess.run([str(node), "bench/seal.mjs"], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    names = {"small": "1 kB", "large": "1 MB"}
    rows = [[names[size], f"{cost['seal']:.1f}", f"{cost['open']:.1f}"] for size, cost in found.items()]
    table("One text, by the library in Node, median", ["text", "seal ms", "open ms"], rows)


if __name__ == "__main__":
    main()
