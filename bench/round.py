"""A round from end to end: python -m bench.round [--people 1000 10000] [--names FOLDER]

For each size a fresh database: people made, the round run by the product's own command, its proposals counted. What
the matcher takes by itself is measured inside; the rest is reading, encoding, reasons, storing and letters. Meanwhile
a page is asked for ten times a second, and must not feel it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

from bench.server import table
from conftest import a_server

RUN = """
import json, resource, time
import django; django.setup()
from fermata.core.clock import now
from fermata.introductions import matching
from fermata.introductions.actions import running
from fermata.introductions.models import Introduction, Round, Side
from fermata.introductions.rules.pairing import Seat
inside = []
def timed(seats, apart):
    began, cpu = time.perf_counter(), time.process_time()
    try:
        return matching.pair_up(seats, apart)
    finally:
        inside.append((time.perf_counter() - began, len(apart), time.process_time() - cpu))
matching.pair_up([], set())
began, cpu = time.perf_counter(), time.process_time()
assert running.run_next(pair_up={"round": timed}, clock=now)
whole = time.perf_counter() - began
began = time.perf_counter()
while running.write_letters(now=now()): pass
letters = time.perf_counter() - began
cpu = time.process_time() - cpu - inside[0][2]
found = Round.objects.get()
print(json.dumps({"whole": whole, "matcher": inside[0][0], "apart": inside[0][1], "letters": letters, "cpu": cpu,
 "introductions": Introduction.objects.count(), "left": found.entries.exclude(left_over_at=None).count(),
 "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "result": found.result_digest[:12]}))
"""


class Visitor(threading.Thread):
    """Asks for a page again and again, and notes how long each took."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self.url, self.seconds, self.is_over = url, [], False

    def run(self) -> None:
        while not self.is_over:
            began = time.perf_counter()
            with urllib.request.urlopen(self.url, timeout=30) as answer:
                answer.read()
            self.seconds.append(time.perf_counter() - began)
            time.sleep(0.1)

    def p99(self) -> float:
        return sorted(self.seconds)[int(len(self.seconds) * 0.99)] * 1000 if self.seconds else 0.0


def measure(people: int, names: str) -> list[str]:
    server = a_server(Path(tempfile.mkdtemp(prefix="fermata-round-")), "--no-with-worker")
    migrate = [sys.executable, "-m", "fermata", "upgrade"]
    subprocess.run(migrate, env=server.environment, check=True)
    server.start()
    try:
        began = time.perf_counter()
        command = [sys.executable, "-m", "bench.crowd", str(people), *(["--names", names] if names else [])]
        subprocess.run(command, env=server.environment, check=True, stdout=subprocess.DEVNULL)
        made = time.perf_counter() - began
        visitor = Visitor(f"{server.url}/health/")
        visitor.start()
        time.sleep(3)
        quiet, visitor.seconds = visitor.p99(), []
        ran = subprocess.run([sys.executable, "-c", RUN], env=server.environment, check=True, stdout=subprocess.PIPE)
        visitor.is_over = True
    finally:
        server.stop()
    told = json.loads(ran.stdout.splitlines()[-1])
    beyond = told["whole"] - told["matcher"] + told["letters"]
    return [
        f"{people:,}", f"{made:.0f}", f"{told['matcher']:.1f}", f"{beyond:.1f}", f"{told['cpu']:.1f}",
        f"{told['introductions']:,}",
        f"{told['left']:,}", f"{told['apart']:,}", f"{told['mb']:.0f}", f"{quiet:.0f}", f"{visitor.p99():.0f}",
        told["result"],
    ]  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, nargs="+", default=[1_000, 10_000])
    options.add_argument("--names", default="")
    asked = options.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fermata.site.settings")
    heads = [
        "people", "made s", "matcher s", "beyond s", "beyond CPU s", "proposals", "left", "kept apart", "MB",
        "p99 before ms",
        "p99 meanwhile ms", "result",
    ]  # fmt: skip
    table("A round, end to end", heads, [measure(people, asked.names) for people in asked.people])


if __name__ == "__main__":
    main()
