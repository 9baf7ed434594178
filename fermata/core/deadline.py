"""Nobody waits more than five seconds for a database that does not answer.

PostgreSQL's own limits do not help when the line goes dead after the question was sent: then nothing comes back, not
even the refusal. So whoever asks on behalf of a person has so many seconds for all their waiting together, whatever
they wait for: a connection, its set-up, a question, a commit (core/postgresql counts). And while the line is dead, one
attempt each half second finds out whether it is back; everybody else is told at once, or they would queue behind it.
"""

import logging
import threading
import time

log = logging.getLogger("fermata.deadline")

SECONDS = 4.0
LEAST_SECONDS = 1.0
"""For one question of work that takes long by itself, such as an export on its way to a slow reader."""
CONNECT_SECONDS = 2
CHECK_SECONDS = 1.0
REST_SECONDS = 0.5

_work = threading.local()


def begin(*, at: float | None = None, seconds: float = SECONDS) -> None:
    """This thread begins to work for somebody, who has waited since `at` (on the monotonic clock)."""
    _work.ends_at = (time.monotonic() if at is None else at) + seconds


def end() -> None:
    """What follows on this thread is nobody's visit."""
    _work.ends_at = None


def seconds_left() -> float | None:
    """How long the database may still take. None for what somebody runs by hand, such as a migration."""
    ends_at = getattr(_work, "ends_at", None)
    return None if ends_at is None else max(LEAST_SECONDS, ends_at - time.monotonic())


class Pulse:
    """Whether the line to the database was alive when last tried, for all threads of this process."""

    def __init__(self) -> None:
        self._is_dead = False
        self._tried_at = self._found_at = 0.0
        self._lock = threading.Lock()

    def may_try(self) -> bool:
        """While the line is dead: one attempt each half second, by somebody who has the time for it."""
        with self._lock:
            if not self._is_dead:
                return True
            left = seconds_left()
            if time.monotonic() - self._tried_at < REST_SECONDS or (left is not None and left < CONNECT_SECONDS):
                return False
            self._tried_at = time.monotonic()
            return True

    def lost(self, *, since: float) -> None:
        """An attempt that began then came to nothing; which says nothing if a later one has come through."""
        with self._lock:
            if since < self._found_at:
                return
            if not self._is_dead:
                log.warning("the database does not answer")
                self._tried_at = time.monotonic()
            self._is_dead = True

    def found(self) -> None:
        with self._lock:
            if self._is_dead:
                log.warning("the database answers again")
            self._is_dead, self._found_at = False, time.monotonic()


pulse = Pulse()
