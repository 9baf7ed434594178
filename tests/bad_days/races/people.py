"""Coming and going: invitations, goodbyes, accounts."""

import html
import uuid

from tests.bad_days.houses import House, new_link
from tests.bad_days.races import race, rarely
from tests.bad_days.together import at_once, new_key, statuses
from tests.shapes import b64, sealed
from tests.visitor import Visitor


@race
def of_two_who_accept_one_invitation_one_comes_in(house: House) -> None:
    house.part()
    _, link = new_link(house.amara)

    answers = at_once(lambda: house.form(house.ben, link), lambda: house.form(house.chidi, link))

    assert statuses(answers) == [302, 409]
    assert "This link has been used already" in html.unescape(max(answers, key=lambda a: a.status_code).text)


@race
def a_double_click_on_yes_is_one_yes(house: House) -> None:
    house.part()
    _, link = new_link(house.amara)

    answers = at_once(*[lambda: house.form(house.ben, link)] * 3)

    assert statuses(answers) == [302, 302, 302]
    assert len({answer.headers["location"] for answer in answers}) == 1


@race
def two_who_invite_each_other_become_one_partnership(house: House) -> None:
    house.part()
    house.withdraw_invitations()
    links = [new_link(house.amara)[1], new_link(house.ben)[1]]

    answers = at_once(lambda: house.form(house.ben, links[0]), lambda: house.form(house.amara, links[1]))

    assert statuses(answers) == [302, 409]
    assert "partners already" in html.unescape(max(answers, key=lambda a: a.status_code).text)


@race
def a_double_click_on_goodbye_is_one_goodbye(house: House) -> None:
    house.pair()
    leaving = f"/partnerships/{house.partnership}/leave/"

    first = at_once(*[lambda: house.form(house.amara, leaving)] * 2)
    last = at_once(*[lambda: house.form(house.ben, leaving)] * 2)

    for answers in (first, last):
        assert statuses(answers) in ([302, 302], [302, 404])
    assert house.ben.get(f"/api/partnerships/{house.partnership}/").status_code == 404


@race
def two_who_say_goodbye_at_once_are_both_gone(house: House) -> None:
    house.pair()
    leaving = f"/partnerships/{house.partnership}/leave/"

    answers = at_once(*(lambda w=w: house.form(w, leaving) for w in (house.amara, house.ben)))

    assert statuses(answers) == [302, 302]
    assert {w.get(f"/api/partnerships/{house.partnership}/").status_code for w in (house.amara, house.ben)} == {404}


@race
@rarely
def deleting_an_account_while_it_writes_leaves_nothing_half(house: House) -> None:
    """Dewi has a second tab open, which goes on writing, and a finger that clicks twice."""
    dewi = Visitor(house.server.url, f"Dewi{new_key()[:8]}").sign_in()
    token, draft = dewi.csrf(), uuid.uuid4()

    def write() -> object:
        return dewi.send(f"/api/drafts/{draft}/", token=token, file=b64(sealed()))

    def delete() -> object:
        return dewi.client.post("/me/delete/sure/", data={"csrfmiddlewaretoken": token})

    answers = at_once(write, delete, write, delete, write)

    assert all(answer.status_code in {200, 302, 401, 403} for answer in answers), statuses(answers)
    assert dewi.get("/api/vault/").status_code == 401
