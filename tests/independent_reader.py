"""A second reader of everything the vault keeps; what it reads with, `fermata/site/demo/envelopes.py` writes with.

Neither shares code with web/vault. This half is for tests: it holds nothing back and refuses by assertion.
"""

import base64
import hashlib
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from fermata.site.demo.envelopes import (
    BUNDLE,
    HEADING,
    STATEMENT,
    Account,
    agreement_digest,
    agreement_item,
    agreement_proof,
    canonical,
    fingerprint,
    make_bundle,
    padded,
    sha256,
    signed,
    size_class,
    uuid_from,
    write_item,
    write_statement,
)
from tests import independent_age as age

__all__ = [
    "Account",
    "agreement_digest",
    "agreement_item",
    "agreement_proof",
    "canonical",
    "fingerprint",
    "make_bundle",
    "padded",
    "sha256",
    "signed",
    "uuid_from",
    "write_item",
    "write_statement",
]

WORDLIST = Path(__file__).parent.parent / "node_modules/@scure/bip39/wordlists/english.js"
WORDLIST_SHA256 = "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"  # english.txt of BIP 39


def words() -> list[str]:
    """The English list of BIP 39; that it is that list is checked by its published hash."""
    text = WORDLIST.read_text().split("`")[1]
    assert hashlib.sha256((text.strip() + "\n").encode()).hexdigest() == WORDLIST_SHA256
    return text.split()


def read_json(text: str, names: list[str], *, optional: tuple[str, ...] = ()) -> dict[str, Any]:
    pairs = json.loads(text, object_pairs_hook=list)
    assert isinstance(pairs, list), "not an object"
    found = [name for name, _ in pairs]
    assert found == [name for name in names if name in found or name not in optional], found
    value: dict[str, Any] = json.loads(text)
    assert canonical(value) == text, "written in another way"
    return value


def verify(public_key: str, signature: bytes, message: bytes) -> None:
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(signature, message)


def read_bundle(text: str) -> dict[str, Any]:
    bundle = read_json(text, BUNDLE)
    assert bundle["v"] == 1
    signed = "".join(f"{bundle[name]}\n" for name in ("user", "age", "sign", "seq", "prev"))
    verify(bundle["sign"], base64.b64decode(bundle["sig"]), f"fermata-key/1\n{signed}".encode())
    return bundle


def safety_words(bundle: dict[str, Any]) -> list[str]:
    print_ = bytes.fromhex(fingerprint(bundle))
    digest = hashlib.scrypt(print_, salt=b"fermata-words/1", n=2**14, r=8, p=1, dklen=16, maxmem=2**26)
    bits = f"{int.from_bytes(digest):0128b}"
    return [words()[int(bits[11 * i : 11 * i + 11], 2)] for i in range(6)]


def tidy(phrase: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", phrase).split())


def sheet_holds(sheet: list[str]) -> bool:
    """BIP 39: 128 bits, then the first four bits of their SHA-256."""
    bits = "".join(f"{words().index(word):011b}" for word in sheet)
    entropy = int(bits[:128], 2).to_bytes(16)
    return len(sheet) == 12 and bits[128:] == f"{hashlib.sha256(entropy).digest()[0]:08b}"[:4]


def prf_identity(prf: bytes) -> str:
    for number in range(1, 100):
        secret = age.hkdf(prf, salt=None, info=f"fermata-prf-unlock/{number}")
        if secret[0] != 0:
            return age.identity_of(secret)
    raise AssertionError("a hundred zero bytes in a row")


def heads(digests: list[str]) -> list[str]:
    found: list[str] = []
    for digest in digests:
        found.append(sha256(f"{found[-1] if found else ''}\n{digest}"))
    return found


def split_signed(context: str, plain: bytes) -> tuple[bytes, bytes]:
    line, _, rest = plain.partition(b"\n")
    found = re.fullmatch(rf"{context} ([A-Za-z0-9+/]{{86}}==)", line.decode("ascii"))
    assert found, "not signed as this"
    return base64.b64decode(found[1], validate=True), rest


def read_statement(file: bytes, *, identity: str, bundles: list[dict[str, Any]]) -> dict[str, Any]:
    signature, text = split_signed("fermata-space/1", age.open_with(identity, file))
    statement = read_json(text.decode(), STATEMENT)
    [author] = [bundle for bundle in bundles if fingerprint(bundle) == statement["by"]]
    verify(author["sign"], signature, b"fermata-space/1\n" + text)
    assert statement["by"] in statement["members"]
    assert statement["members"] == sorted(set(statement["members"]))
    return statement


def read_item(file: bytes, *, identity: str, bundles: list[dict[str, Any]]) -> tuple[dict[str, Any], str]:
    assert [stanza[0] for stanza in age.stanzas_of(file)] == ["X25519"]
    plain = age.open_with(identity, file)
    assert len(plain) == size_class(len(plain))
    signature, rest = split_signed("fermata-note/1", plain)
    line, _, after = rest.partition(b"\n")
    heading = read_json(line.decode(), HEADING, optional=("about",))
    assert after.startswith(b"\n")
    body, tail = after[1 : 1 + heading["len"]], after[1 + heading["len"] :]
    assert tail == b"\n" * len(tail)
    assert len(plain) == size_class(len(plain) - len(tail))
    [author] = [bundle for bundle in bundles if fingerprint(bundle) == heading["key"]]
    assert author["user"] == heading["by"]
    verify(author["sign"], signature, b"fermata-note/1\n" + line + b"\n\n" + body)
    return heading, body.decode()


def write_draft(account: Account, *, slot: str, at: str, text: str) -> bytes:
    body = text.encode()
    content = canonical({"slot": slot, "at": at, "len": len(body)}).encode() + b"\n\n" + body
    mark = base64.b64encode(account.mark(content, label="fermata-draft-mark/1")).decode()
    return age.seal_to([age.recipient_of(account.identity)], padded(f"fermata-draft/1 {mark}\n".encode() + content))


def read_draft(file: bytes, account: Account) -> tuple[dict[str, Any], str]:
    line, _, rest = age.open_with(account.identity, file).partition(b"\n")
    head, _, after = rest.partition(b"\n")
    heading = read_json(head.decode(), ["slot", "at", "len"])
    body = after[1 : 1 + heading["len"]]
    mark = account.mark(head + b"\n\n" + body, label="fermata-draft-mark/1")
    assert line.decode() == f"fermata-draft/1 {base64.b64encode(mark).decode()}"
    return heading, body.decode()
