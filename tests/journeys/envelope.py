"""Opening what the server keeps with two people's words, and sealing what should never be believed.

Made of tests/independent_reader, which shares no code with the product; but where that one refuses, this one writes.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests import independent_age as age
from tests import independent_reader as reader

NOTE, SPACE = "fermata-note/1", "fermata-space/1"


@dataclass(frozen=True)
class Account:
    """What a person's words open: one identity to read with, one seed to sign with."""

    person: str
    held: reader.Account

    @classmethod
    def opened(cls, person: str, file: bytes, *, words: str) -> "Account":
        return cls(person, reader.Account.read(pyrage.passphrase.decrypt(file, words).decode()))

    @classmethod
    def drawn(cls, person: str) -> "Account":
        """Somebody who could call themselves this person, and is not."""
        seed = Ed25519PrivateKey.generate().private_bytes_raw()
        return cls(person, reader.Account(str(pyrage.x25519.Identity.generate()), seed))

    @property
    def recipient(self) -> str:
        return age.recipient_of(self.held.identity)

    @property
    def fingerprint(self) -> str:
        return reader.fingerprint({"user": self.person, "age": self.recipient, "sign": self.held.public_key()})

    def bundle(self, *, seq: int = 0, prev: str = "") -> str:
        return reader.make_bundle(self.held, user=self.person, seq=seq, prev=prev)


def open_statement(file: bytes, account: Account) -> dict[str, Any]:
    """The key of a space: whom it is for, and the secret everything in it is sealed to."""
    _line, _, text = age.open_with(account.held.identity, file).partition(b"\n")
    statement: dict[str, Any] = json.loads(text)
    return statement


def seal_statement(statement: dict[str, Any], *, by: Account, to: list[str]) -> bytes:
    return age.seal_to(to, reader.signed(SPACE, reader.canonical(statement).encode(), account=by.held))


def open_note(file: bytes, secret: str) -> tuple[dict[str, Any], str]:
    """Heading and text; whatever they are worth."""
    _line, _, payload = age.open_with(secret, file).partition(b"\n")
    heading, _, body = payload.partition(b"\n\n")
    fields: dict[str, Any] = json.loads(heading)
    return fields, body[: fields["len"]].decode()


def seal_note(text: str, *, secret: str, by: Account, context: str = NOTE, **fields: Any) -> bytes:
    """One version of one text. `fields` say what its heading shall say, true or not."""
    body = text.encode()
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    heading = {"space": "", "note": "", "ver": 1, "prev": "", "by": by.person, "key": by.fingerprint, "epoch": 1}
    about = {"about": fields["about"]} if "about" in fields else {}  # readers want each name in its place
    heading |= {"at": at, "kind": "note"} | about
    heading |= {"len": len(body), "aseq": 0, "seen": {}, "klog": [0, ""]} | fields
    content = reader.canonical(heading).encode() + b"\n\n" + body
    return age.seal_to([age.recipient_of(secret)], reader.padded(reader.signed(context, content, account=by.held)))
