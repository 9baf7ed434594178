"""Where counts of tries are kept: Django's cache in the database, written in one statement.

Django's own says nothing when it cannot write; then a full disk looks like somebody who has tried too often.
"""

import base64
import pickle
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connection

NEVER = datetime.max.replace(tzinfo=UTC)


class Counters(DatabaseCache):
    def __init__(self, table: str, params: dict[str, Any]) -> None:
        super().__init__(table, params)
        self.table = table

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        """Write an entry; with `add` only where none is, or a lapsed one. Whether it was written."""
        at = connection.ops.adapt_datetimefield_value
        kept = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode()
        lapses = self.get_backend_timeout(timeout)
        lapses_at = NEVER if lapses is None else datetime.fromtimestamp(lapses, UTC)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {self.table} AS kept (cache_key, value, expires) VALUES (%s, %s, %s) "  # noqa: S608  # a setting
                "ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires "
                "WHERE kept.expires < %s OR %s",
                [key, kept, at(lapses_at), at(datetime.now(UTC)), mode != "add"],
            )
            return bool(cursor.rowcount == 1)
