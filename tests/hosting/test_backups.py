"""A few backups under load on each database, and what restoring refuses. The long run: python -m tests.hosting.backups."""

import random
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import a_server
from tests.bad_days.tables import change, contents, rows
from tests.hosting import backups
from tests.hosting.backups import fermata


@pytest.fixture(params=["sqlite", "postgresql"])
def cluster(request):
    return request.getfixturevalue("postgresql") if request.param == "postgresql" else None


def settings_on(cluster):
    return {"DATABASE_URL": cluster.database()} if cluster else {}


@pytest.fixture
def resting(tmp_path, cluster):
    """An installation nobody uses just now."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    server = a_server(data, **settings_on(cluster))
    done = fermata("upgrade", environment=server.environment)
    assert done.returncode == 0, done.stderr
    (data / "secret").write_text("the secret of the first installation, of fifty signs")
    return server


def back_up(server):
    done = fermata("backup", environment=server.environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def said(done):
    assert "Traceback" not in done.stderr, done.stderr
    return " ".join(done.stderr.split())


def test_a_backup_under_load_restores_every_acknowledged_row(make_server, tmp_path, cluster):
    server = make_server(**settings_on(cluster))

    campaign = backups.run(server, times=3, folder=tmp_path, cluster=cluster)

    assert campaign.wrong == []
    assert campaign.kept >= 24


def test_a_copy_of_the_file_alone_is_found_wanting(make_server, tmp_path):
    """The teeth of the test above."""
    campaign = backups.run(make_server(), times=3, folder=tmp_path, is_plain=True)

    assert campaign.wrong


def test_what_was_here_is_never_overwritten_unasked_and_kept_aside_when_asked(resting, cluster):
    archive = back_up(resting)
    change(resting, "INSERT INTO fermata_throttle (cache_key, value, expires) VALUES ('newer', 'x', '2030-01-01')")
    (resting.data / "secret").write_text("the secret of somebody else, fifty signs and one more")
    before = contents(resting)

    refused = fermata("restore", archive, environment=resting.environment)
    unchanged = contents(resting)
    done = fermata("restore", archive, "--replace", environment=resting.environment)

    assert refused.returncode == 1
    assert "There is an installation here already. With --replace it is kept aside" in said(refused)
    assert unchanged == before
    assert done.returncode == 0, done.stderr
    assert rows(resting, "SELECT 1 FROM fermata_throttle WHERE cache_key = 'newer'") == []
    assert (resting.data / "secret").read_text().startswith("the secret of the first")
    [aside] = (resting.data / "aside").iterdir()
    assert (aside / "secret").read_text().startswith("the secret of somebody else")
    if cluster:
        schema = f"before_{aside.name.lower()}"
        assert rows(resting, f"SELECT 1 FROM \"{schema}\".fermata_throttle WHERE cache_key = 'newer'") == [(1,)]
    else:
        old = a_server(aside)
        assert rows(old, "SELECT 1 FROM fermata_throttle WHERE cache_key = 'newer'") == [(1,)]


def test_all_of_it_is_private(resting):
    archive = back_up(resting)
    folder = resting.data / "backups"

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()] == [0o600]
    assert [str(path) for path in folder.iterdir()] == [archive]


def test_a_running_installation_is_not_restored_over(make_server, cluster):
    server = make_server(**settings_on(cluster))
    archive = back_up(server)

    done = fermata("restore", archive, "--replace", environment=server.environment)

    assert done.returncode == 1
    assert said(done) == "Fermata is running here. Stop it first; then restore."


def test_rows_that_are_not_those_of_the_manifest_are_refused(resting, tmp_path):
    """Somebody who can write a digest can write any; the rows are compared all the same."""
    archive = forged(back_up(resting), tmp_path / "forged")
    before = contents(resting)

    done = fermata("restore", str(archive), "--replace", environment=resting.environment)

    assert done.returncode == 1
    assert "hold the rows" in said(done)
    assert contents(resting) == before


def forged(path, to):
    """A manifest that promises one row more."""
    from fermata.site.hosting import archive

    folder = to.with_name("members")
    folder.mkdir()
    with archive.opened(Path(path)) as (manifest, tar):
        for name in (archive.DATABASE, archive.SECRET):
            archive.unpack(tar, name, manifest=manifest, to=folder / name)
    tables = manifest.tables | {"django_migrations": archive.Table(1, "x")}
    archive.write(to, manifest=replace(manifest, tables=tables), folder=folder)
    return to


@pytest.mark.parametrize("cluster", ["sqlite"], indirect=True)
def test_a_backup_of_the_other_database_is_named(resting, postgresql):
    environment = resting.environment | {"DATABASE_URL": postgresql.database()}

    done = fermata("restore", back_up(resting), environment=environment)

    assert said(done) == "This is a backup of sqlite, and DATABASE_URL names another kind of database."


@pytest.mark.parametrize("cluster", ["sqlite"], indirect=True)
def test_a_backup_of_a_newer_version_is_named(resting):
    change(
        resting,
        "INSERT INTO django_migrations (app, name, applied) VALUES ('fermata', '9999_much_later', '2030-01-01')",
    )

    done = fermata("restore", back_up(resting), "--replace", environment=resting.environment)
    started = fermata("upgrade", environment=resting.environment)

    assert said(done).startswith("This was made by a newer Fermata (9999_much_later).")
    assert said(started) == said(done)


@pytest.mark.parametrize("cluster", ["sqlite"], indirect=True)
def test_every_flipped_bit_is_found(resting, tmp_path):
    from fermata.site.hosting import archive
    from fermata.site.hosting.sentences import CannotGoOn

    path = tmp_path / "damaged"
    whole = Path(back_up(resting)).read_bytes()
    choice = random.Random(7)
    places = [*range(0, len(whole), 9973), *range(600), *range(len(whole) - archive.END_BYTES, len(whole))]
    for place in places:
        damaged = bytearray(whole)
        damaged[place] ^= 1 << choice.randrange(8)
        path.write_bytes(damaged)
        with pytest.raises(CannotGoOn, match="This is no whole backup of Fermata"), archive.opened(path):
            pass
    for length in (0, 10, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(CannotGoOn, match="This is no"), archive.opened(path):
            pass

    path.write_bytes(damaged)
    done = fermata("restore", str(path), "--replace", environment=resting.environment)

    assert done.returncode == 1
    assert said(done).startswith("This is no whole backup of Fermata: something in it was changed")
