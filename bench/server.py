"""A server of one's own for a benchmark, and what its processes cost."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Running:
    url: str
    process: "subprocess.Popen[bytes]"
    settings: dict[str, str]

    def family(self) -> list[int]:
        """The server's process and all its children."""
        found, todo = [], [self.process.pid]
        while todo:
            pid = todo.pop()
            found.append(pid)
            children = Path(f"/proc/{pid}/task/{pid}/children")
            with contextlib.suppress(OSError):
                todo += [int(child) for child in children.read_text().split()]
        return found

    def cpu_seconds(self) -> float:
        total = 0
        for pid in self.family():
            with contextlib.suppress(OSError):
                fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
                total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def megabytes(self) -> float:
        """Memory that is theirs: shared pages are counted once, in parts (PSS)."""
        total = 0
        for pid in self.family():
            with contextlib.suppress(OSError):
                found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)
                total += int(found[1]) if found else 0
        return total / 1024


@contextlib.contextmanager
def running(*arguments: str, database: str = "") -> Iterator[Running]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    data = tempfile.mkdtemp(prefix="fermata-bench-")
    url = f"http://localhost:{port}"
    settings = {
        "FERMATA_DATA": data,
        "FERMATA_URL": url,
        "DATABASE_URL": database,
        "FERMATA_ALLOW": "postgresql-fsync-off",
    }
    command = [sys.executable, "-m", "fermata", "serve", "--port", str(port), *arguments]
    process = subprocess.Popen(command, env=os.environ | settings, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{url}/health/", timeout=2)
                break
            time.sleep(0.1)
        yield Running(url, process, settings)
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(data, ignore_errors=True)


def table(title: str, head: list[str], rows: list[list[str]]) -> None:
    """Print a table that reads as Markdown, too."""
    print(f"\n{title}\n")
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    for row in [head, ["-" * width for width in widths], *rows]:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |")
