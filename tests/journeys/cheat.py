"""Whoever runs the server, cheating: every cheat by its name, what it changes, and the sentence it must end in.

A cheat may know more than an operator does (the space's secret, a member's seed): what it makes is still refused.
"""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests import independent_age as age
from tests import independent_reader as reader
from tests.journeys import envelope
from tests.journeys.between import Cheat
from tests.journeys.envelope import Account, seal_note
from tests.journeys.kept import Kept

Change = Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class Stage:
    """What there is to cheat with: two people, a note of one version, and one that was changed once."""

    kept: Kept
    amara: Account
    ben: Account
    space: str
    secret: str
    note: str
    changed: str
    newest: str
    private: bytes
    """A file of Amara's own space."""

    def file(self, item: str, version: int = 1) -> bytes:
        return next(file for one, number, file in self.kept.versions(self.space) if (one, number) == (item, version))

    def forged(self, text: str = "I quit.", *, by: Account | None = None, **fields: Any) -> bytes:
        place = {"space": self.space, "note": self.note} | fields
        return seal_note(text, secret=self.secret, by=by or self.amara, **place)

    def statement(self) -> dict[str, Any]:
        return envelope.open_statement(self.kept.key_file(self.space), self.ben)


def in_item(item: str, change: Change) -> Cheat:
    """Change an item wherever it is told of."""

    def cheat(path: str, told: Any) -> Any:
        place = path.partition("?")[0]
        if place.endswith(f"/items/{item}/"):
            change(told)
        if place.endswith("/items/"):
            for one in told["items"]:
                if one["id"] == item:
                    change(one)
        return told

    return cheat


def put(file: bytes | None = None, *, version: int | None = None) -> Change:
    """Another file, and perhaps another number."""

    def change(told: dict[str, Any]) -> None:
        if file is not None:
            told["file"] = base64.b64encode(file).decode()
        if version is not None:
            told["version"] = version

    return change


def flip(file: bytes, at: int) -> bytes:
    """One bit."""
    return file[:at] + bytes([file[at] ^ 1]) + file[at + 1 :] if at >= 0 else flip(file, len(file) + at)


def flip_in_header(file: bytes, line: bytes) -> bytes:
    """One bit of a line of the header, where a letter becomes another letter."""
    start = file.index(line) + len(line)
    return flip(file, next(at for at in range(start, start + 40) if chr(file[at] ^ 1).isalnum()))


def gone(item: str) -> Cheat:
    """It is nowhere."""

    def cheat(path: str, told: Any) -> Any:
        place = path.partition("?")[0]
        if place.endswith("/items/"):
            told["items"] = [one for one in told["items"] if one["id"] != item]
        return None if place.endswith(f"/items/{item}/") else told

    return cheat


def of_note(make: Callable[[Stage], bytes], *, version: int | None = None) -> Callable[[Stage], Cheat]:
    return lambda stage: in_item(stage.note, put(make(stage), version=version))


def of_changed(make: Callable[[Stage], bytes], *, version: int) -> Callable[[Stage], Cheat]:
    return lambda stage: in_item(stage.changed, put(make(stage), version=version))


def in_anothers_name(stage: Stage) -> bytes:
    stranger = Account.drawn(stage.amara.person)
    return stage.forged(by=stranger, key=stage.amara.fingerprint)


def key_as_note(stage: Stage) -> bytes:
    return envelope.seal_statement(stage.statement(), by=stage.amara, to=[age.recipient_of(stage.secret)])


def unsigned(stage: Stage) -> bytes:
    return age.seal_to([age.recipient_of(stage.secret)], reader.padded(b"I quit.\n"))


Named = dict[str, tuple[str, Callable[[Stage], Cheat]]]

NOTES: Named = {
    "flip: a bit of the text": ("damaged", of_note(lambda s: flip(s.file(s.note), -5))),
    "flip: a bit of the header": ("damaged", of_note(lambda s: flip_in_header(s.file(s.note), b"\n--- "))),
    "flip: a bit of whom it is for": ("not_for_us", of_note(lambda s: flip_in_header(s.file(s.note), b"-> X25519 "))),
    "swap: one note in the place of another": ("swapped", of_note(lambda s: s.file(s.changed))),
    "swap: and the other way round": ("swapped", of_changed(lambda s: s.file(s.note), version=2)),
    "rollback: the version before": ("older", of_changed(lambda s: s.file(s.changed), version=1)),
    "replay: the version before, as the newest": ("older", of_changed(lambda s: s.file(s.changed), version=3)),
    "replay: the same text as a newer version": ("wrong_version", of_note(lambda s: s.file(s.note), version=2)),
    "replay: from a space of one's own": ("not_for_us", of_note(lambda s: s.private)),
    "replay: from another space, sealed anew": ("another_space", of_note(lambda s: s.forged(space=str(uuid4())))),
    "forge: signed by nobody": ("unsigned", of_note(unsigned)),
    "forge: signed by a stranger": ("unknown_author", of_note(lambda s: s.forged(by=Account.drawn(str(uuid4()))))),
    "forge: in a partner's name": ("forged", of_note(in_anothers_name)),
    "two texts under one number": ("repeated", of_note(lambda s: s.forged())),
    "a version that follows from nothing": ("broken_chain", of_note(lambda s: s.forged(ver=2, prev="0" * 64), version=2)),
    "a later format": ("wrong_version", of_note(lambda s: s.forged(context="fermata-note/2"))),
    "the space's key as a note": ("wrong_format", of_note(key_as_note)),
    "a text longer than it says": ("wrong_size", of_note(lambda s: s.forged(len=3))),
    "withhold: the note itself": ("withheld", lambda stage: gone(stage.note)),
}  # fmt: skip


