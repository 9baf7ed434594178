"""A few kills from the two latest versions, on each database; from all of them in the long run: python -m tests.hosting.migrations."""

import os
import subprocess
import sys

import pytest
from django.db import connection, models
from django.db.migrations import Migration, operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from conftest import a_server
from fermata.site.hosting.executor import Executor
from tests.bad_days.tables import rows
from tests.hosting.backups import fermata


def campaign(*arguments):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("FERMATA_", "DJANGO_"))}
    command = [sys.executable, "-m", "tests.hosting.migrations", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=500, check=False)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_killed_at_a_new_version_it_can_go_on(request, database):
    if database == "postgresql":
        request.getfixturevalue("postgresql")

    done = campaign("--kills", "4", "--newest", "2", "--database", database)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "none stuck" in done.stdout


def test_every_migration_of_ours_and_of_the_frameworks_is_atomic():
    assert [name for name, migration in MigrationLoader(None).disk_migrations.items() if not migration.atomic] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("by", "is_inside"), [(Executor, True), (MigrationExecutor, False)], ids=["ours", "Django's"])
def test_a_migration_is_written_down_inside_its_transaction(by, is_inside):
    """Django's own does it outside where something is put off to the end, such as an index; so a kill can come between."""
    seen, executor = [], by(connection)
    executor.record_migration = lambda migration: seen.append(connection.in_atomic_block)
    field = models.CharField(max_length=9, db_index=True)
    migration = Migration("trial", "fermata")
    migration.operations = [
        operations.CreateModel("Trial", [("id", models.AutoField(primary_key=True)), ("word", field)])
    ]

    executor.apply_migration(ProjectState(), migration)
    with connection.schema_editor() as editor:
        editor.execute("DROP TABLE fermata_trial")

    assert seen == [is_inside]


@pytest.fixture
def older(tmp_path):
    """An installation that has one migration less."""
    tmp_path.chmod(0o700)
    server = a_server(tmp_path)
    last = max(name for app, name in MigrationLoader(None).disk_migrations if app == "fermata")
    before = max(name for app, name in MigrationLoader(None).disk_migrations if app == "fermata" and name != last)
    done = fermata("manage", "migrate", "fermata", before, environment=server.environment)
    assert done.returncode == 0, done.stderr
    server.last = last
    return server


def test_the_database_as_it_was_is_kept_and_can_come_back(older):
    def applied():
        return rows(older, "SELECT 1 FROM django_migrations WHERE app = 'fermata' AND name = ?", older.last)

    done = fermata("upgrade", environment=older.environment)
    after = applied()
    [snapshot] = (older.data / "snapshots").iterdir()
    back = fermata("restore", str(snapshot), "--replace", environment=older.environment)

    assert f"the database as it was is kept as {snapshot}" in " ".join(done.stderr.split())
    assert (after, applied()) == ([(1,)], [])
    assert back.returncode == 0, back.stderr


def test_where_somebody_has_the_file_open_nothing_is_exchanged(older):
    import sqlite3

    reading = sqlite3.connect(older.data / "fermata.sqlite3", isolation_level=None)
    reading.execute("SELECT COUNT(*) FROM fermata_person").fetchone()
    try:
        done = fermata("upgrade", environment=older.environment)
    finally:
        reading.close()

    assert (done.returncode, done.stderr.strip()) == (
        1,
        "Something still has fermata.sqlite3 open. Close it, then try again.",
    )


def test_a_migration_that_would_lose_people_is_not_put_in_place(older, monkeypatch):
    """Verified before the swap: the rows people keep."""
    from fermata.site.hosting import swap
    from fermata.site.hosting.sentences import CannotGoOn

    with pytest.raises(CannotGoOn, match="would lose rows of fermata_person"):
        swap._verify(older.data / "fermata.sqlite3", before={"fermata_person": 3})


def test_djangos_own_migrate_is_for_developers(older):
    done = fermata("manage", "migrate", environment=older.environment | {"FERMATA_DEVELOPMENT": ""})

    assert done.returncode == 1
    assert "Use `fermata upgrade`" in done.stderr


def test_snapshots_are_three_at_most(older):
    folder = older.data / "snapshots"
    folder.mkdir()
    for number in range(4):
        (folder / f"2026-01-0{number + 1}T000000Z-x.sqlite3").write_bytes(b"")

    fermata("upgrade", environment=older.environment)

    kept = sorted(path.name for path in folder.iterdir())
    assert kept[:2] == ["2026-01-03T000000Z-x.sqlite3", "2026-01-04T000000Z-x.sqlite3"]
    assert len(kept) == 3
