"""A house with two partners and a stranger."""

import html
import json
import re
from dataclasses import dataclass
from typing import Any

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

    def send(self, visitor: Visitor, path: str, *, key: str = "", **fields: Any) -> Any:
        """A write of a script, without asking for a new form token each time; also of what no script should send."""
        headers = {"Idempotency-Key": key or new_key(), "X-CSRFToken": self.tokens[visitor.name]}
        headers["Content-Type"] = "application/json"
        return visitor.client.post(path, content=json.dumps(fields), headers=headers)

    def form(self, visitor: Visitor, path: str, **fields: str) -> Any:
        return visitor.client.post(path, data=fields | {"csrfmiddlewaretoken": self.tokens[visitor.name]})

    def part(self) -> None:
        """Amara says goodbye to everybody."""
        for partnership in re.findall(r'href="/partnerships/([0-9a-f-]{36})/"', self.amara.get("/").text):
            self.form(self.amara, f"/partnerships/{partnership}/leave/")

    def withdraw_invitations(self) -> None:
        """Ten may be open at once."""
        for visitor in (self.amara, self.ben):
            for page in re.findall(r'href="(/invitations/[0-9a-f-]{36}/)"', visitor.get("/").text):
                self.form(visitor, f"{page}withdraw/")

    def pair(self) -> None:
        """A new partnership of Amara and Ben."""
        self.part()
        self.partnership = self.form(self.ben, new_link(self.amara)[1]).headers["location"].split("/")[2]
        self.space = self.amara.get(f"/api/partnerships/{self.partnership}/").json()["space"]


def new_link(visitor: Visitor) -> tuple[str, str]:
    """The invitation's own page, and the link to send."""
    page = visitor.form("/invitations/").headers["location"]
    found = re.search(r"/i/[^/<\s]+/", html.unescape(visitor.get(page).text))
    assert found
    return page, found[0]


def house_on(server: Server) -> House:
    people = [Visitor(server.url, name).sign_in() for name in ("Amara", "Ben", "Chidi")]
    partnership = pair(people[0], people[1])
    space = people[0].get(f"/api/partnerships/{partnership}/").json()["space"]
    return House(server, *people, partnership, space, {each.name: each.csrf() for each in people})
