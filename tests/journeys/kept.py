"""What the server keeps, read from its database as whoever runs it could; and what two people's words open of it."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.journeys.envelope import Account, open_note, open_statement
from tests.journeys.someone import Someone


@dataclass(frozen=True)
class Kept:
    database: Path

    @classmethod
    def of(cls, server: Any) -> "Kept":
        return cls(server.data / "fermata.sqlite3")

    def rows(self, question: str, *given: Any) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=20)) as connection:
            return connection.execute(question, given).fetchall()

    def one(self, question: str, *given: Any) -> Any:
        return self.rows(question, *given)[0][0]

    def person(self, someone: Someone) -> str:
        return str(UUID(self.one("SELECT id FROM fermata_person WHERE email = ?", someone.address)))

    def own_space(self, person: str) -> str:
        asked = "SELECT s.id FROM fermata_space s JOIN fermata_keeper k ON k.space_id = s.id WHERE s.kind = 'own' AND k.person_id = ?"
        return str(UUID(self.one(asked, UUID(person).hex)))

    def shared_space(self, partnership: str) -> str:
        return str(UUID(self.one("SELECT space_id FROM fermata_partnership WHERE id = ?", UUID(partnership).hex)))

    def way_in(self, person: str, method: str) -> tuple[str, bytes]:
        asked = "SELECT id, file FROM fermata_wayin WHERE person_id = ? AND method = ?"
        way, file = self.rows(asked, UUID(person).hex, method)[0]
        return str(UUID(way)), file

    def key_file(self, space: str) -> bytes:
        return bytes(self.one("SELECT file FROM fermata_spacekey WHERE space_id = ?", UUID(space).hex))

    def versions(self, space: str) -> list[tuple[str, int, bytes]]:
        """Item, version and file of everything in a space."""
        asked = "SELECT v.item_id, v.version, v.file FROM fermata_itemversion v JOIN fermata_item i ON i.id = v.item_id WHERE i.space_id = ? ORDER BY v.id"
        return [(str(UUID(item)), version, file) for item, version, file in self.rows(asked, UUID(space).hex)]

    def log(self) -> list[str]:
        return [bundle for (bundle,) in self.rows('SELECT bundle FROM fermata_logentry ORDER BY "index"')]

    def account(self, someone: Someone) -> Account:
        """Opened with the five words, which only the test and the person know."""
        person = self.person(someone)
        return Account.opened(person, self.way_in(person, "phrase")[1], words=" ".join(someone.phrase))

    def secret(self, space: str, account: Account) -> str:
        return str(open_statement(self.key_file(space), account)["id"])

    def texts(self, space: str, account: Account) -> list[tuple[dict[str, Any], str]]:
        """Every version of everything, opened: headings and texts."""
        secret = self.secret(space, account)
        return [open_note(file, secret) for _item, _version, file in self.versions(space)]
