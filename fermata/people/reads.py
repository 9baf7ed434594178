"""What a person is told about what is kept of them, made from the data map."""

import base64
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, Model
from django.utils.translation import gettext_lazy as _

from fermata.core.data_map import Table, tables
from fermata.people.models import Person

NOT_PRINTED = _("kept, and not printed here: whoever had it could pass for you")


def what_the_server_knows(person: Person, *, at: datetime) -> Iterator[str]:
    """One JSON document, a piece at a time, so that years of sealed notes need no more memory than one."""
    write = DjangoJSONEncoder(ensure_ascii=False, indent=1).encode
    yield f'{{"made_at": {write(at)},\n"tables": ['
    for number, table in enumerate(list(tables())):
        head = {"table": table.model._meta.label, "title": str(table.title), "fields": _explained(table)}  # noqa: SLF001
        yield ",\n" * bool(number) + write(head)[:-2] + ',\n "rows": ['
        for position, row in enumerate(table.rows(person).iterator(chunk_size=50)):
            yield ",\n" * bool(position) + write(_printed(row, table=table))
        yield "]}"
    yield "]}\n"


def _explained(table: Table) -> dict[str, dict[str, str]]:
    kept = {name: table.kept(name) for name in table.fields}
    return {
        name: {"what": str(k.what), "why": str(k.why), "until": str(k.until), "seen_by": str(k.seen_by)}
        for name, k in kept.items()
    }


def _printed(row: Model, *, table: Table) -> dict[str, Any]:
    return {
        field.name: str(NOT_PRINTED) if field.name in table.secret else _value(row, field)
        for field in row._meta.concrete_fields  # noqa: SLF001  # the documented way to a model's fields
    }


def _value(row: Model, field: "Field[Any, Any]") -> Any:
    value = field.value_from_object(row)
    if isinstance(value, bytes | memoryview):
        return {"base64": base64.b64encode(bytes(value)).decode()}
    if value is None or isinstance(value, bool | int | str | dict | list | datetime | date):
        return value
    return str(value)
