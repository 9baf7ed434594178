"""What inviting costs: python -m bench.programmes [--rows 300000]

A CSV file of so many people goes to a running server as an organiser sends it, is read, confirmed, and written to; then
as many lines of authority. Meanwhile somebody else opens pages, one after another, and their patience is measured.
"""

import argparse
import html
import os
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from bench.server import Running, running, table
from tests.visitor import Visitor

FILLED = {
    "OP-7": "We protect 120 minutes of paid time a month.",
    "OP-12": "A guardian outside the line of management answers within three working days.",
    "guardian": "Farid Rahmani, farid@example.org",
    "local_help": "112",
    "legal_basis": "Art. 6(1)(b) GDPR.",
}


class Watched:
    """The most memory the server's processes have held together, seen twice a second; and others' pages."""

    def __init__(self, server: Running, visitor: Visitor) -> None:
        self.server, self.visitor = server, visitor
        self.most_megabytes, self.waited = 0.0, list[float]()
        self.began_at, self.cpu_before = time.perf_counter(), server.cpu_seconds()
        self.is_over = threading.Event()
        self.threads = [threading.Thread(target=work) for work in (self._weigh, self._visit)]

    def __enter__(self) -> "Watched":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *failed: object) -> None:
        self.is_over.set()
        for thread in self.threads:
            thread.join()

    def _weigh(self) -> None:
        while not self.is_over.wait(0.5):
            self.most_megabytes = max(self.most_megabytes, self.server.megabytes())

    def _visit(self) -> None:
        while not self.is_over.wait(0.2):
            begin = time.perf_counter()
            assert self.visitor.get("/").status_code == 200
            self.waited.append((time.perf_counter() - begin) * 1000)

    def row(self, name: str) -> list[str]:
        seconds, cpu = time.perf_counter() - self.began_at, self.server.cpu_seconds() - self.cpu_before
        p99 = statistics.quantiles(self.waited, n=100)[98] if len(self.waited) > 1 else 0
        return [
            name,
            f"{seconds:.1f}",
            f"{cpu:.1f}",
            f"{self.most_megabytes:.0f}",
            f"{statistics.median(self.waited):.0f}",
            f"{p99:.0f}",
        ]


def people(rows: int) -> bytes:
    lines = (f"Person {n};person.{n}@house-{n % 97}.example.org;Ward {n % 40}" for n in range(rows))
    return ("Name;E-Mail;Ward\r\n" + "\r\n".join(lines)).encode("utf-16")


def lines(rows: int) -> bytes:
    """A house in which each decides over ten."""
    made = (f"person.{n}@example.org,{f'person.{n // 10}@example.org' if n else ''}" for n in range(rows))
    return ("email,manager\n" + "\n".join(made)).encode()


def a_programme(server: Running) -> tuple[Visitor, str]:
    """Founded by the command, written and signed and opened by pages, as people do it."""
    command = [sys.executable, "-m", "fermata", "organisation", "Harbour Hospital"]
    done = subprocess.run(command, env=os.environ | server.settings, check=True, capture_output=True, text=True)
    dewi = Visitor(server.url, "Dewi", timeout=120).sign_in()
    page = dewi.form(done.stdout.strip().removeprefix(server.url)).headers["location"]
    shown = dewi.get(page + "charter/edit/").text
    boxes = re.findall(r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', shown, re.S)
    fields = {name: html.unescape(words).strip() for name, words in boxes} | FILLED
    dewi.form(page + "charter/edit/", **fields)
    link = re.search(r"/r/[^<]+/", html.unescape(dewi.form(page + "roles/", kind="sponsor").text))
    assert link
    dewi.form(link[0])
    digest = re.search(r'name="digest" value="(\w+)"', dewi.get(page + "charter/1/").text)
    assert digest
    dewi.form(page + "charter/1/sign/", digest=digest[1])
    assert dewi.form(page + "open/").status_code == 302
    return dewi, page


def send(visitor: Visitor, path: str, content: bytes) -> Any:
    files = {"file": ("list.csv", content, "text/csv")}
    return visitor.client.post(path, data={"csrfmiddlewaretoken": visitor.csrf()}, files=files)


def until(done: Callable[[], bool]) -> None:
    while not done():
        time.sleep(0.2)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=300_000)
    options.add_argument("--database", default="", help="a PostgreSQL address; SQLite without")
    asked = options.parse_args()
    with running(database=asked.database) as server:
        dewi, page = a_programme(server)
        ben = Visitor(server.url, "Ben").sign_in()
        measured, content = [], people(asked.rows)
        with Watched(server, ben) as watched:
            time.sleep(10)
        measured.append(watched.row("nothing, for ten seconds"))
        with Watched(server, ben) as watched:
            listed = send(dewi, page + "invite/lists/", content).headers["location"].partition("?")[0]
        measured.append(watched.row("reading the list"))
        with Watched(server, ben) as watched:
            dewi.form(listed + "send/")
            until(lambda: "Every letter is written" in dewi.get(listed).text)
        measured.append(watched.row("sending it: guests and letters written"))
        assert f">{asked.rows}<" in dewi.get(page + "what-organisers-see/").text
        with Watched(server, ben) as watched:
            assert send(dewi, page + "lines/", lines(asked.rows)).status_code == 200
            until(lambda: "being taken in. You" not in dewi.get(page + "lines/").text)
        measured.append(watched.row("lines of authority"))
    head = ["what", "seconds", "CPU seconds", "MB at most, all processes", "others' home page: median ms", "p99 ms"]
    table(f"{asked.rows} rows of CSV ({len(content) // 1_000_000} MB)", head, measured)


if __name__ == "__main__":
    main()
