"""Databases as earlier versions left them: one for each migration there ever was, with rows in as many tables as can be."""

import uuid
from datetime import UTC, date, datetime
from datetime import time as hour
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.loader import MigrationLoader

from fermata.site.hosting.executor import Executor

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
PASSES = 3
"""A row that stands on a later table's row finds it in the next pass."""


def versions() -> list[str]:
    """The empty database first; today's is not among them."""
    names = sorted(name for app, name in MigrationLoader(None).disk_migrations if app == "fermata")
    return ["", *names[:-1]]


def make(version: str) -> int:
    """On the connection as it is. How many tables have rows."""
    if not version:
        return 0
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # a page's patience is too short for this
            cursor.execute("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0")
    executor = Executor(connection)
    others = [leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] != "fermata"]
    state = executor.migrate([("fermata", version), *_of_that_time(executor.loader.graph, others, version)])
    return _fill(state.apps)


def _of_that_time(graph: Any, others: list[tuple[str, str]], version: str) -> list[tuple[str, str]]:
    """What the frameworks had; not what stands on a later migration of ours."""
    later = {node for node in graph.nodes if node[0] == "fermata"} - set(graph.forwards_plan(("fermata", version)))
    return [leaf for leaf in others if not later & set(graph.forwards_plan(leaf))]


def _fill(apps: Any) -> int:
    known = [model for model in apps.get_models() if model._meta.app_label == "fermata"]
    for _ in range(PASSES):
        for model in known:
            for number in range(2):
                _put(model, number)
    return sum(model._base_manager.exists() for model in known)


def _put(model: Any, number: int) -> None:
    """Rows a constraint refuses are left out."""
    if model._base_manager.count() > number:
        return
    try:
        with transaction.atomic():
            row = model(**{f.name: _value(f, number) for f in model._meta.fields if not f.auto_created})
            models.Model.save(row, force_insert=True)
    except (IntegrityError, LookupError, ValueError):
        return


def _value(field: Any, number: int) -> Any:
    if field.is_relation:
        found = list(field.related_model._base_manager.all()[:2])
        return found[number % len(found)] if found else None if field.null else {}["nobody to point at"]
    if field.primary_key and isinstance(field, models.AutoField):
        return None
    if field.null:
        return None
    if field.has_default() and not isinstance(field, models.UUIDField):
        return field.get_default()
    for kind, value in KINDS:
        if isinstance(field, kind):
            return value(field, number)
    raise LookupError(field)


KINDS = (
    (models.EmailField, lambda field, number: f"amara{number}@example.org"),
    (models.CharField, lambda field, number: f"{field.name}{number}"[: field.max_length]),
    (models.TextField, lambda field, number: f"{field.name} {number}"),
    (models.UUIDField, lambda field, number: uuid.UUID(int=number + 1)),
    (models.DateTimeField, lambda field, number: NOON),
    (models.DateField, lambda field, number: date(2026, 5, 4)),
    (models.TimeField, lambda field, number: hour(12)),
    (models.DurationField, lambda field, number: NOON - NOON),
    (models.BooleanField, lambda field, number: False),
    (models.IntegerField, lambda field, number: number + 1),
    (models.FloatField, lambda field, number: number / 2),
    (models.BinaryField, lambda field, number: b"sealed" * 40),
    (models.JSONField, lambda field, number: {}),
)
