"""The space: notes, keys, drafts, ways in, the log of keys."""

import json
import uuid
from typing import Any

from tests.bad_days.houses import House
from tests.bad_days.races import codes, race
from tests.bad_days.together import at_once, new_key, statuses
from tests.shapes import b64, bundle, fingerprint, locked_by_words, sealed
from tests.visitor import Visitor


def save(house: House, who: Any, item: str, *, base: int = 0, file: str = "", key: str = "", space: str = "") -> Any:
    path = f"/api/spaces/{space or house.space}/items/{item}/"
    return house.send(who, path, key=key, version=base, file=file or b64(sealed()))


@race
def of_two_who_save_one_note_one_is_told_to_merge(house: House) -> None:
    item = str(uuid.uuid4())
    for base in range(2):
        answers = at_once(
            lambda b=base: save(house, house.amara, item, base=b), lambda b=base: save(house, house.ben, item, base=b)
        )

        assert statuses(answers) == [200, 409]
        assert {answer.json()["version"] for answer in answers} == {base + 1}


@race
def what_is_saved_while_somebody_leaves_is_kept_or_refused(house: House) -> None:
    house.pair()
    items = [str(uuid.uuid4()) for _ in range(3)]
    writers = [house.amara, house.ben, house.amara]

    left, *saved = at_once(
        lambda: house.form(house.ben, f"/partnerships/{house.partnership}/leave/"),
        *(lambda i=i, w=w: save(house, w, i) for i, w in zip(items, writers, strict=True)),
    )
    late = save(house, house.amara, str(uuid.uuid4()))

    assert left.status_code == 302
    assert (late.status_code, late.json()["code"]) == (409, "space_closed")
    for item, answer in zip(items, saved, strict=True):
        assert answer.status_code in {200, 404, 409}, answer.text
        there = house.amara.get(f"/api/spaces/{house.space}/items/{item}/").status_code == 200
        assert there == (answer.status_code == 200)


@race
def of_two_key_files_one_is_kept(house: House) -> None:
    house.pair()
    path = f"/api/spaces/{house.space}/key/"
    files = [b64(sealed(readers=2)), b64(sealed(readers=2))]

    answers = at_once(
        lambda: house.send(house.amara, path, version=0, file=files[0]),
        lambda: house.send(house.ben, path, version=0, file=files[1]),
    )

    assert statuses(answers) == [200, 409]
    won = next(n for n, answer in enumerate(answers) if answer.status_code == 200)
    assert house.amara.get(f"/api/spaces/{house.space}/").json()["key"]["file"] == files[won]


@race
def one_key_sent_thrice_at_once_does_its_work_once(house: House) -> None:
    item, key, file = str(uuid.uuid4()), new_key(), b64(sealed())

    answers = at_once(*[lambda: save(house, house.amara, item, key=key, file=file)] * 3)

    assert [(answer.status_code, answer.json()) for answer in answers] == [(200, {"version": 1})] * 3
    assert sum("Idempotency-Replayed" in answer.headers for answer in answers) == 2
    assert house.amara.get(f"/api/spaces/{house.space}/items/{item}/").json()["version"] == 1


@race
def two_tabs_may_keep_the_same_draft(house: House) -> None:
    path, files = f"/api/drafts/{uuid.uuid4()}/", [b64(sealed()), b64(sealed())]

    answers = at_once(*(lambda f=f: house.send(house.amara, path, file=f) for f in files))

    assert statuses(answers) == [200, 200]
    assert house.amara.get(path).json()["file"] in files


@race
def of_two_new_phrases_one_stays_and_a_last_way_in_remains(house: House) -> None:
    def add(method: str) -> Any:
        fields = {"method": method, "label": "", "file": b64(locked_by_words())}
        return house.send(house.amara, "/api/vault/methods/", **fields)

    answers = at_once(lambda: add("phrase"), lambda: add("phrase"), lambda: add("sheet"))
    ways = house.amara.get("/api/vault/").json()["methods"]
    assert statuses(answers) == [201, 201, 201]
    assert sorted(way["method"] for way in ways) == ["phrase", "sheet"]

    removed = at_once(*(lambda w=w: house.send(house.amara, f"/api/vault/methods/{w['id']}/delete/") for w in ways))

    assert statuses(removed) == [200, 409]
    assert "last_way_in" in codes(removed)
    assert len(house.amara.get("/api/vault/").json()["methods"]) == 1


@race
def the_log_keeps_one_chain(house: House) -> None:
    before = house.amara.get("/api/vault/log/").json()["size"]
    bundles = [(who, next_bundle(who)) for who in (house.amara, house.amara, house.ben, house.ben)]

    answers = at_once(*(lambda w=w, b=b: house.send(w, "/api/vault/log/", bundle=b) for w, b in bundles))

    assert statuses(answers) == [201, 201, 409, 409]
    assert codes(answers) == ["", "", "log_order", "log_order"]
    after = house.amara.get("/api/vault/log/").json()
    assert (after["size"], len(after["digests"])) == (before + 2, before + 2)


def next_bundle(who: Visitor) -> str:
    log = who.get("/api/vault/log/").json()["bundles"]
    own = [each["bundle"] for each in log if json.loads(each["bundle"])["user"] == who.id]
    return bundle(who.id, seq=len(own), prev=fingerprint(own[-1]) if own else "")
