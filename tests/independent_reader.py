"""A second reader and writer of everything the vault keeps. It shares no code with web/vault.

Written from the description of the formats, for tests: it holds nothing back and refuses by assertion.
"""

import base64
import hashlib
import hmac
import json
import re
import unicodedata
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tests import independent_age as age

WORDLIST = Path(__file__).parent.parent / "node_modules/@scure/bip39/wordlists/english.js"
WORDLIST_SHA256 = "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"  # english.txt of BIP 39
HEADING = ["space", "note", "ver", "prev", "by", "key", "epoch", "at", "kind", "about", "len", "aseq", "seen", "klog"]
STATEMENT = ["space", "epoch", "id", "members", "former", "by", "prev"]
BUNDLE = ["v", "user", "age", "sign", "seq", "prev", "sig"]


def words() -> list[str]:
    """The English list of BIP 39; that it is that list is checked by its published hash."""
    text = WORDLIST.read_text().split("`")[1]
    assert hashlib.sha256((text.strip() + "\n").encode()).hexdigest() == WORDLIST_SHA256
    return text.split()


def canonical(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def read_json(text: str, names: list[str], *, optional: tuple[str, ...] = ()) -> dict[str, Any]:
    pairs = json.loads(text, object_pairs_hook=list)
    assert isinstance(pairs, list), "not an object"
    found = [name for name, _ in pairs]
    assert found == [name for name in names if name in found or name not in optional], found
    value: dict[str, Any] = json.loads(text)
    assert canonical(value) == text, "written in another way"
    return value


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
    identity: str
    seed: bytes

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


def verify(public_key: str, signature: bytes, message: bytes) -> None:
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(signature, message)


def make_bundle(account: Account, *, user: str, seq: int = 0, prev: str = "") -> str:
    recipient, public_key = age.recipient_of(account.identity), account.public_key()
    text = f"fermata-key/1\n{user}\n{recipient}\n{public_key}\n{seq}\n{prev}\n"
    signature = base64.b64encode(account.sign(text.encode())).decode()
    return canonical(dict(zip(BUNDLE, [1, user, recipient, public_key, seq, prev, signature], strict=True)))


def read_bundle(text: str) -> dict[str, Any]:
    bundle = read_json(text, BUNDLE)
    assert bundle["v"] == 1
    signed = "".join(f"{bundle[name]}\n" for name in ("user", "age", "sign", "seq", "prev"))
    verify(bundle["sign"], base64.b64decode(bundle["sig"]), f"fermata-key/1\n{signed}".encode())
    return bundle


def fingerprint(bundle: dict[str, Any]) -> str:
    return sha256(f"fermata-fp/1\n{bundle['user']}\n{bundle['age']}\n{bundle['sign']}\n")


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


def signed(context: str, content: bytes, account: Account) -> bytes:
    signature = base64.b64encode(account.sign(f"{context}\n".encode() + content)).decode()
    return f"{context} {signature}\n".encode() + content


def split_signed(context: str, plain: bytes) -> tuple[bytes, bytes]:
    line, _, rest = plain.partition(b"\n")
    found = re.fullmatch(rf"{context} ([A-Za-z0-9+/]{{86}}==)", line.decode("ascii"))
    assert found, "not signed as this"
    return base64.b64decode(found[1], validate=True), rest


def size_class(length: int) -> int:
    if length > 64 * 1024:
        return -(-length // 65536) * 65536
    return max(1024, 1 << (length - 1).bit_length())


def padded(plain: bytes) -> bytes:
    return plain.ljust(size_class(len(plain)), b"\n")


def write_statement(statement: dict[str, Any], *, account: Account, recipients: list[str]) -> bytes:
    text = canonical({name: statement[name] for name in STATEMENT}).encode()
    return age.seal_to(recipients, signed("fermata-space/1", text, account))


def read_statement(file: bytes, *, identity: str, bundles: list[dict[str, Any]]) -> dict[str, Any]:
    signature, text = split_signed("fermata-space/1", age.open_with(identity, file))
    statement = read_json(text.decode(), STATEMENT)
    [author] = [bundle for bundle in bundles if fingerprint(bundle) == statement["by"]]
    verify(author["sign"], signature, b"fermata-space/1\n" + text)
    assert statement["by"] in statement["members"]
    assert statement["members"] == sorted(set(statement["members"]))
    return statement


def write_item(heading: dict[str, Any], text: str, *, account: Account, recipient: str) -> bytes:
    body = text.encode()
    whole = {name: heading[name] for name in HEADING if name in heading} | {"len": len(body)}
    ordered = {name: whole[name] for name in HEADING if name in whole}
    content = canonical(ordered).encode() + b"\n\n" + body
    return age.seal_to([recipient], padded(signed("fermata-note/1", content, account)))


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


def agreement_digest(text: str) -> str:
    read_json(text, ["salt", "lines", "own"])
    return sha256(f"fermata-agreement/1\n{text}")


def agreement_proof(*, space: str, number: int, digest: str) -> bytes:
    return f"fermata-agreement/1\n{space}\n{number}\n{digest}".encode()


def agreement_item(space: str) -> str:
    return uuid_from(hashlib.sha256(f"fermata-agreement/1\n{space}".encode()).digest())
