"""Bytes of the shape that browsers send. Nobody can open them; the server never tries."""

import base64
import hashlib
import json
import os
import secrets

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def _line(size: int = 32) -> bytes:
    return base64.b64encode(os.urandom(size)).rstrip(b"=")


def sealed(*, kib: int = 1, readers: int = 1) -> bytes:
    """Bytes of the shape of an age file for so many readers. Nobody can open it; the server never tries."""
    stanzas = b"".join(b"-> X25519 " + _line() + b"\n" + _line() + b"\n" for _ in range(readers))
    chunks = max(1, -(-kib // 64))
    return b"age-encryption.org/v1\n" + stanzas + b"--- " + _line() + b"\n" + os.urandom(16 + kib * 1024 + 16 * chunks)


def locked_by_words(*, work: int = 16) -> bytes:
    """Bytes of the shape of an account file locked by words."""
    stanza = b"-> scrypt " + _line(16) + b" %d\n" % work + _line() + b"\n"
    return b"age-encryption.org/v1\n" + stanza + b"--- " + _line() + b"\n" + os.urandom(300)


def b64(file: bytes) -> str:
    return base64.b64encode(file).decode()


def bundle(user: str, *, seq: int = 0, prev: str = "", key: Ed25519PrivateKey | None = None) -> str:
    """A public bundle as a browser writes it, truly signed."""
    key = key or Ed25519PrivateKey.generate()
    age = "age1" + "".join(secrets.choice("qpzry9x8gf2tvdw0s3jn54khce6mua7l") for _ in range(58))
    sign = key.public_key().public_bytes_raw().hex()
    text = f"fermata-key/1\n{user}\n{age}\n{sign}\n{seq}\n{prev}\n"
    sig = b64(key.sign(text.encode()))
    fields = {"v": 1, "user": user, "age": age, "sign": sign, "seq": seq, "prev": prev, "sig": sig}
    return json.dumps(fields, separators=(",", ":"))


def fingerprint(text: str) -> str:
    """Of a bundle, as the next one of the same person names it."""
    fields = json.loads(text)
    return hashlib.sha256(f"fermata-fp/1\n{fields['user']}\n{fields['age']}\n{fields['sign']}\n".encode()).hexdigest()
