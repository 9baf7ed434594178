"""Compares what people were told with what the database holds."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from conftest import Server
from tests.bad_days.tables import rows
from tests.bad_days.writers import Ledger

HALF_STATES = {
    "an answer was claimed and never given": "SELECT id FROM fermata_keptanswer WHERE status = 0",
    "an item without its newest version": (
        "SELECT id FROM fermata_item i WHERE NOT EXISTS "
        "(SELECT 1 FROM fermata_itemversion v WHERE v.item_id = i.id AND v.version = i.version)"
    ),
    "a hole in the versions of an item": (
        "SELECT item_id FROM fermata_itemversion GROUP BY item_id HAVING COUNT(*) <> MAX(version) OR MIN(version) <> 1"
    ),
    "words on the table without their text": (
        "SELECT p.id FROM fermata_proposal p LEFT JOIN fermata_itemversion v ON v.item_id = p.item AND v.version = p.number "
        "WHERE v.id IS NULL"
    ),
    "signed by both and not in force": (
        "SELECT p.id FROM fermata_proposal p JOIN fermata_signature s ON s.proposal_id = p.id "
        "WHERE s.withdrawn_at IS NULL AND p.in_force_at IS NULL GROUP BY p.id HAVING COUNT(*) > 1"
    ),
    "in force and not signed by both": (
        "SELECT p.id FROM fermata_proposal p LEFT JOIN fermata_signature s ON s.proposal_id = p.id "
        "WHERE p.in_force_at IS NOT NULL GROUP BY p.id HAVING COUNT(s.id) < 2"
    ),
    "a partnership without its two members": (
        "SELECT p.id FROM fermata_partnership p LEFT JOIN fermata_membership m ON m.partnership_id = p.id "
        "GROUP BY p.id HAVING COUNT(m.id) <> 2"
    ),
    "streams that were told too much or too little": (
        "SELECT p.id FROM fermata_partnership p JOIN fermata_livestate l ON l.id = p.id WHERE l.version <> 1 "
        "+ (SELECT COUNT(*) FROM fermata_proposal r WHERE r.partnership_id = p.id) "
        "+ (SELECT COUNT(*) FROM fermata_meeting m WHERE m.partnership_id = p.id) "
        "+ (SELECT COUNT(*) FROM fermata_signature s JOIN fermata_proposal r ON r.id = s.proposal_id "
        "WHERE r.partnership_id = p.id)"
    ),
}


def verdict(server: Server, ledger: Ledger) -> list[str]:
    """Everything that is wrong, a sentence each."""
    return [
        *_broken(server),
        *_notes(server, ledger),
        *_words(server, ledger),
        *_moves(server, ledger),
        *ledger.surprises,
    ]


def _broken(server: Server) -> Iterator[str]:
    if not server.environment.get("DATABASE_URL"):
        found = rows(server, "PRAGMA integrity_check")
        if found != [("ok",)]:
            yield f"the file is damaged: {found[:3]}"
    for what, query in HALF_STATES.items():
        if found := rows(server, query):
            yield f"{what}: {len(found)} times"


def _notes(server: Server, ledger: Ledger) -> Iterator[str]:
    found: dict[str, list[tuple[str, int]]] = {}
    for item, version, file in rows(server, "SELECT item_id, version, file FROM fermata_itemversion"):
        mark = hashlib.sha256(bytes(file)).hexdigest()
        found.setdefault(mark, []).append((_plain(item), version))
    for mark, (item, version) in ledger.notes.items():
        if (_plain(item), version) not in found.get(mark, []):
            yield f"lost: version {version} of a note"
    doubled = sum(len(places) - 1 for places in found.values())
    if doubled:
        yield f"doubled: {doubled} notes"


def _plain(identity: Any) -> str:
    return str(identity).replace("-", "")


def _words(server: Server, ledger: Ledger) -> Iterator[str]:
    numbers = dict(rows(server, "SELECT digest, number FROM fermata_proposal"))
    times = Counter(digest for (digest,) in rows(server, "SELECT digest FROM fermata_proposal"))
    for digest, number in ledger.words.items():
        if numbers.get(digest) != number:
            yield f"lost: words number {number}"
    if doubled := sum(times.values()) - len(times):
        yield f"doubled: {doubled} proposals"
    query = "SELECT p.digest, s.person_id FROM fermata_signature s JOIN fermata_proposal p ON p.id = s.proposal_id"
    signed = {(digest, _plain(person)) for digest, person in rows(server, query)}
    for digest, person in ledger.signatures:
        if (digest, _plain(person)) not in signed:
            yield "lost: a signature"


def _moves(server: Server, ledger: Ledger) -> Iterator[str]:
    """Every move was answered in the end, so their number is the version."""
    versions = {
        _plain(identity): version for identity, version in rows(server, "SELECT id, version FROM fermata_livestate")
    }
    for meeting, moves in ledger.moves.items():
        if (there := versions.get(_plain(meeting), 0)) != moves:
            yield f"a room was moved {moves} times by what people were told, {there} times in truth"
