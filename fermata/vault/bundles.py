"""Public bundles as people's browsers write them: canonical JSON, signed by its own signing half."""

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FIELDS = ("v", "user", "age", "sign", "seq", "prev", "sig")


@dataclass(frozen=True, slots=True)
class Bundle:
    user: str
    age: str
    sign: str
    seq: int
    prev: str
    sig: str

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The bundle in a canonical text, or None when the text is anything else."""
        try:
            fields = json.loads(text)
            bundle = cls(**{name: fields[name] for name in FIELDS if name != "v"})
        except (ValueError, TypeError, KeyError, RecursionError):
            return None
        typed = all(isinstance(value, str) for value in (bundle.user, bundle.age, bundle.sign, bundle.prev, bundle.sig))
        is_canonical = list(fields) == list(FIELDS) and repr(fields["v"]) == "1" and _canonical(fields) == text
        return bundle if typed and type(bundle.seq) is int and is_canonical and len(bundle.age) <= 2100 else None

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(f"fermata-fp/1\n{self.user}\n{self.age}\n{self.sign}\n".encode()).hexdigest()

    def holds(self) -> bool:
        """Whether the bundle is signed by the key it carries."""
        text = f"fermata-key/1\n{self.user}\n{self.age}\n{self.sign}\n{self.seq}\n{self.prev}\n"
        try:
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.sign))
            key.verify(base64.b64decode(self.sig, validate=True), text.encode())
        except (ValueError, InvalidSignature):
            return False
        return True


def _canonical(fields: dict[str, object]) -> str:
    return json.dumps(fields, separators=(",", ":"), ensure_ascii=False)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def next_head(former: str, *, entry: str) -> str:
    """The chain: each head is the hash of the one before and the digest of its entry."""
    return hashlib.sha256(f"{former}\n{entry}".encode()).hexdigest()
