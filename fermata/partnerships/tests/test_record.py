"""The record of an agreement is checked without a server, and every change to it is seen."""

import copy
import hashlib
import json
from base64 import b64encode
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fermata.partnerships.record import FORMAT, NotARecord, main, verdicts
from tests.shapes import bundle


@pytest.fixture
def record():
    """As the page of an agreement writes it: two people, both have signed."""
    text = json.dumps(
        {"salt": "ab" * 32, "clauses": [{"id": "CL-08", "text": "Nothing leaves."}]}, separators=(",", ":")
    )
    space, digest = str(uuid4()), hashlib.sha256(f"fermata-agreement/1\n{text}".encode()).hexdigest()
    message = f"fermata-agreement/1\n{space}\n2\n{digest}".encode()
    people, signatures = [], []
    for name in ("Amara", "Ben"):
        person, key = str(uuid4()), Ed25519PrivateKey.generate()
        people.append({"person": person, "name": name, "bundles": [bundle(person, key=key)]})
        proof = b64encode(key.sign(message)).decode()
        signatures.append({"person": person, "proof": proof, "signed_at": "2026-03-01T10:00:00", "withdrawn_at": None})
    return {
        "format": FORMAT,
        "space": space,
        "number": 2,
        "digest": digest,
        "text": text,
        "people": people,
        "signatures": signatures,
    }


def written(record, folder):
    path = folder / "agreement.record.json"
    path.write_text(json.dumps(record))
    return str(path)


def test_a_whole_record_holds(record, tmp_path, capsys):
    assert main(written(record, tmp_path)) == 0
    assert capsys.readouterr().out.count("holds") == 2


@pytest.mark.parametrize("change", ["text", "number", "space", "proof", "person", "seal", "withdrawn", "one_missing"])
def test_whatever_is_changed_is_seen(record, tmp_path, change):
    odd = copy.deepcopy(record)
    if change == "text":
        odd["text"] = odd["text"].replace("Nothing", "Something")
    elif change == "number":
        odd["number"] = 3
    elif change == "space":
        odd["space"] = str(uuid4())
    elif change == "proof":
        odd["signatures"][0]["proof"] = odd["signatures"][1]["proof"]
    elif change == "person":
        odd["signatures"][0]["person"] = odd["people"][1]["person"]
    elif change == "seal":
        odd["people"][0]["bundles"] = [odd["people"][0]["bundles"][0].replace("age1", "age2")]
    elif change == "withdrawn":
        odd["signatures"][0]["withdrawn_at"] = "2026-04-01T10:00:00"
    else:
        odd["signatures"].pop()

    assert main(written(odd, tmp_path)) == 1


def test_other_words_under_the_digest_are_refused_by_name(record):
    with pytest.raises(NotARecord, match="not those that were signed"):
        verdicts(record | {"text": "{}"})
    with pytest.raises(NotARecord, match="not the record"):
        verdicts({"format": "something"})


def test_what_is_no_file_is_said_and_not_thrown(tmp_path, capsys):
    assert main(str(tmp_path / "none.json")) == 1
    assert capsys.readouterr().out
