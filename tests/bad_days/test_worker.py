"""One poisoned step of the worker: the others go on, above all the mail; and the log says which it was."""

import subprocess
import sys
import time

import pytest

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
def test_a_step_that_breaks_keeps_no_letter_and_no_tidying_from_its_turn(make_server, poison):
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
