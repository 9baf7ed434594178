"""Age files, read by pyrage and written by `fermata/site/demo/age.py`: two programs that are not the vault's."""

import pyrage

from fermata.site.demo.age import (
    VERSION,
    hkdf,
    identity_of,
    recipient_of,
    seal_to,
    seal_with_words,
    secret_of,
)

__all__ = ["hkdf", "identity_of", "recipient_of", "seal_to", "seal_with_words", "secret_of"]


def open_with(identity: str, file: bytes) -> bytes:
    return pyrage.decrypt(file, [pyrage.x25519.Identity.from_str(identity)])


def open_with_words(words: str, file: bytes) -> bytes:
    return pyrage.passphrase.decrypt(file, words)


def stanzas_of(file: bytes) -> list[list[str]]:
    """The first line of each stanza, in pieces. Fails when the header is not one."""
    head, found, _rest = file.partition(b"\n--- ")
    assert found, "no header"
    lines = head.decode("ascii").split("\n")
    assert lines[0] == VERSION
    return [line[3:].split(" ") for line in lines[1:] if line.startswith("-> ")]
