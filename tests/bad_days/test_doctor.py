"""`fermata doctor`, and the refusal to start: every fault gets its sentence, and how to mend it."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from conftest import a_server
from fermata.site import doctor


def fermata(command: str, data: Path, **settings: str) -> tuple[int, str]:
    """The exit code, and what was said, on one line."""
    environment = a_server(data).environment | settings
    arguments = [sys.executable, "-m", "fermata", *command.split()]
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, " ".join((done.stdout + done.stderr).split())


@pytest.fixture
def data(tmp_path):
    tmp_path.chmod(0o700)
    return tmp_path


def test_where_all_is_well_it_says_so(data):
    code, said = fermata("doctor", data)

    assert code == 0, said
    assert "mend" not in said.split()


def test_an_installation_for_others_needs_https_letters_and_a_secret_of_its_own(data):
    (data / "secret").write_text("x" * 60)
    (data / "secret").chmod(0o644)
    settings = {"FERMATA_URL": "http://fermata.example.org", "FERMATA_SECRET": "guess-me"}

    code, said = fermata("doctor", data, **settings)
    refused, why = fermata("serve --port 0", data, **settings)

    assert code == 1
    assert "Give FERMATA_SECRET at least 32 random characters" in said
    assert f"Run: chmod go= {data}/secret".replace(" ", "") in said.replace(" ", "")
    assert "set FERMATA_SMTP_URL, for example smtp+starttls://name:word@host:587." in said
    assert "Set FERMATA_URL to the https address." in said
    assert refused == 1
    assert why.startswith("Fermata does not start: ")


@pytest.mark.parametrize("secret", ["a" * 64, "0123456789" * 5, "short"])
def test_a_secret_one_could_guess_is_refused(data, secret):
    code, said = fermata("serve --port 0", data, FERMATA_SECRET=secret)

    assert code == 1
    assert said.startswith("Fermata does not start: ")
    assert "at least 32 random characters" in said


def test_postgresql_that_may_forget_is_refused(data, postgresql):
    address = postgresql.database()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {address.rpartition('/')[2]} SET synchronous_commit = off")

    code, said = fermata("doctor", data, DATABASE_URL=address)
    refused, why = fermata("serve --port 0", data, DATABASE_URL=address)

    assert (code, refused) == (1, 1)
    for words in (said, why):
        assert "PostgreSQL keeps synchronous_commit off." in words
        assert "Set synchronous_commit = on in postgresql.conf, else something acknowledged can be lost." in words


def test_a_database_that_does_not_answer_is_named(data):
    code, said = fermata("serve --port 0", data, DATABASE_URL="postgresql://fermata@127.0.0.1:1/fermata")

    assert code == 1
    assert "Fermata does not start: The database does not answer (OperationalError)." in said
    assert "correct DATABASE_URL" in said


def test_an_address_of_another_kind_of_database_is_named(data):
    code, said = fermata("doctor", data, DATABASE_URL="mysql://fermata@localhost/fermata")

    assert (code, said) == (1, "DATABASE_URL must begin with postgresql:// (or be left out: then Fermata uses SQLite).")


@pytest.mark.django_db
@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="about SQLite")
def test_an_old_sqlite_is_refused(monkeypatch):
    monkeypatch.setattr(doctor.sqlite3, "sqlite_version_info", (3, 51, 2))

    found = {finding.what: finding for finding in doctor.examine()}["SQLite is 3.51.2."]

    assert (found.is_well, found.is_grave) == (False, True)
    assert "Versions before 3.51.3 can damage a database. Install the package pysqlite3" in found.remedy
    with pytest.raises(SystemExit, match=r"Fermata does not start: SQLite is 3\.51\.2\."):
        doctor.refuse_to_start()


@pytest.mark.django_db
@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="about SQLite")
def test_a_database_without_a_write_ahead_log_is_refused():
    """The tests' own database lives in memory, where there is none."""
    found = {finding.what: finding for finding in doctor.examine()}["SQLite keeps journal_mode at memory."]

    assert (found.is_well, found.is_grave) == (False, True)
    assert found.remedy == "It must be wal. Move the data folder to a local disk that supports it."
    with pytest.raises(SystemExit, match="Fermata does not start: SQLite keeps journal_mode at memory"):
        doctor.refuse_to_start()
