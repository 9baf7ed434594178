"""A house with two partners and a stranger, on each of the two databases, for tests that do not break it."""

import json
from dataclasses import dataclass

import pytest

from conftest import Server
from tests.bad_days.together import new_key
from tests.visitor import Visitor, pair


@dataclass
class House:
    server: Server
    amara: Visitor
    ben: Visitor
    chidi: Visitor
    partnership: str
    space: str
    tokens: dict[str, str]

    def send(self, visitor: Visitor, path: str, *, key: str = "", **fields):
        """A write of a script, without asking for a new form token each time; also of what no script should send."""
        headers = {"Idempotency-Key": key or new_key(), "X-CSRFToken": self.tokens[visitor.name]}
        headers["Content-Type"] = "application/json"
        return visitor.client.post(path, content=json.dumps(fields), headers=headers)

    def pair(self) -> tuple[str, str]:
        """A new partnership of Amara and Ben, after the former has said goodbye; and its space."""
        self.amara.form(f"/partnerships/{self.partnership}/leave/")
        self.partnership = pair(self.amara, self.ben)
        self.space = self.amara.get(f"/api/partnerships/{self.partnership}/").json()["space"]
        return self.partnership, self.space


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def house(request, make_server):
    settings = (
        {"DATABASE_URL": request.getfixturevalue("postgresql").database()} if request.param == "postgresql" else {}
    )
    server = make_server("--processes", "2", **settings)
    people = [Visitor(server.url, name).sign_in() for name in ("Amara", "Ben", "Chidi")]
    partnership = pair(people[0], people[1])
    space = people[0].get(f"/api/partnerships/{partnership}/").json()["space"]
    return House(server, *people, partnership, space, {each.name: each.csrf() for each in people})
