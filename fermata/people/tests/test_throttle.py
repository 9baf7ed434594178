"""Guessers wait; the people whose account it is do not wait for guessers."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from fermata.core.models import Letter
from fermata.people import throttle
from fermata.people.tests.conftest import AMARA, ask, enter, newest_code

pytestmark = pytest.mark.django_db


def _later(**time: Any) -> None:
    """As if everything counted so far had happened so long ago."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM fermata_throttle")
        keys = [key.removeprefix(":1:") for (key,) in cursor.fetchall()]
    for key in keys:
        moments = cache.get(key)
        if isinstance(moments, list):
            cache.set(key, [moment - timedelta(**time).total_seconds() for moment in moments], 24 * 3600)


def test_a_fourth_letter_within_a_minute_waits(client):
    for _ in range(3):
        assert ask(client, AMARA).status_code == 302

    answer = ask(client, AMARA)

    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert "Try again in 1 minute." in answer.text
    assert Letter.objects.count() == 3


def test_it_goes_on_afterwards(client):
    for _ in range(4):
        ask(client, AMARA)
    _later(minutes=1, seconds=1)

    assert ask(client, AMARA).status_code == 302


def test_asking_anew_on_the_page_of_the_code_counts_too(client):
    ask(client, AMARA)
    for _ in range(2):
        assert client.post("/sign-in/code/", {"again": "yes"}).status_code == 302

    assert client.post("/sign-in/code/", {"again": "yes"}).status_code == 429


def test_ten_letters_an_hour_are_enough(client):
    for _ in range(10):
        assert ask(client, AMARA).status_code == 302
        _later(minutes=1, seconds=1)

    answer = ask(client, AMARA)

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 40 * 60


def test_from_one_network_not_more_than_sixty_a_minute():
    for number in range(60):
        assert ask(Client(), f"person{number}@example.org").status_code == 302

    assert ask(Client(), "one.more@example.org").status_code == 429
    assert ask(Client(REMOTE_ADDR="203.0.113.9"), "one.more@example.org").status_code == 302


def test_known_and_unknown_wait_alike(amara):
    answers = []
    for address in (AMARA, "amira@example.org"):
        client = Client()
        answers.append([ask(client, address).status_code for _ in range(4)])

    assert answers[0] == answers[1] == [302, 302, 302, 429]


def _guess(client: Client, *, times: int) -> list[int]:
    """Wrong codes, with a new letter whenever one is void."""
    answers = []
    for number in range(times):
        if number % 5 == 0:
            ask(client, AMARA)
            _later(minutes=1, seconds=1)
        wrong = f"{(int(newest_code(AMARA)) + 1) % 1_000_000:06}"
        answers.append(client.post("/sign-in/code/", {"code": wrong}).status_code)
    return answers


def test_ten_wrong_codes_an_hour_are_enough(amara):
    assert _guess(Client(), times=11) == [422] * 10 + [429]


def test_a_stranger_cannot_lock_a_person_out_of_a_device_they_have_used_before(amara, come_in):
    mine = come_in(AMARA)
    mine.post("/sign-out/")
    _later(hours=1)
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    assert _guess(stranger, times=11)[-1] == 429
    for _ in range(4):
        ask(stranger, AMARA)
    assert ask(stranger, AMARA).status_code == 429

    assert enter(mine, AMARA).status_code == 302
    assert mine.get("/me/").status_code == 200


def test_a_device_is_known_only_for_whom_it_has_let_in(amara, ben, come_in):
    mine = come_in(AMARA)
    mine.post("/sign-out/")
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(4):
        ask(stranger, "ben@example.org")

    assert ask(mine, "ben@example.org").status_code == 429


def test_a_known_device_may_not_guess_for_ever_either(amara, come_in):
    mine = come_in(AMARA)
    mine.post("/sign-out/")

    assert _guess(mine, times=11)[-1] == 429


def test_the_cookie_of_a_device_names_nobody(amara, come_in):
    import base64

    value = come_in(AMARA).cookies["fermata_device"].value
    readable = base64.urlsafe_b64decode(value.split(":")[0] + "==")

    assert b"amara" not in readable.lower()
    assert amara.pk.hex.encode() not in readable


@pytest.mark.parametrize("forged", ["", "x", "eyJuYW1lIjoiYSIsInBlb3BsZSI6W119:1:x"])
def test_a_forged_cookie_is_as_good_as_none(client, forged):
    client.cookies["fermata_device"] = forged

    assert ask(client, AMARA).status_code == 302


def test_passkeys_are_slowed_down_too(client):
    for _ in range(60):
        assert client.get("/api/passkeys/door/").status_code == 200

    answer = client.get("/api/passkeys/door/")

    assert answer.status_code == 429
    assert answer.json() == {"code": "slow_down"}
    assert int(answer.headers["Retry-After"]) >= 1


def test_addresses_are_not_written_into_the_counts(client):
    from django.db import connection

    ask(client, AMARA)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM fermata_throttle")
        rows = str(cursor.fetchall())

    assert AMARA not in rows
    assert hashlib.sha256(AMARA.encode()).hexdigest() not in rows  # whoever guesses an address could look it up
    assert len(rows) > 50


def test_a_flood_of_counts_does_not_push_out_the_others(client):
    """Django's default keeps 300 entries and then drops a third of them, whichever."""
    for _ in range(3):
        ask(client, AMARA)
    for number in range(400):
        cache.set(f"flood{number}", 1, 600)

    assert ask(client, AMARA).status_code == 429


def test_every_rate_is_one_that_allauth_understands():
    for action in throttle.RATES:
        assert throttle.ratelimit.get_rates(app=throttle.HERE, action=action, config=throttle.RATES)
