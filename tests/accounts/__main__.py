"""What other people's programs say of every page: python -m tests.accounts [html pa11y lighthouse]

The walk goes through every page in every state; at each stop html-validate reads what the server sent and what stands in
the browser, HTML CodeSniffer (pa11y) looks at the page, and at the first stop of each page Lighthouse gives its marks.
The three are installed on first use, into a folder of their own: neither Fermata nor its tests need them. Axe is part of
the tests (tests/journeys/test_accessibility.py).
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import django
from playwright.sync_api import Page, sync_playwright

from bench.server import table
from conftest import FLAGS, WHOLE_CHROMIUM, a_server, free_port
from tests.journeys.faces import faces

HERE = Path(__file__).parent
ALL = ("html", "pa11y", "lighthouse")
REFUSES = re.compile(r"Status code: (4\d\d)")
WITH_A_PASSKEY = {
    *("people-passkeys-none", "people-passkeys-made", "people-passkeys-to-be-removed"),
    *("vault-let-me-in-open", "vault-ways-in-is-it-you", "vault-ways-in-three"),
}
"""Chromium takes a pretended passkey away as soon as another program lets go of the tab. So none is let in here."""
SOURCE = "fetch(location.href, {headers: {accept: 'text/html'}}).then(answer => answer.text()).catch(() => '')"


class Asker:
    """The three programs, in one process of Node's beside us."""

    def __init__(self, port: int) -> None:
        self.process = subprocess.Popen(
            [NODE, HERE / "asker.mjs", str(port)], cwd=HERE, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def ask(self, **question: Any) -> Any:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def stop(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(timeout=30)


NODE = Path(sys.executable).with_name("node")


def install() -> None:
    """As the lock file says, once; no browser is fetched, ours is there."""
    lock = (HERE / "package-lock.json").read_text()
    done = HERE / "node_modules" / ".fermata"
    if done.is_file() and done.read_text() == lock:
        return
    environment = os.environ | {
        "PATH": f"{NODE.parent}:{os.environ['PATH']}",
        "PUPPETEER_SKIP_DOWNLOAD": "1",
        "NODE_OPTIONS": "--use-system-ca",
    }
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=HERE, env=environment, check=True)
    done.write_text(lock)


@dataclass
class Accounts:
    """What was said, by the stop it was said of."""

    asker: Asker
    wanted: tuple[str, ...]
    folder: Path
    said: dict[str, list[str]] = field(default_factory=dict)
    marks: dict[str, list[Any]] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)
    stops: int = 0

    def look(self, page: Page, stop: Any) -> None:
        self.stops += 1
        if "html" in self.wanted:
            self._keep(stop.name, page.content())
            self._keep(f"{stop.name} as sent", page.evaluate(SOURCE))
        if stop.name in WITH_A_PASSKEY:
            return
        if "pa11y" in self.wanted:
            self._tell("pa11y", stop.name, self.asker.ask(pa11y=tab_of(page)))
        if "lighthouse" in self.wanted and stop.page not in self.marks:
            self._mark(page, stop)

    def validate(self) -> None:
        if not self.files:
            return
        for file, said in zip(self.files, self.asker.ask(html=[str(file) for file in self.files]), strict=True):
            self._tell("html", file.stem, said)

    def _keep(self, name: str, text: str) -> None:
        file = self.folder / f"{name}.html"
        if text:
            file.write_text(text)
            self.files.append(file)

    def _mark(self, page: Page, stop: Any) -> None:
        answer = self.asker.ask(lighthouse=tab_of(page), url=stop.url)
        self.marks[stop.page] = [stop.page, *map(str, answer.get("marks", "---"))]
        if refused := REFUSES.search(answer["problem"] or ""):
            self.marks[stop.page] = [f"{stop.page} (answers {refused[1]}, as it should)", "–", "–", "–"]
        elif answer.get("at") == stop.url:
            self._tell("lighthouse", stop.page, [*answer["failed"], *filter(None, [answer["problem"]])])
        else:
            self.marks[stop.page][0] += f" (leads to {answer.get('at') or answer['problem']})"

    def _tell(self, program: str, name: str, said: Any) -> None:
        lines = said if isinstance(said, list) else [said["problem"]]
        self.said.setdefault(name, []).extend(f"{program}: {line}" for line in lines)


def tab_of(page: Page) -> str:
    line = page.context.new_cdp_session(page)
    found: str = line.send("Target.getTargetInfo")["targetInfo"]["targetId"]
    line.detach()
    return found


def main(wanted: tuple[str, ...]) -> int:
    from tests.journeys.walk import walk_everywhere

    install()
    folder, port = Path(tempfile.mkdtemp(prefix="fermata-accounts-")), free_port()
    server, asker = a_server(Path(tempfile.mkdtemp(prefix="fermata-walked-"))), Asker(port)
    accounts = Accounts(asker, wanted, folder)
    server.start()
    try:
        with sync_playwright() as playwright:
            flags = [*FLAGS, f"--remote-debugging-port={port}"]
            browser = playwright.chromium.launch(executable_path=WHOLE_CHROMIUM, args=flags, env=faces())
            walk_everywhere(browser, server, accounts.look)
            accounts.validate()
    finally:
        server.stop()
        asker.stop()
        wrong = report(accounts)  # also of a walk that ended early
    return 1 if wrong else 0


def report(accounts: Accounts) -> int:
    """How many stops something was said of."""
    if accounts.marks:
        table("Lighthouse", ["page", "performance", "accessibility", "best practices"], sorted(accounts.marks.values()))
    wrong = {name: said for name, said in accounts.said.items() if said}
    for name, said in sorted(wrong.items()):
        print(name, *(f"  {line}" for line in said), sep="\n")
    kinds = Counter(":".join(line.split(":")[:2]) for said in wrong.values() for line in said)
    table("Said", ["what", "times"], [[kind, str(count)] for kind, count in kinds.most_common()] or [["nothing", "0"]])
    print(f"{accounts.stops} stops; what was said of {len(wrong)}")
    return len(wrong)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fermata.site.settings_test")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    django.setup()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wanted", nargs="*", metavar="program", help="of " + ", ".join(ALL))
    sys.exit(main(tuple(parser.parse_args().wanted) or ALL))
