"""A dozen kills under load on each database. A long campaign: python -m tests.bad_days.kills."""

import pytest

from tests.bad_days import kills


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(request, make_server, database):
    settings = {"DATABASE_URL": request.getfixturevalue("postgresql").database()} if database == "postgresql" else {}
    server = make_server("--processes", "2", **settings)

    campaign = kills.run(server, kills=12)

    print(f"{database}: {campaign}")
    assert campaign.wrong == []
    assert campaign.ledger.kept > 100
    assert len(campaign.ledger.codes) > 3
