"""The processes below a server, and ending them without a warning."""

import contextlib
import os
import signal
import time
from pathlib import Path

from conftest import Server


def children(pid: int) -> dict[int, str]:
    """The living processes right below, with their command lines."""
    found = {}
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError):
            stat = (path / "stat").read_text().rpartition(")")[2].split()
            if int(stat[1]) == pid and stat[0] != "Z":
                found[int(path.name)] = (path / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    return found


def is_alive(pid: int) -> bool:
    """A zombie is not: it only waits for somebody to be told."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def web(server: Server) -> list[int]:
    assert server.process
    return [pid for pid, command in children(server.process.pid).items() if " serve " in command]


def workers(server: Server) -> list[int]:
    assert server.process
    return [pid for pid, command in children(server.process.pid).items() if " worker " in command]


def wait_for_worker(server: Server, *, but: int = 0, seconds: float = 20) -> int:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := [pid for pid in workers(server) if pid != but]:
            return found[0]
        time.sleep(0.05)
    raise AssertionError("no worker runs")


def kill(*pids: int) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
