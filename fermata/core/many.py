"""Writing a great many rows of a kind. Making an object of each, as bulk_create does, costs more than all the rest."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model


def insert_many(
    model: type[Model], *, same: dict[str, Any], each: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows that differ in the fields `each`, which hold text or ids, and are alike in the fields `same`.

    Every field is named in one of the two; only a key the database counts may be left out.
    """
    about = model._meta  # noqa: SLF001  # the documented way to a model's fields
    fields = {field.name: field for field in about.concrete_fields}
    if left_out := fields.keys() - same.keys() - set(each) - {"id"}:
        raise ValueError(f"no value for {sorted(left_out)}")
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(fields[name].column)) for name in (*each, *same))
    values = ", ".join(["%s"] * (len(each) + len(same)))
    alike = [fields[name].get_db_prep_save(value, connection) for name, value in same.items()]
    stored = _without_dashes if connection.vendor == "sqlite" else list
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(about.db_table)} ({columns}) VALUES ({values})",  # noqa: S608  # names of our own
            [stored(row) + alike for row in rows],
        )


def _without_dashes(row: Sequence[Any]) -> list[Any]:
    """SQLite keeps ids as text."""
    return [value.hex if isinstance(value, UUID) else value for value in row]
