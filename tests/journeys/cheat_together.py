"""The same for what two people do together: the words they sign, and the state of the room they meet in."""

import base64
import json
import os
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from tests.journeys.between import Between, Cheat
from tests.journeys.cheat import Stage, flip, put

Proposals = list[dict[str, Any]]


def in_agreement(partnership: str, change: Callable[[Proposals], Proposals]) -> Cheat:
    def cheat(path: str, told: Any) -> Any:
        if path == f"/api/partnerships/{partnership}/":
            told["agreement"]["proposals"] = change(told["agreement"]["proposals"])
        return told

    return cheat


def without_members(path: str, told: Any) -> Any:
    """As if nobody had to sign."""
    return told | {"members": []} if path.startswith("/api/partnerships/") else told


def moved(proposals: Proposals) -> Proposals:
    """Every signature of the earlier words, under the newer ones as well."""
    proposals[0]["signatures"] += proposals[1]["signatures"]
    return proposals


def forged(proposals: Proposals) -> Proposals:
    """The same, with a signature nobody made."""
    proof = base64.b64encode(os.urandom(64)).decode()
    proposals[0]["signatures"] += [one | {"proof": proof} for one in proposals[1]["signatures"]]
    return proposals


def other_digest(proposals: Proposals) -> Proposals:
    return [proposals[0] | {"digest": proposals[1]["digest"]}, *proposals[1:]]


def flipped(proposals: Proposals) -> Proposals:
    put(flip(base64.b64decode(proposals[0]["file"]), -5))(proposals[0])
    return proposals


def without_the_newest(proposals: Proposals) -> Proposals:
    return proposals[1:]


AGREEMENT = {
    "signatures moved to other words": ("agreement.broken", moved),
    "a forged signature": ("agreement.broken", forged),
    "other words under what was signed": ("vault.swapped", other_digest),
    "flip: a bit of the words": ("vault.damaged", flipped),
    "rollback: the words before": ("vault.older", without_the_newest),
}


def in_room(meeting: str, file: bytes | None, *, version: int) -> Cheat:
    """Another state of a meeting, both when asked for and when told by itself."""

    def cheat(path: str, told: Any) -> Any:
        if path in (f"/api/meetings/{meeting}/", f"/live/meetings/{meeting}"):
            put(file, version=version)(told)
            if file is None:
                told["file"] = None
        return told

    return cheat


def states(between: Between, meeting: str) -> list[bytes]:
    """Every state of a meeting as it was sent, the oldest first."""
    line = f"POST /api/meetings/{meeting}/state/"
    sent = [json.loads(one.body) for one in between.sent if one.line == line]
    return [base64.b64decode(one["file"]) for one in sorted(sent, key=lambda one: one["version"])]


def state(stage: Stage, meeting: str, *, version: int) -> bytes:
    """A state of a meeting, truly signed by a member, that never was."""
    return stage.forged("{}", note=meeting, kind="meeting", ver=version)


Made = Callable[[Stage, str, list[bytes]], bytes | None]
NEWEST = -1
"""The number of the newest state, whatever it is."""

ROOM: dict[str, tuple[str, Made, int]] = {
    "rollback: an earlier state": ("older", lambda _s, _m, sent: sent[0], 1),
    "rollback: an earlier state as the newest": ("older", lambda _s, _m, sent: sent[0], 3),
    "replay: from another meeting": ("swapped", lambda s, _m, _sent: state(s, str(uuid4()), version=3), 3),
    "replay: a note": ("swapped", lambda s, _m, _sent: s.file(s.note), 3),
    "flip: a bit": ("damaged", lambda _s, _m, sent: flip(sent[1], -5), 2),
    "two states under one number": ("repeated", lambda s, m, sent: state(s, m, version=len(sent)), NEWEST),
    "withhold: the state": ("withheld", lambda _s, _m, _sent: None, 0),
}
