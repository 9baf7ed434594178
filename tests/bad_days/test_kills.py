"""A dozen kills under load on each database. A long campaign: python -m tests.bad_days.kills."""

import time

import pytest

from tests.bad_days import kills
from tests.bad_days.processes import children, is_alive, kill, wait_for_worker


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(request, make_server, database):
    settings = {"DATABASE_URL": request.getfixturevalue("postgresql").database()} if database == "postgresql" else {}
    server = make_server("--processes", "2", **settings)

    campaign = kills.run(server, kills=12)

    print(f"{database}: {campaign}")
    assert campaign.wrong == []
    assert campaign.ledger.kept > 40
    assert campaign.ledger.codes


def test_a_killed_worker_is_started_again_and_nobody_outlives_the_server(make_server):
    server = make_server("--processes", "2")
    first = wait_for_worker(server)
    kill(first)
    wait_for_worker(server, but=first)
    below = children(server.process.pid)

    kill(server.process.pid)
    server.process.wait()

    assert len(below) == 3
    end = time.monotonic() + 20
    while left := [pid for pid in below if is_alive(pid)]:
        assert time.monotonic() < end, left
        time.sleep(0.1)
