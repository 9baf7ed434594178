"""Migrations that are done and written down in one transaction.

Django writes a migration down after its transaction whenever something was put off to its end. Killed between the two,
a database holds tables nobody knows of, and every later attempt fails at "already exists".
"""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from fermata.site.hosting.sentences import CannotGoOn

Steps = list[tuple[Migration, bool]]


class Executor(MigrationExecutor):
    def apply_migration(
        self,
        state: ProjectState,
        migration: Migration,
        fake: bool = False,  # noqa: FBT001, FBT002  # Django's signature
        fake_initial: bool = False,  # noqa: FBT001, FBT002  # Django's signature
    ) -> ProjectState:
        if not migration.atomic:
            raise CannotGoOn(f"{migration} is not atomic: killed in its middle, it could not be taken up again.")
        with self.connection.schema_editor(atomic=True) as editor:
            state = migration.apply(state, editor)
            self.record_migration(migration)  # type: ignore[call-arg, arg-type]  # as Django 5.2 has it
        return state


def migrate() -> None:
    """All that is missing, oldest first, and what the frameworks derive from the models."""
    executor = Executor(connection)
    executor.loader.check_consistent_history(connection)
    steps = _steps(executor)
    before: ProjectState = executor._create_project_state(with_applied_migrations=True)  # type: ignore[attr-defined]  # noqa: SLF001  # as Django's command does
    told: dict[str, Any] = {"verbosity": 0, "interactive": False, "db": connection.alias}
    emit_pre_migrate_signal(**told, apps=before.apps, plan=steps)
    executor.migrate(executor.loader.graph.leaf_nodes(), plan=steps, state=before.clone())
    emit_post_migrate_signal(**told, plan=steps)
    call_command("createcachetable", verbosity=0)


def is_up_to_date() -> bool:
    """Every migration is written down, and the table outside of them is there. Refuses what a newer version made."""
    executor = Executor(connection)
    refuse_newer(set(executor.loader.applied_migrations))
    throttle = settings.CACHES["default"]["LOCATION"]
    return not _steps(executor) and throttle in connection.introspection.table_names()


def refuse_newer(applied: set[tuple[str, str]]) -> None:
    """A database can be taken forward, never back."""
    known = {name for app, name in MigrationLoader(None).disk_migrations if app == "fermata"}
    if newer := sorted(name for app, name in applied if app == "fermata" and name not in known):
        raise CannotGoOn(
            f"This was made by a newer Fermata ({newer[-1]}). Run that version, "
            "or go back to a backup or a snapshot from before it."
        )


def _steps(executor: MigrationExecutor) -> Steps:
    return executor.migration_plan(executor.loader.graph.leaf_nodes())
