"""Many at the same door at the same instant, against the real server: one process on SQLite, two on PostgreSQL."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx
import pytest

from fermata.people.tests.soft_passkey import SoftPasskey
from tests.visitor import Visitor


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def url(request, make_server) -> str:
    if request.param == "sqlite":
        return make_server().url
    cluster = request.getfixturevalue("postgresql")
    return make_server("--processes", "2", DATABASE_URL=cluster.database()).url


def at_once(many: int, act: Callable[[int], httpx.Response]) -> list[httpx.Response]:
    ready = Barrier(many)

    def go(number: int) -> httpx.Response:
        ready.wait()
        return act(number)

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(go, range(many)))


def asked(url: str, name: str) -> tuple[Visitor, str]:
    """Somebody who has asked for a code and read the letter."""
    visitor = Visitor(url, name, timeout=60)
    visitor.form("/sign-in/", address=f"{name.lower()}@example.org")
    return visitor, visitor._code(f"{name.lower()}@example.org")


def copies(visitor: Visitor, many: int) -> list[Visitor]:
    """The same browser, clicking many times: the same cookies, and each its own answer."""
    made = [Visitor(visitor.url, visitor.name, timeout=60) for _ in range(many)]
    for copy in made:
        for cookie in visitor.client.cookies.jar:
            copy.client.cookies.jar.set_cookie(cookie)
    return made


def post(visitor: Visitor, token: str, **fields: str) -> httpx.Response:
    return visitor.client.post("/sign-in/code/", data=fields | {"csrfmiddlewaretoken": token})


def sign_ins(visitor: Visitor) -> int:
    return visitor.get("/me/sign-ins/").text.count("End this one")


def test_one_code_clicked_eight_times_makes_one_person_and_one_sign_in(url):
    visitor, code = asked(url, "Eightfold")
    token, clicks = visitor.csrf(), copies(visitor, 8)

    answers = at_once(8, lambda number: post(clicks[number], token, code=code))

    assert {answer.status_code for answer in answers} <= {302, 422}
    came_in = [click for click, answer in zip(clicks, answers, strict=True) if answer.status_code == 302]
    assert came_in
    assert {click.get("/api/vault/").status_code for click in came_in} == {200}
    assert {sign_ins(click) for click in came_in} == {1}
    assert len({click.client.cookies["fermata"] for click in came_in}) == 1


def test_two_browsers_of_one_new_person_become_one_person(url):
    first, code = asked(url, "Twice")
    second, other_code = asked(url, "Twice")
    tokens = [first.csrf(), second.csrf()]
    pairs = [(first, code), (second, other_code)]

    answers = at_once(2, lambda number: post(pairs[number][0], tokens[number], code=pairs[number][1]))

    assert [answer.status_code for answer in answers] == [302, 302]
    assert len({visitor.get("/api/vault/").json()["person"] for visitor in (first, second)}) == 1
    assert sign_ins(first) == 2


def test_forty_guesses_at_once_are_still_five(url):
    visitor, code = asked(url, "Guessed")
    token, guessers = visitor.csrf(), copies(visitor, 40)
    wrong = [f"{(int(code) + 1 + number) % 1_000_000:06}" for number in range(40)]

    answers = at_once(40, lambda number: post(guessers[number], token, code=wrong[number]))

    assert {answer.status_code for answer in answers} <= {422, 429}
    assert post(visitor, token, code=code).status_code in {422, 429}
    assert visitor.get("/me/").status_code == 302


def test_one_answer_of_a_passkey_sent_eight_times_makes_one_sign_in(url):
    visitor, code = asked(url, "Touching")
    post(visitor, visitor.csrf(), code=code)
    passkey = SoftPasskey(origin=url, rp_id="localhost")
    made = visitor.send("/api/passkeys/", **passkey.make(visitor.get("/api/passkeys/new/").json()))
    assert made.status_code == 201, made.text
    guest = Visitor(url, "Touching", timeout=60)
    answered = passkey.answer(guest.get("/api/passkeys/door/").json())
    token, touches = guest.csrf(), copies(guest, 8)

    answers = at_once(8, lambda number: touches[number].send("/api/passkeys/door/", token=token, **answered))

    assert sorted(answer.status_code for answer in answers) == [200, *[409] * 7]
    assert sign_ins(visitor) == 2


def test_twenty_letters_asked_for_at_once_are_three(url):
    visitors = [Visitor(url, f"asker{number}", timeout=60) for number in range(20)]
    tokens = [visitor.csrf() for visitor in visitors]

    def ask(number: int) -> httpx.Response:
        fields = {"address": "many@example.org", "csrfmiddlewaretoken": tokens[number]}
        return visitors[number].client.post("/sign-in/", data=fields)

    answers = at_once(20, ask)

    assert sorted({answer.status_code for answer in answers}) == [302, 429]
    assert [answer.status_code for answer in answers].count(302) <= 3
    letters = re.findall(r"many@example\.org", visitors[0].get("/outbox/").text)
    assert len(letters) <= 3
