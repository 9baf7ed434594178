"""Everything the vault keeps, as another program writes it: from the formats in docs/explain/vault.md, and from no line
of web/vault. It writes and signs; it opens nothing. The tests let it and the vault read each other.
"""

import base64
import hashlib
import hmac
import json
import os
import re
import uuid
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fermata.site.demo import age

HEADING = ["space", "note", "ver", "prev", "by", "key", "epoch", "at", "kind", "about", "len", "aseq", "seen", "klog"]
STATEMENT = ["space", "epoch", "id", "members", "former", "by", "prev"]
BUNDLE = ["v", "user", "age", "sign", "seq", "prev", "sig"]
KIB = 1024


def canonical(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def sha256(some: bytes | str) -> str:
    return hashlib.sha256(some.encode() if isinstance(some, str) else some).hexdigest()


def uuid_from(some: bytes) -> str:
    """The first 16 bytes as a UUID of version 8: made by a rule of one's own."""
    made = bytearray(some[:16])
    made[6] = made[6] & 0x0F | 0x80
    made[8] = made[8] & 0x3F | 0x80
    return str(uuid.UUID(bytes=bytes(made)))


@dataclass(frozen=True)
class Account:
    """What a way in opens: one age identity, one Ed25519 seed."""

    identity: str
    seed: bytes

    @classmethod
    def drawn(cls) -> "Account":
        return cls(age.new_identity(), os.urandom(32))

    @classmethod
    def read(cls, text: str) -> "Account":
        [identity] = re.findall(r"^AGE-SECRET-KEY-1[0-9A-Z]{58}$", text, re.M)
        [seed] = re.findall(r"^# fermata-sign-1 (\S+)$", text, re.M)
        return cls(identity, base64.b64decode(seed, validate=True))

    def file(self) -> str:
        return (
            "# Fermata account key. Keep this file secret.\n"
            "# Use it with the ordinary age tool:  age -d -i this-file something.age\n"
            f"# fermata-sign-1 {base64.b64encode(self.seed).decode()}\n{self.identity}\n"
        )

    def public_key(self) -> str:
        return Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw().hex()

    def sign(self, message: bytes) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)

    def mark(self, text: bytes | str, *, label: str = "fermata-mark/1") -> bytes:
        secret = age.hkdf(self.seed, salt=None, info=label)
        return hmac.digest(secret, text.encode() if isinstance(text, str) else text, "sha256")


def make_bundle(account: Account, *, user: str, seq: int = 0, prev: str = "") -> str:
    recipient, public_key = age.recipient_of(account.identity), account.public_key()
    text = f"fermata-key/1\n{user}\n{recipient}\n{public_key}\n{seq}\n{prev}\n"
    signature = base64.b64encode(account.sign(text.encode())).decode()
    return canonical(dict(zip(BUNDLE, [1, user, recipient, public_key, seq, prev, signature], strict=True)))


def fingerprint(bundle: dict[str, Any]) -> str:
    return sha256(f"fermata-fp/1\n{bundle['user']}\n{bundle['age']}\n{bundle['sign']}\n")


def signed(context: str, content: bytes, *, account: Account) -> bytes:
    signature = base64.b64encode(account.sign(f"{context}\n".encode() + content)).decode()
    return f"{context} {signature}\n".encode() + content


def size_class(length: int) -> int:
    if length > 64 * KIB:
        return -(-length // (64 * KIB)) * 64 * KIB
    return max(KIB, 1 << (length - 1).bit_length())


def padded(plain: bytes) -> bytes:
    return plain.ljust(size_class(len(plain)), b"\n")


def write_statement(statement: dict[str, Any], *, account: Account, recipients: list[str]) -> bytes:
    text = canonical({name: statement[name] for name in STATEMENT}).encode()
    return age.seal_to(recipients, signed("fermata-space/1", text, account=account))


def write_item(heading: dict[str, Any], text: str, *, account: Account, recipient: str) -> bytes:
    body = text.encode()
    whole = {name: heading[name] for name in HEADING if name in heading} | {"len": len(body)}
    ordered = {name: whole[name] for name in HEADING if name in whole}
    content = canonical(ordered).encode() + b"\n\n" + body
    return age.seal_to([recipient], padded(signed("fermata-note/1", content, account=account)))


def agreement_digest(text: str) -> str:
    return sha256(f"fermata-agreement/1\n{text}")


def agreement_proof(*, space: str, number: int, digest: str) -> bytes:
    return f"fermata-agreement/1\n{space}\n{number}\n{digest}".encode()


def agreement_item(space: str) -> str:
    return uuid_from(hashlib.sha256(f"fermata-agreement/1\n{space}".encode()).digest())


def side_item(*, space: str, person: str) -> str:
    return uuid_from(hashlib.sha256(f"fermata-agreement-side/1\n{space}\n{person}".encode()).digest())


def meeting_item(*, seed: str, name: str) -> str:
    """What belongs to a meeting has its place from the meeting's seed; it looks drawn at random."""
    digest = hashlib.sha256(f"fermata-meeting-item/1\n{seed}\n{name}".encode()).digest()
    return str(uuid.UUID(bytes=digest[:16], version=4))
