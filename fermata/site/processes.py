"""The processes of `fermata serve`: a worker beside the web, started again when it dies, and nobody left over."""

import errno
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from fermata.core.places import IS_INSTALLED

OURSELVES = [sys.executable, *(["-P"] if IS_INSTALLED else []), "-m", "fermata"]
"""A checkout is found where we stand; an installed package must not be taken for one that lies there by chance."""
LOOK_SECONDS = 0.2
BREATH_SECONDS = 1.0
LAST_SECONDS = 10
LEAVING_SECONDS = 3
MOST_FILES = 16_384
"""As deploy/fermata.service allows. Each open room and each open agreement is a connection, and so a file."""
OWN_FILES = 256
"""Of these, for the database, the log and what Python opens by itself."""


@contextmanager
def worker_beside() -> Iterator[None]:
    """The worker as a process of its own, for as long as the web serves."""
    stopping = threading.Event()
    keeper = threading.Thread(target=_keep_worker, args=(stopping,), name="keeper", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stopping.set()
        keeper.join()


def _keep_worker(stopping: threading.Event) -> None:
    command = [*OURSELVES, "worker", "--parent", str(os.getpid())]
    while not stopping.is_set():
        worker = subprocess.Popen(command)  # noqa: S603  # ourselves
        while worker.poll() is None and not stopping.wait(LOOK_SECONDS):
            pass
        _end(worker)
        stopping.wait(BREATH_SECONDS)


class Beside:
    """A command of ours in a process of its own, one at a time: for work that takes long and needs much."""

    def __init__(self, command: str) -> None:
        self._command = [*OURSELVES, command, "--parent", str(os.getpid())]
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Unless it is at it already. It ends with us; what it has begun is begun anew after its lease."""
        if self._running is None or self._running.poll() is not None:
            self._running = subprocess.Popen(self._command)  # noqa: S603  # ourselves


def make_room_for_streams() -> int:
    """How many connections each web process may hold. Shells allow few open files until somebody asks for more."""
    _, allowed = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = MOST_FILES if allowed == resource.RLIM_INFINITY else min(allowed, MOST_FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, allowed))
    return max(files - OWN_FILES, OWN_FILES)


def is_taken(host: str, port: int) -> bool:
    """Whether something answers there already. The web server would share it, and each get half the visits.

    Whoever has just been stopped has a moment to go.
    """
    until = time.monotonic() + LEAVING_SECONDS
    while _is_bound(host, port):
        if time.monotonic() > until:
            return True
        time.sleep(LOOK_SECONDS)
    return False


def _is_bound(host: str, port: int) -> bool:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        return error.errno == errno.EADDRINUSE  # what else is wrong with it, the server says itself
    return False


def _end(worker: "subprocess.Popen[bytes]") -> None:
    worker.terminate()
    try:
        worker.wait(LAST_SECONDS)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def end_with(parent: int) -> None:
    """A child whose parent was killed would go on, with yesterday's program, beside tomorrow's. So it ends as well."""
    threading.Thread(target=_watch, args=(parent,), name="parent", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(LAST_SECONDS)
    os._exit(1)
