"""Checks the record of an agreement anywhere, without a server: python -m fermata.partnerships.record FILE

The record holds the words as they were signed, every signature, and the public halves of the members' seals. What is
checked: the words have the digest, each signature belongs to it, and each seal is signed by itself. Whether a seal is
truly the person's is what their safety words tell; they are printed as fingerprints here.
"""

import hashlib
import json
import sys
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from fermata.vault.bundles import Bundle

FORMAT = "fermata-agreement-record/1"


@dataclass(frozen=True, slots=True)
class Verdict:
    name: str
    holds: bool
    withdrawn_at: str | None
    fingerprint: str


class NotARecord(Exception):
    """The file is no record, or its words are not those that were signed."""


def verdicts(record: dict[str, Any]) -> list[Verdict]:
    """One for each signature. Raises NotARecord when the words themselves do not fit."""
    if record.get("format") != FORMAT:
        raise NotARecord("This is not the record of an agreement.")
    text = str(record["text"])
    if hashlib.sha256(f"fermata-agreement/1\n{text}".encode()).hexdigest() != record["digest"]:
        raise NotARecord("The words are not those that were signed.")
    signed = f"fermata-agreement/1\n{record['space']}\n{record['number']}\n{record['digest']}".encode()
    people = {person["person"]: person for person in record["people"]}
    return [_verdict(one, person=people.get(one["person"], {}), signed=signed) for one in record["signatures"]]


def _verdict(signature: dict[str, Any], *, person: dict[str, Any], signed: bytes) -> Verdict:
    """A signature may be by any seal the person has or had."""
    seals = [Bundle.read(text) for text in person.get("bundles", [])]
    own = [seal for seal in seals if seal is not None and seal.user == signature["person"] and seal.holds()]
    by = [seal for seal in own if _holds(seal.sign, signature["proof"], signed)]
    fingerprint = by[-1].fingerprint if by else ""
    return Verdict(str(person.get("name", "?")), bool(by), signature["withdrawn_at"], fingerprint)


def _holds(public: str, proof: str, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(b64decode(proof), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def main(path: str) -> int:
    say = sys.stdout.write
    try:
        record = json.loads(Path(path).read_text(encoding="utf-8"))
        found = verdicts(record)
    except (OSError, ValueError, KeyError, TypeError, NotARecord) as why:
        say(f"{why}\n")
        return 1
    for each in found:
        state = "holds" if each.holds else "DOES NOT HOLD"
        taken_back = f", taken back {each.withdrawn_at}" if each.withdrawn_at else ""
        say(f"{each.name}: the signature {state}{taken_back}  {each.fingerprint}\n")
    signers = {one["person"] for one in record["signatures"] if one["withdrawn_at"] is None}
    everybody = {person["person"] for person in record["people"]}
    complete = all(each.holds for each in found) and everybody <= signers
    say(
        "All have signed these words, and nobody has taken it back.\n"
        if complete
        else "Not everybody's signature stands.\n"
    )
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else "python -m fermata.partnerships.record FILE")
