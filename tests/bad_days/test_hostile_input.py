"""Everything a script may be sent wrongly: it gets a stable code and never a 500, and nothing is written."""

import base64
import json
import uuid

import pytest

from tests import shapes
from tests.bad_days.houses import House
from tests.bad_days.tables import contents
from tests.bad_days.together import new_key
from tests.shapes import b64, bundle, locked_by_words, sealed

JUNK = [None, True, 1.5, -1, 10**30, [], {}, ["x"], {"a": 1}, "\x00" * 20, "\ud800" + "x" * 100, "x" * 5000, "☃" * 5000]
"""Right for no field at all."""


def addresses(house: House) -> dict[str, dict]:
    """Every address that scripts write to, with what it takes."""
    space, partnership = house.space, house.partnership
    file, item = b64(sealed()), str(uuid.uuid4())
    return {
        f"/api/spaces/{space}/items/{item}/": {"version": 0, "file": file, "withdrawal": "ab" * 32},
        f"/api/spaces/{space}/key/": {"version": 0, "file": file},
        f"/api/partnerships/{partnership}/agreement/": {"number": 0, "digest": "ab" * 32, "file": file, "item": item},
        f"/api/partnerships/{partnership}/signature/": {"number": 1, "digest": "ab" * 32, "proof": "A" * 88},
        f"/api/partnerships/{partnership}/signature/withdraw/": {"number": 1},
        "/api/vault/methods/": {"method": "phrase", "label": "mine", "file": b64(locked_by_words()), "credential": "c"},
        "/api/vault/log/": {"bundle": bundle(house.amara.id)},
        f"/api/drafts/{item}/": {"file": file},
        f"/api/meetings/{item}/state/": {"version": 0, "file": file},
        "/api/passkeys/": {"id": "AA", "label": "l", "response": {"clientDataJSON": "AA", "attestationObject": "AA"}},
    }


def is_refused(answer) -> bool:
    """4xx, and a code that scripts can rely on."""
    return 400 <= answer.status_code < 500 and isinstance(answer.json().get("code"), str)


def test_no_field_takes_what_is_not_of_its_kind(house):
    before = contents(house.server)
    wrong = []
    for path, fields in addresses(house).items():
        for name in fields:
            for junk in JUNK:
                answer = house.send(house.amara, path, **fields | {name: junk})
                if not is_refused(answer):
                    wrong.append((path, name, repr(junk)[:40], answer.status_code, answer.text[:80]))

    assert wrong == []
    assert contents(house.server) == before


BODIES = {
    "nothing": b"",
    "half": b'{"version": 0, "fi',
    "null": b"null",
    "a list": b"[]",
    "a word": b'"version"',
    "a tower of lists": b"[" * 200_000,
    "a tower of objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "a tower inside a field": b'{"version": 0, "file": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "an endless number": b'{"version": ' + b"9" * 100_000 + b"}",
    "not a number": b'{"version": NaN, "file": Infinity}',
    "not UTF-8": b'{"version": 0, "file": "\xff\xfe\xfa"}',
    "UTF-16": '{"version": 0, "file": "QUJD"}'.encode("utf-16"),
    "NULs": b"\x00" * 1000,
    "the same field twice": b'{"version": 0, "version": 7, "file": "QUJD", "file": 1}',
}


@pytest.mark.parametrize(
    "kind", [pytest.param(None, id="as JSON"), "text/plain", "", "multipart/form-data; boundary=x"]
)
def test_no_body_breaks_anything(house, kind):
    before = contents(house.server)
    wrong = []
    for path in addresses(house):
        for name, body in BODIES.items():
            headers = {"Idempotency-Key": new_key(), "X-CSRFToken": house.tokens["Amara"]}
            headers["Content-Type"] = "application/json" if kind is None else kind
            answer = house.amara.client.post(path, content=body, headers=headers)
            if not is_refused(answer):
                wrong.append((path, name, answer.status_code, answer.text[:80]))

    assert wrong == []
    assert contents(house.server) == before


SEALED = sealed()
FILES = {
    "plain text": b"Dear Ben, this is not sealed at all.",
    "empty": b"",
    "a header alone": SEALED[: SEALED.index(b"--- ") + 4],
    "cut in the middle": SEALED[:600],
    "one byte short": SEALED[:-1],
    "one byte long": SEALED + b"\0",
    "of no size class": sealed()[:-1024] + b"\0" * 2048 + b"\0" * 512,
    "too large": shapes.sealed(kib=1088),
    "for nobody": SEALED.replace(b"-> X25519", b"-> scrypt"),
    "for two": shapes.sealed(readers=2),
    "of another version": SEALED.replace(b"/v1", b"/v2"),
    "with a stanza more": SEALED.replace(b"--- ", b"-> joint\nAAAA\n--- ", 1),
    "with Windows line ends": SEALED.replace(b"\n", b"\r\n", 4),
    "locked by words": locked_by_words(),
    "armored": b"-----BEGIN AGE ENCRYPTED FILE-----\n"
    + base64.b64encode(SEALED)
    + b"\n-----END AGE ENCRYPTED FILE-----\n",
}
NOT_BASE64 = ["%%%%", "QUJ", "QUJD\n", "QUJD QUJD", "QU-_", "=", "QUJD====", "☃"]


