"""One poisoned step of the worker: the others go on, above all the mail, and the log tells it from a database away."""

import subprocess
import sys
import time

import pytest

from tests.bad_days.line import line_to
from tests.bad_days.post import post_office
from tests.bad_days.processes import wait_for_worker
from tests.visitor import Visitor

HOUSE = """
from fermata.core.clock import now
from fermata.programmes.actions.founding import found_organisation
made = found_organisation(name="Harbour Hospital", programme="Peer coaching", now=now())
"""
LIST = "made.guest_lists.create(addresses={packed}, new=1, read_at=now(), confirmed_at=now())"
POISON = {
    "a fault of ours": LIST.format(packed="b'no list at all'"),
    "a refusal of the database": (
        "import zlib; from django.db import connection\n"
        "connection.cursor().execute('CREATE TRIGGER t BEFORE INSERT ON fermata_guest "
        'BEGIN SELECT RAISE(ABORT, "poison"); END\')\n' + LIST.format(packed="zlib.compress(b'ben@example.org')")
    ),
}


@pytest.mark.parametrize("poison", POISON)
def test_a_step_that_breaks_keeps_no_letter_from_leaving(make_server, poison):
    with post_office() as post:
        server = make_server(FERMATA_SMTP_URL=f"smtp://127.0.0.1:{post.port}")
        worker = wait_for_worker(server)
        subprocess.run(
            [sys.executable, "-m", "fermata", "manage", "shell", "-v", "0", "-c", HOUSE + POISON[poison]],
            env=server.environment,
            check=True,
        )
        end = time.monotonic() + 10
        while "Traceback" not in server.log.read_text() and time.monotonic() < end:
            time.sleep(0.1)
        for name in ("Amara", "Ben"):
            visitor = Visitor(server.url, name)
            assert visitor.form("/sign-in/", address=f"{name.lower()}@example.org").status_code == 302
            assert post.wait_for(f"{name.lower()}@example.org")

    assert wait_for_worker(server) == worker
    said = server.log.read_text()
    assert "fermata.programmes.actions.guests.write_letters was not finished" in said
    assert "did not answer" not in said


@pytest.mark.parametrize("way", ["refuse", "reset"])
def test_a_database_that_is_away_is_no_fault_of_a_step(make_server, postgresql, way):
    with line_to(postgresql.database()) as line, post_office() as post:
        server = make_server(DATABASE_URL=line.address, FERMATA_SMTP_URL=f"smtp://127.0.0.1:{post.port}")
        worker = wait_for_worker(server)
        visitor = Visitor(server.url, "Amara")
        assert visitor.get("/sign-in/").status_code == 200
        getattr(line, way)()
        time.sleep(6)
        line.heal()
        time.sleep(2)
        assert visitor.form("/sign-in/", address="amara@example.org").status_code == 302
        assert post.wait_for("amara@example.org")

    assert wait_for_worker(server) == worker
    said = server.log.read_text()
    assert "the database did not answer; trying again" in said
    assert "was not finished" not in said
