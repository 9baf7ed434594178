"""Who signs what, when several sign or change it."""

import uuid
from typing import Any

from tests.bad_days.houses import House
from tests.bad_days.races import codes, race
from tests.bad_days.together import at_once, statuses
from tests.shapes import b64, sealed


def propose(house: House, *, by: Any = None, former: int = 0, item: str = "", digest: str = "aa" * 32) -> Any:
    path = f"/api/partnerships/{house.partnership}/agreement/"
    item = item or str(uuid.uuid4())
    return house.send(by or house.amara, path, number=former, digest=digest, item=item, file=b64(sealed()))


def sign(house: House, who: Any, *, number: int = 1, digest: str = "aa" * 32) -> Any:
    path = f"/api/partnerships/{house.partnership}/signature/"
    return house.send(who, path, number=number, digest=digest, proof="A" * 88)


def proposals(house: House) -> list[dict[str, Any]]:
    found = house.amara.get(f"/api/partnerships/{house.partnership}/").json()
    return list(found["agreement"]["proposals"])


@race
def two_signatures_at_once_reach_agreement(house: House) -> None:
    house.pair()
    assert propose(house).status_code == 201

    answers = at_once(lambda: sign(house, house.amara), lambda: sign(house, house.ben))

    assert sorted(answer.json()["in_force"] for answer in answers) == [False, True]
    assert proposals(house)[0]["in_force_at"]
    assert {s["person"] for s in proposals(house)[0]["signatures"]} == {house.amara.id, house.ben.id}


@race
def three_signatures_at_once_are_two(house: House) -> None:
    house.pair()
    propose(house)

    answers = at_once(*(lambda who=who: sign(house, who) for who in (house.amara, house.ben, house.amara)))

    assert statuses(answers) == [200, 200, 409]
    assert codes(answers) == ["", "", "already_signed"]
    assert proposals(house)[0]["in_force_at"]
    assert len(proposals(house)[0]["signatures"]) == 2


@race
def nobody_is_bound_to_words_they_have_not_read(house: House) -> None:
    house.pair()
    item = str(uuid.uuid4())
    propose(house, item=item)
    sign(house, house.amara)

    changed, signed = at_once(
        lambda: propose(house, former=1, item=item, digest="bb" * 32), lambda: sign(house, house.ben)
    )

    assert changed.status_code == 201
    assert sign(house, house.amara, number=2, digest="bb" * 32).status_code == 200
    newest, former = proposals(house)
    assert newest["in_force_at"] is None
    assert house.ben.id not in {s["person"] for s in newest["signatures"]}
    assert bool(former["in_force_at"]) == (signed.status_code == 200)
    if signed.status_code != 200:
        assert signed.json()["code"] == "text_changed"


@race
def of_two_proposals_one_is_on_the_table(house: House) -> None:
    house.pair()

    answers = at_once(lambda: propose(house), lambda: propose(house, by=house.ben, digest="bb" * 32))

    assert statuses(answers) == [201, 409]
    assert [p["number"] for p in proposals(house)] == [1]
