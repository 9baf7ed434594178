"""Django looks for this file by its name: the database as DATABASES["default"]["ENGINE"] names it."""

import time
from typing import Any, Self

import psycopg
from django.db.backends.postgresql import base

from fermata.core.deadline import CHECK_SECONDS, CONNECT_SECONDS, pulse, seconds_left

TOLD_AT_ONCE = "the database did not answer a moment ago"


class Line(psycopg.Connection[Any]):
    """A connection that gives up in time. Everything psycopg waits for on an open line passes through wait()."""

    longest: float | None = None

    @classmethod
    def connect(cls, conninfo: str = "", **wanted: Any) -> Self:
        if not pulse.may_try():
            raise psycopg.OperationalError(TOLD_AT_ONCE)
        began_at = time.monotonic()
        try:
            line = super().connect(conninfo, **wanted | {"connect_timeout": CONNECT_SECONDS})
        except psycopg.OperationalError:
            pulse.lost(since=began_at)
            raise
        pulse.found()
        return line

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """What did not come in time may still come; so this line is closed, and its next user takes a new one."""
        began_at = time.monotonic()
        seconds = min((s for s in (timeout, self.longest, seconds_left()) if s is not None), default=None)
        try:
            return super().wait(gen, interval, seconds)
        except psycopg.OperationalError:
            if seconds is not None and time.monotonic() - began_at >= seconds:
                self.pgconn.finish()
                if self.longest is None:
                    pulse.lost(since=began_at)
            raise


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Line:
        self.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
        return Line.connect(**conn_params)

    def is_usable(self) -> bool:
        """Asked before each visit's first question. An idle line may have died unnoticed; a new one is soon made."""
        if self.connection is None:
            return False
        self.connection.longest = CHECK_SECONDS
        try:
            return bool(super().is_usable())
        finally:
            self.connection.longest = None