def of_key(change: Callable[[Stage, dict[str, Any]], None]) -> Callable[[Stage], Cheat]:
    def named(stage: Stage) -> Cheat:
        def cheat(path: str, told: Any) -> Any:
            if path.endswith(f"/api/spaces/{stage.space}/"):
                change(stage, told)
            return told

        return cheat

    return named


def stated(**fields: Any) -> Callable[[Stage], Cheat]:
    """A member's own statement, truly signed, that says something else."""

    def change(stage: Stage, told: dict[str, Any]) -> None:
        former = stage.kept.key_file(stage.space)
        more = {name: value(stage) if callable(value) else value for name, value in fields.items()}
        statement = stage.statement() | {"by": stage.amara.fingerprint, "prev": reader.sha256(former)} | more
        file = envelope.seal_statement(statement, by=stage.amara, to=[stage.amara.recipient, stage.ben.recipient])
        put(file, version=2)(told["key"])

    return of_key(change)


def with_a_stranger(stage: Stage) -> list[str]:
    return sorted([*stage.statement()["members"], Account.drawn(str(uuid4())).fingerprint])


def own_key(stage: Stage, told: dict[str, Any]) -> None:
    put(stage.kept.key_file(stage.kept.own_space(stage.ben.person)))(told["key"])


KEYS: Named = {
    "unknown member: the key locks for a stranger as well": ("unknown_member", stated(members=with_a_stranger)),
    "unknown author: the key is by nobody of the two": ("unknown_author", stated(by="0" * 64)),
    "replay: the key of another space": ("another_space", of_key(own_key)),
    "swap: another secret": ("swapped", stated(id=lambda _: Account.drawn(str(uuid4())).held.identity)),
    "withhold: the key": ("withheld", of_key(lambda _, told: told.update(key=None))),
}


def shrunk(_: Stage) -> Cheat:
    return lambda path, told: told | {"size": told["size"] - 1} if path.startswith("/api/vault/log/") else told


def forked(_: Stage) -> Cheat:
    return lambda path, told: told | {"head": "0" * 64} if path.startswith("/api/vault/log/") else told


LOG: Named = {
    "forked log: another end of what is known": ("log_forked", forked),
    "shrunk log: an entry less than is known": ("log_shrunk", shrunk),
}


def with_false_keys(stage: Stage, account: Account, false: Account) -> Cheat:
    """After somebody's keys, other ones in their name: truly signed, by whoever made them up."""
    bundle = false.bundle(seq=1, prev=account.fingerprint)

    def cheat(path: str, told: Any) -> Any:
        if not path.startswith("/api/vault/log/"):
            return told
        size = len(stage.kept.log()) + 1
        digests = [reader.sha256(text) for text in [*stage.kept.log(), bundle]]
        bundles = [*told["bundles"], {"index": size, "bundle": bundle}]
        return {"size": size, "head": reader.heads(digests)[-1], "digests": digests[_known(path) :], "bundles": bundles}

    return cheat


def in_place_of(kept: Kept, genuine: str, false: str) -> Cheat:
    """Somebody's keys exchanged from the first day on."""

    def cheat(path: str, told: Any) -> Any:
        if not path.startswith("/api/vault/log/"):
            return told
        digests = [reader.sha256(false if text == genuine else text) for text in kept.log()]
        bundles = [one | {"bundle": false} if one["bundle"] == genuine else one for one in told["bundles"]]
        return told | {"head": reader.heads(digests)[-1], "digests": digests[_known(path) :], "bundles": bundles}

    return cheat


def another_past(stage: Stage) -> Cheat:
    """A log in which somebody came before everybody we know."""

    def cheat(path: str, told: Any) -> Any:
        if not path.startswith("/api/vault/log/"):
            return told
        digests = ["0" * 64, *(reader.sha256(text) for text in stage.kept.log())]
        bundles = [one | {"index": one["index"] + 1} for one in told["bundles"]]
        rest = digests[_known(path) :]
        return {"size": len(digests), "head": reader.heads(digests)[-1], "digests": rest, "bundles": bundles}

    return cheat


def _known(path: str) -> int:
    """How many entries the browser has already."""
    return int(path.partition("since=")[2])


def with_a_key_for(stage: Stage, false: Account) -> Cheat:
    """False keys, and a key of the space that whoever made them up has written and signed."""
    named = with_false_keys(stage, stage.amara, false)
    members = sorted([stage.ben.fingerprint, false.fingerprint])
    former = reader.sha256(stage.kept.key_file(stage.space))
    statement = stage.statement() | {"by": false.fingerprint, "members": members, "prev": former}
    file = envelope.seal_statement(statement, by=false, to=[stage.ben.recipient, false.recipient])

    def cheat(path: str, told: Any) -> Any:
        if path.endswith(f"/api/spaces/{stage.space}/"):
            put(file, version=2)(told["key"])
        return named(path, told)

    return cheat


def cost(work: int) -> Cheat:
    """The unlock file asks for another amount of work."""

    def cheat(path: str, told: Any) -> Any:
        return re.sub(rb" \d\d\n", b" %d\n" % work, told, count=1) if isinstance(told, bytes) else told

    return cheat


def flipped_way_in(_path: str, told: Any) -> Any:
    return flip(told, -5) if isinstance(told, bytes) else told
