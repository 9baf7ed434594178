"""The life of a partnership, when two do something to it in the same instant."""

import re
import uuid
from typing import Any

from tests.bad_days.houses import House
from tests.bad_days.races import race
from tests.bad_days.races.agreement import proposals, propose, sign
from tests.bad_days.races.space import save
from tests.bad_days.together import at_once, statuses
from tests.shapes import b64, sealed


def place(house: House) -> str:
    return f"/partnerships/{house.partnership}/"


def phase(house: House, who: Any) -> str:
    return str(who.get(f"/api/partnerships/{house.partnership}/").json()["phase"])


def agree(house: House) -> None:
    house.pair()
    propose(house)
    for who in (house.amara, house.ben):
        assert sign(house, who).status_code == 200


def answer(house: House, who: Any, word: str) -> Any:
    return house.form(who, f"{place(house)}answers/", word=word)


@race
def a_signature_comes_before_a_goodbye_or_not_at_all(house: House) -> None:
    house.pair()
    propose(house)
    sign(house, house.amara)

    signed, left = at_once(lambda: sign(house, house.ben), lambda: house.form(house.amara, f"{place(house)}leave/"))

    assert left.status_code == 302
    assert signed.status_code == 200 or signed.json()["code"] == "partnership_over"
    assert phase(house, house.ben) == "ended"
    words = house.ben.get(f"/api/partnerships/{house.partnership}/").json()["agreement"]["proposals"][0]
    standing = {s["person"] for s in words["signatures"]}
    assert bool(words["in_force_at"]) == (standing == {house.amara.id, house.ben.id}) == (signed.status_code == 200)


@race
def a_changed_text_and_a_withdrawn_yes_leave_nothing_half_signed(house: House) -> None:
    house.pair()
    item = str(uuid.uuid4())
    propose(house, item=item)
    sign(house, house.amara)
    withdraw = f"/api/partnerships/{house.partnership}/signature/withdraw/"

    taken, signed = at_once(lambda: house.send(house.amara, withdraw, number=1), lambda: sign(house, house.ben))

    assert statuses([taken, signed]) == [200, 200]
    standing = {s["person"] for s in proposals(house)[0]["signatures"] if s["withdrawn_at"] is None}
    assert standing == {house.ben.id}


@race
def two_who_hold_at_once_hold_once(house: House) -> None:
    agree(house)

    answers = at_once(
        *(lambda w=w: house.form(w, f"{place(house)}hold/") for w in (house.amara, house.ben, house.amara))
    )

    assert statuses(answers) == [302, 302, 302]
    assert phase(house, house.ben) == "held"
    assert [answer(house, w, "ready").status_code for w in (house.amara, house.ben)] == [302, 302]
    assert phase(house, house.ben) == "trial"


@race
def two_who_are_ready_at_once_come_back_once(house: House) -> None:
    agree(house)
    house.form(house.amara, f"{place(house)}hold/")

    answers = at_once(lambda: answer(house, house.amara, "ready"), lambda: answer(house, house.ben, "ready"))

    assert statuses(answers) == [302, 302]
    assert phase(house, house.amara) == "trial"


@race
def a_hold_and_a_closing_follow_one_another(house: House) -> None:
    agree(house)

    answers = at_once(
        lambda: house.form(house.amara, f"{place(house)}hold/"),
        lambda: house.form(house.ben, f"{place(house)}closing/"),
    )

    assert statuses(answers) == [302, 302]
    assert phase(house, house.amara) in {"held", "closing"}


@race
def two_who_protect_themselves_at_once_are_both_gone(house: House) -> None:
    house.pair()

    answers = at_once(*(lambda w=w: house.form(w, f"{place(house)}protect/") for w in (house.amara, house.ben)))

    assert statuses(answers) == [302, 302]
    assert {w.get(place(house)).status_code for w in (house.amara, house.ben)} == {404}
    for who in (house.amara, house.ben):
        lift_all(house, who)


def lift_all(house: House, who: Any) -> None:
    """So that the two can be partners again in the next round."""
    for listed in re.findall(r"/introductions/apart/[0-9a-f-]{36}/remove/", who.get("/introductions/apart/").text):
        house.form(who, listed)


@race
def what_is_written_while_somebody_protects_themselves_is_kept_or_refused(house: House) -> None:
    house.pair()
    item = str(uuid.uuid4())

    gone, saved = at_once(
        lambda: house.form(house.amara, f"{place(house)}protect/"), lambda: save(house, house.ben, item)
    )
    lift_all(house, house.amara)

    assert gone.status_code == 302
    assert saved.status_code == 200 or saved.json()["code"] == "space_closed"
    there = house.ben.get(f"/api/spaces/{house.space}/items/{item}/").status_code == 200
    assert there == (saved.status_code == 200)


@race
def two_who_wish_to_begin_again_at_once_begin_once(house: House) -> None:
    house.pair()
    house.form(house.amara, f"{place(house)}closing/")
    house.form(house.ben, f"{place(house)}closing/waive/")

    answers = at_once(lambda: answer(house, house.amara, "again"), lambda: answer(house, house.ben, "again"))

    assert statuses(answers) == [302, 302]
    last = {one.headers["location"] for one in answers} - {place(house)}
    assert len(last) == 1
    assert house.ben.get(last.pop()).status_code == 200


@race
def a_side_and_a_goodbye_leave_the_side_kept_or_refused(house: House) -> None:

    house.pair()
    side = f"/api/partnerships/{house.partnership}/sides/{uuid.uuid4()}/"

    put, again, left = at_once(
        lambda: house.send(house.amara, side, version=0, file=b64(sealed())),
        lambda: house.send(house.amara, side, version=0, file=b64(sealed())),
        lambda: house.form(house.ben, f"{place(house)}leave/"),
    )

    assert left.status_code == 302
    assert sorted([put.status_code, again.status_code]) in ([200, 409], [409, 409])
