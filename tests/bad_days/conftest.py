"""One house on each of the two databases, for tests that do not break it."""

import pytest

pytest.register_assert_rewrite("tests.bad_days.races")
from tests.bad_days.houses import house_on  # noqa: E402


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def house(request, make_server):
    settings = (
        {"DATABASE_URL": request.getfixturevalue("postgresql").database()} if request.param == "postgresql" else {}
    )
    return house_on(make_server("--processes", "2", **settings))
