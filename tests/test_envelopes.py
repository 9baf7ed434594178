"""What the vault writes, another reader reads; what another writer writes, the vault opens.

web/vault/vectors.json is frozen and read by both. The age tool of the system opens an export.
"""

import base64
import json
import os
import pty
import shutil
import subprocess
import uuid
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature

from tests import independent_age as age
from tests import independent_reader as reader

ROOT = Path(__file__).parent.parent
FROZEN: dict[str, Any] = json.loads((ROOT / "web/vault/vectors.json").read_text())
PEOPLE = FROZEN["people"]
BUNDLES = [json.loads(PEOPLE[name]["bundle"]) for name in ("amara", "ben", "ben_again")]


def raw(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def account(name: str) -> reader.Account:
    return reader.Account.read(PEOPLE[name]["account_file"])


@pytest.mark.parametrize("name", ["amara", "ben", "ben_again"])
def test_a_person_is_the_same_for_both_readers(name):
    known = PEOPLE[name]
    bundle = reader.read_bundle(known["bundle"])

    assert account(name).file() == known["account_file"]
    assert account(name).identity == known["age_secret"]
    assert account(name).seed.hex() == known["sign_seed"]
    assert bundle["age"] == age.recipient_of(account(name).identity)
    assert bundle["sign"] == account(name).public_key()
    assert reader.fingerprint(bundle) == known["fingerprint"]
    assert reader.sha256(known["bundle"]) == known["digest"]
    assert reader.safety_words(bundle) == known["words"]
    assert (
        reader.make_bundle(account(name), user=bundle["user"], seq=bundle["seq"], prev=bundle["prev"])
        == known["bundle"]
    )


def test_the_log_is_the_same_chain():
    log = FROZEN["log"]

    assert [reader.sha256(entry["bundle"]) for entry in log["entries"]] == log["digests"]
    assert reader.heads(log["digests"]) == log["heads"]
    assert BUNDLES[2]["prev"] == reader.fingerprint(BUNDLES[1])


@pytest.mark.parametrize(("kind", "work"), [("phrase", "16"), ("own_phrase", "17"), ("sheet", "15")])
def test_an_unlock_file_opens_with_its_words(kind, work):
    known = FROZEN[kind]
    words = reader.tidy(known["typed"]) if kind == "own_phrase" else " ".join(known["words"])

    [stanza] = age.stanzas_of(raw(known["file"]))
    assert [stanza[0], stanza[2]] == ["scrypt", work]
    assert age.open_with_words(words, raw(known["file"])).decode() == PEOPLE["amara"]["account_file"]


def test_the_words_are_of_the_list_and_the_sheet_has_its_checksum():
    assert all(word in reader.words() for word in FROZEN["phrase"]["words"])
    assert reader.sheet_holds(FROZEN["sheet"]["words"])
    assert reader.tidy(FROZEN["own_phrase"]["typed"]) == FROZEN["own_phrase"]["tidy"]


def test_a_passkey_secret_makes_the_same_identity():
    known = FROZEN["passkey"]

    assert reader.prf_identity(bytes.fromhex(known["prf"])) == known["identity"]
    assert age.open_with(known["identity"], raw(known["file"])).decode() == PEOPLE["amara"]["account_file"]


@pytest.mark.parametrize(("kind", "name"), [("space_key", "amara"), ("space_key", "ben"), ("readmission", "ben_again")])
def test_the_key_of_a_space_opens_for_its_members(kind, name):
    known = FROZEN[kind]

    statement = reader.read_statement(raw(known["file"]), identity=account(name).identity, bundles=BUNDLES)

    assert statement == known["statement"]


def test_a_readmission_names_the_file_before_it_and_shuts_the_lost_keys_out():
    first, second = FROZEN["space_key"], FROZEN["readmission"]

    assert second["statement"]["prev"] == reader.sha256(raw(first["file"])) == first["hash"]
    assert age.recipient_of(second["statement"]["id"]) == first["recipient"]
    with pytest.raises(Exception, match="No matching keys"):
        age.open_with(account("ben").identity, raw(second["file"]))


@pytest.mark.parametrize(
    "known", FROZEN["items"], ids=lambda known: f"version {known['heading']['ver']}, {known['heading']['len']} bytes"
)
def test_an_item_says_who_wrote_what_and_where(known):
    identity = FROZEN["space_key"]["statement"]["id"]

    assert reader.read_item(raw(known["file"]), identity=identity, bundles=BUNDLES) == (known["heading"], known["text"])
    assert reader.sha256(raw(known["file"])) == known["hash"]


def test_an_item_by_somebody_else_does_not_verify():
    identity, known = FROZEN["space_key"]["statement"]["id"], FROZEN["items"][0]
    heading = known["heading"] | {"key": reader.fingerprint(BUNDLES[1]), "by": BUNDLES[1]["user"]}
    forged = reader.write_item(heading, "I quit", account=account("amara"), recipient=age.recipient_of(identity))

    with pytest.raises(InvalidSignature):
        reader.read_item(forged, identity=identity, bundles=BUNDLES)


def test_a_draft_a_token_and_the_pins():
    draft, withdrawal, pins = FROZEN["draft"], FROZEN["withdrawal"], FROZEN["pins"]
    heading, text = reader.read_draft(raw(draft["file"]), account("amara"))

    assert (heading["slot"], heading["at"], text) == (draft["slot"], draft["at"], draft["text"])
    assert account("amara").mark(f"fermata-withdraw/1\n{withdrawal['item']}").hex() == withdrawal["token"]
    assert reader.sha256(withdrawal["token"]) == withdrawal["hash"]
    assert reader.uuid_from(account("amara").mark(f"fermata-pins/1\n{pins['space']}")) == pins["item"]
    assert reader.read_json(pins["text"], ["v", "confirmed", "met", "aseq"])["v"] == 1


def test_an_agreement_is_signed_by_both():
    known = FROZEN["agreement"]
    proof = reader.agreement_proof(space=known["space"], number=known["number"], digest=known["digest"])

    assert reader.agreement_digest(known["text"]) == known["digest"]
    assert reader.agreement_item(known["space"]) == known["item"]
    for bundle, name in zip(BUNDLES[:2], ("amara", "ben"), strict=True):
        reader.verify(bundle["sign"], raw(known["proofs"][name]), proof)


def written_elsewhere() -> dict[str, Any]:
    """Envelopes of every kind by the writer in Python, for Amara, with the accounts of the frozen file."""
    amara, ben = account("amara"), account("ben")
    prints = sorted(reader.fingerprint(bundle) for bundle in BUNDLES[:2])
    secret = age.identity_of(b"\x01" + os.urandom(31))
    space, note, slot = (str(uuid.uuid4()) for _ in range(3))
    statement = {
        "space": space,
        "epoch": 1,
        "id": secret,
        "members": prints,
        "former": [],
        "by": reader.fingerprint(BUNDLES[1]),
        "prev": "",
    }
    key = reader.write_statement(statement, account=ben, recipients=[bundle["age"] for bundle in BUNDLES[:2]])
    texts = ["", "hello", "Grüße 😀\n\n\ufeff\u2028\u202e\x7f", "x" * 500, "x" * 70_000]
    headings = [heading(space, note, version=place + 1) for place in range(len(texts))]
    items = [
        reader.write_item(head, text, account=ben, recipient=age.recipient_of(secret))
        for head, text in zip(headings, texts, strict=True)
    ]
    agreement = reader.canonical({"salt": os.urandom(32).hex(), "lines": ["Grüße"], "own": '"\\\t'})
    proof = amara.sign(reader.agreement_proof(space=space, number=3, digest=reader.agreement_digest(agreement)))
    sheet, prf = FROZEN["sheet"]["words"], os.urandom(32)
    return {
        "me": BUNDLES[0]["user"],
        "bundles": [
            reader.make_bundle(person, user=bundle["user"])
            for person, bundle in zip((amara, ben), BUNDLES, strict=False)
        ],
        "account_file": amara.file(),
        "space": space,
        "statement": statement,
        "space_key": encoded(key),
        "texts": texts,
        "items": [{"note": note, "version": place + 1, "file": encoded(file)} for place, file in enumerate(items)],
        "phrase": {
            "typed": "Die  Amsel a\u0300 minuit",
            "file": encoded(age.seal_with_words("Die Amsel à minuit", amara.file().encode(), work=17)),
        },
        "sheet": {
            "typed": " ".join(sheet),
            "file": encoded(age.seal_with_words(" ".join(sheet), amara.file().encode(), work=15)),
        },
        "passkey": {
            "prf": prf.hex(),
            "file": encoded(age.seal_to([age.recipient_of(reader.prf_identity(prf))], amara.file().encode())),
        },
        "draft": {
            "slot": slot,
            "file": encoded(reader.write_draft(amara, slot=slot, at="2026-03-01T10:00:00.000Z", text="half")),
        },
        "agreement": {"text": agreement, "number": 3, "proof": encoded(proof)},
    }


def heading(space: str, note: str, *, version: int) -> dict[str, Any]:
    ben = BUNDLES[1]
    place = {
        "space": space,
        "note": note,
        "ver": version,
        "prev": "ab" * 32,
        "by": ben["user"],
        "key": reader.fingerprint(ben),
        "epoch": 1,
    }
    about = {} if version == 1 else {"about": 'ü "x" \u2028\n'}
    counts = {"len": 0, "aseq": version, "seen": {BUNDLES[0]["user"]: 9}, "klog": [0, ""]}
    return place | {"at": "2026-03-01T10:00:00.000Z", "kind": "session-note"} | about | counts


def encoded(some: bytes) -> str:
    return base64.b64encode(some).decode()


@pytest.fixture(scope="module")
def crossing(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was written here, and what the vault made of it."""
    foreign, file = written_elsewhere(), tmp_path_factory.mktemp("foreign") / "foreign.json"
    file.write_text(json.dumps(foreign))
    run = subprocess.run(
        ["node", "web/vault/open_foreign.mjs", file], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return foreign, json.loads(run.stdout)


def test_what_another_program_wrote_the_vault_opens(crossing):
    foreign, found = crossing

    assert found["statement"] == foreign["statement"]
    assert [item["text"] for item in found["items"]] == foreign["texts"]
    assert [found["phrase"], found["sheet"], found["passkey"]] == [foreign["account_file"]] * 3
    assert found["draft"] == {"text": "half", "at": "2026-03-01T10:00:00.000Z"}
    assert found["words"] == reader.safety_words(BUNDLES[0])


def age_tool(arguments: list[str], *, words: str) -> tuple[int, str]:
    """Run the system's age tool as a person does, typing the words when it asks."""
    process, terminal = pty.fork()
    if process == 0:
        os.execvp("age", ["age", *arguments])
    os.write(terminal, f"{words}\n".encode())
    shown = b""
    try:
        while piece := os.read(terminal, 1024):
            shown += piece
    except OSError:
        pass  # the terminal closes with the program
    _, status = os.waitpid(process, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), shown.decode(errors="replace")


@pytest.mark.parametrize("kind", ["phrase", "sheet"])
def test_the_age_tool_opens_an_exported_text_with_the_unlock_file_and_the_words(tmp_path, kind, crossing):
    assert shutil.which("age"), "the age tool is not installed; bin/test installs it"
    unlock, item, out = tmp_path / "words.age", tmp_path / "item.age", tmp_path / "item.txt"
    unlock.write_bytes(raw(FROZEN[kind]["file"]))
    item.write_bytes(raw(crossing[1]["exported"]))

    status, shown = age_tool(
        ["-d", "-i", str(unlock), "-o", str(out), str(item)], words=" ".join(FROZEN[kind]["words"])
    )

    assert status == 0, shown
    assert out.read_text() == crossing[0]["texts"][2]


def test_the_age_tool_opens_what_the_vault_sealed(tmp_path):
    identity, item, out = tmp_path / "space.txt", tmp_path / "item.age", tmp_path / "item.txt"
    identity.write_text(FROZEN["space_key"]["statement"]["id"] + "\n")
    item.write_bytes(raw(FROZEN["items"][1]["file"]))

    subprocess.run(["age", "-d", "-i", identity, "-o", out, item], check=True)

    assert FROZEN["items"][1]["text"] in out.read_text()