def test_nothing_but_a_sealed_file_of_a_permitted_size_is_kept(house):
    before = contents(house.server)
    taken = []
    for path in (f"/api/spaces/{house.space}/items/{uuid.uuid4()}/", f"/api/drafts/{uuid.uuid4()}/"):
        for name, file in FILES.items():
            answer = house.send(house.amara, path, version=0, file=b64(file))
            if (answer.status_code, answer.json()["code"]) not in {(409, "not_an_age_file"), (422, "malformed")}:
                taken.append((path, name, answer.status_code, answer.text[:80]))
        for text in NOT_BASE64:
            answer = house.send(house.amara, path, version=0, file=text)
            if answer.json()["code"] not in {"malformed", "not_an_age_file"}:
                taken.append((path, text, answer.status_code, answer.text[:80]))

    assert taken == []
    assert contents(house.server) == before


def test_ways_in_and_keys_take_their_own_kinds_of_file_only(house):
    before = contents(house.server)
    attempts = [
        ("/api/vault/methods/", {"method": "phrase", "label": "", "file": b64(SEALED)}),
        ("/api/vault/methods/", {"method": "phrase", "label": "", "file": b64(locked_by_words(work=10))}),
        ("/api/vault/methods/", {"method": "phrase", "label": "", "file": b64(locked_by_words(work=30))}),
        ("/api/vault/methods/", {"method": "passkey", "label": "", "file": b64(locked_by_words())}),
        ("/api/vault/methods/", {"method": "sheet", "label": "", "file": b64(locked_by_words() + bytes(9000))}),
        ("/api/vault/methods/", {"method": "phrases", "label": "", "file": b64(locked_by_words())}),
        (f"/api/spaces/{house.space}/key/", {"version": 0, "file": b64(locked_by_words())}),
        (f"/api/spaces/{house.space}/key/", {"version": 0, "file": b64(shapes.sealed(readers=17))}),
        (f"/api/spaces/{house.space}/key/", {"version": 0, "file": b64(shapes.sealed(kib=20))}),
    ]

    answers = [house.send(house.amara, path, **fields) for path, fields in attempts]

    assert [answer.status_code in {409, 422} for answer in answers] == [True] * len(attempts)
    assert contents(house.server) == before


def hostile_bundles(house: House) -> dict[str, str]:
    good = json.loads(bundle(house.amara.id))
    odd = {
        "somebody else's": bundle(house.ben.id),
        "out of turn": bundle(house.amara.id, seq=5),
        "with a forged signature": json.dumps(good | {"sig": b64(bytes(64))}, separators=(",", ":")),
        "with another order of fields": json.dumps(dict(reversed(good.items())), separators=(",", ":")),
        "with spaces": json.dumps(good),
        "a tower": "[" * 3900,
        "a tower of objects": '{"v":' * 700,
        "a list": "[]",
        "a number": "1" * 3900,
        "a huge turn": json.dumps(good | {"seq": 0}, separators=(",", ":")).replace('"seq":0', '"seq":' + "9" * 3000),
        "half a letter": json.dumps(good | {"age": "\ud800"}, separators=(",", ":")),
    }
    for name in good:
        odd |= {f"{name} {junk!r}"[:40]: json.dumps(good | {name: junk}, separators=(",", ":")) for junk in JUNK[:9]}
    return odd


def test_the_log_takes_only_ones_own_next_bundle_truly_signed(house):
    before = contents(house.server)
    wrong = []
    for name, text in hostile_bundles(house).items():
        answer = house.send(house.amara, "/api/vault/log/", bundle=text)
        if answer.status_code not in {409, 422}:
            wrong.append((name, answer.status_code, answer.text[:80]))

    assert wrong == []
    assert contents(house.server) == before


def test_a_key_is_asked_for_and_stands_for_one_question_only(house):
    path = f"/api/spaces/{house.space}/items/{uuid.uuid4()}/"
    token = house.tokens["Amara"]
    fields = {"version": 0, "file": b64(sealed())}
    for key in (None, "", "short", "k" * 65, "k" * 5000):
        headers = {"X-CSRFToken": token} | ({} if key is None else {"Idempotency-Key": key})
        answer = house.amara.client.post(path, json=fields, headers=headers)
        assert (answer.status_code, answer.json()) == (400, {"code": "key_missing"})

    key = new_key()
    assert house.send(house.amara, path, key=key, **fields).json() == {"version": 1}
    other = house.send(house.amara, path, key=key, **fields | {"version": 1})
    elsewhere = house.send(house.amara, f"/api/drafts/{uuid.uuid4()}/", key=key, file=fields["file"])
    mine = house.send(house.ben, path, key=key, version=1, file=b64(sealed()))

    assert (other.status_code, other.json()) == (422, {"code": "key_used_twice"})
    assert (elsewhere.status_code, elsewhere.json()) == (422, {"code": "key_used_twice"})
    assert mine.json() == {"version": 2}


def test_a_body_of_ten_megabytes_is_not_read(house):
    before = contents(house.server)
    large = b'{"version": 0, "file": "' + b"A" * 10_000_000 + b'"}'
    kinds = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"]
    for path in [*list(addresses(house))[:4], "/me/"]:
        for kind in kinds[: 2 if path.startswith("/api/") else 3]:
            headers = {"Idempotency-Key": new_key(), "X-CSRFToken": house.tokens["Amara"], "Content-Type": kind}
            answer = house.amara.client.post(path, content=large, headers=headers)
            assert 400 <= answer.status_code < 500, (path, kind, answer.status_code)

    assert contents(house.server) == before
