"""Nobody waits more than five seconds for a database that does not answer.

PostgreSQL's own limits do not help when the line goes dead after the question was sent: then nothing comes back, not
even the refusal. So a watcher cuts the line of any question that is still open at its deadline; the thread that waits
gets an ordinary OperationalError, which people read as one sentence (503).
"""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

log = logging.getLogger("fermata.deadline")

SECONDS = 5.0

_open: dict[int, tuple[float, BaseDatabaseWrapper]] = {}
_lock = threading.Lock()
_watcher: threading.Thread | None = None


def within_deadline(execute: Callable[..., Any], sql: str, params: Any, many: Any, context: dict[str, Any]) -> Any:
    """An execute wrapper: ask, and be watched while waiting."""
    _watch()
    thread = threading.get_ident()
    with _lock:
        _open[thread] = (time.monotonic() + SECONDS, context["connection"])
    try:
        return execute(sql, params, many, context)
    finally:
        with _lock:
            _open.pop(thread, None)


def _watch() -> None:
    global _watcher  # noqa: PLW0603  # one watcher a process
    if _watcher is None or not _watcher.is_alive():
        _watcher = threading.Thread(target=_cut_overdue, name="deadline", daemon=True)
        _watcher.start()


def _cut_overdue() -> None:
    while True:
        time.sleep(0.25)
        with _lock:
            overdue = [connection for at, connection in _open.values() if at < time.monotonic()]
        for connection in overdue:
            _cut(connection)


def _cut(connection: BaseDatabaseWrapper) -> None:
    """Shut the socket under a waiting question. The file descriptor stays the driver's to close."""
    try:
        line = socket.socket(fileno=os.dup(connection.connection.fileno()))
    except (AttributeError, OSError, ValueError):
        return
    log.warning("the database did not answer within %s s; the line was cut", SECONDS)
    with line:
        try:
            line.shutdown(socket.SHUT_RDWR)
        except OSError:
            return
