"""Bytes of the shape that browsers send. Nobody can open them; the server never tries."""

import base64
import os


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
