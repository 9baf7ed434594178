"""The room: opening it, moving it, ending it."""

from typing import Any

from tests.bad_days.houses import House
from tests.bad_days.races import race
from tests.bad_days.together import at_once, statuses
from tests.shapes import b64, sealed


def meet(house: House, who: Any) -> Any:
    return house.form(who, f"/partnerships/{house.partnership}/meetings/")


def move(house: House, who: Any, meeting: str, *, former: int, file: str) -> Any:
    return house.send(who, f"/api/meetings/{meeting}/state/", version=former, file=file)


@race
def two_who_press_meet_now_meet_in_one_room(house: House) -> None:
    house.pair()

    answers = at_once(*(lambda who=who: meet(house, who) for who in (house.amara, house.ben, house.amara)))

    assert statuses(answers) == [302, 302, 302]
    assert len({answer.headers["location"] for answer in answers}) == 1


@race
def of_two_moves_one_wins_and_the_other_is_shown_it(house: House) -> None:
    house.pair()
    meeting = meet(house, house.amara).headers["location"].split("/")[2]
    for former in range(2):
        files = [b64(sealed()), b64(sealed())]
        answers = at_once(
            lambda f=former, s=files[0]: move(house, house.amara, meeting, former=f, file=s),
            lambda f=former, s=files[1]: move(house, house.ben, meeting, former=f, file=s),
        )

        assert statuses(answers) == [200, 409]
        won, lost = sorted(answers, key=lambda answer: answer.status_code)
        assert won.json()["version"] == lost.json()["version"] == former + 1
        assert lost.json()["code"] == "stale"
        assert lost.json()["file"] == files[answers.index(won)]


@race
def a_move_comes_before_the_end_or_not_at_all(house: House) -> None:
    house.pair()
    meeting = meet(house, house.amara).headers["location"].split("/")[2]

    moved, ended, again = at_once(
        lambda: move(house, house.amara, meeting, former=0, file=b64(sealed())),
        lambda: house.send(house.ben, f"/api/meetings/{meeting}/end/"),
        lambda: house.send(house.amara, f"/api/meetings/{meeting}/end/"),
    )

    assert (ended.status_code, again.status_code) == (200, 200)
    assert moved.status_code == 200 or moved.json()["code"] == "meeting_finished"
    state = house.ben.get(f"/api/meetings/{meeting}/").json()
    assert (state["version"], state["ended"]) == (1 if moved.status_code == 200 else 0, True)
