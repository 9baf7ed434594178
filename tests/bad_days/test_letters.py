"""Letters through a post office that refuses, is closed, or whose worker dies with a letter in its hands."""

import sqlite3
import time
from datetime import UTC, datetime

import pytest

from tests.bad_days.post import TAKEN, PostOffice, code_in, post_office
from tests.bad_days.processes import kill, wait_for_worker
from tests.visitor import Visitor


@pytest.fixture(scope="module")
def post():
    with post_office() as made:
        yield made


@pytest.fixture(scope="module")
def server(make_server, post):
    return make_server(FERMATA_SMTP_URL=f"smtp://127.0.0.1:{post.port}")


class Drawer:
    """What the outbox holds, read from its table beside the server."""

    def __init__(self, data) -> None:
        self._connection = sqlite3.connect(data / "fermata.sqlite3", isolation_level=None, timeout=20)
        self._connection.row_factory = sqlite3.Row

    def letter(self, address: str) -> sqlite3.Row:
        query = 'SELECT * FROM fermata_letter WHERE "to" = ? ORDER BY made_at DESC LIMIT 1'
        return self._connection.execute(query, [address]).fetchone()

    def let_time_pass(self) -> None:
        """Every lease and every wait is over."""
        self._connection.execute("UPDATE fermata_letter SET leased_until = '2000-01-01 00:00:00' WHERE sent_at IS NULL")

    def wait_until(self, address: str, *, is_sent: bool, seconds: float = 10) -> sqlite3.Row:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = self.letter(address)
            if found and (found["sent_at"] is not None if is_sent else found["tries"] > 0 and found["sent_at"] is None):
                return found
            time.sleep(0.05)
        raise AssertionError(dict(self.letter(address)))


@pytest.fixture
def drawer(server):
    return Drawer(server.data)


def ask_for_code(server, name: str) -> tuple[Visitor, str]:
    visitor, address = Visitor(server.url, name), f"{name.lower()}@example.org"
    assert visitor.form("/sign-in/", address=address).status_code == 302
    return visitor, address


def test_a_letter_comes_once_its_code_works_and_its_words_are_forgotten(server, post, drawer):
    visitor, address = ask_for_code(server, "Amara")

    letter = post.wait_for(address)[0]

    assert visitor.form("/sign-in/code/", code=code_in(letter)).status_code == 302
    row = drawer.wait_until(address, is_sent=True)
    assert (row["subject"], row["body"]) == ("", "")
    assert len(post.to(address)) == 1


def test_a_worker_killed_between_sending_and_noting_it_sends_the_same_letter_again(server, post, drawer):
    post.holds_next = True
    asked = [ask_for_code(server, name) for name in ("Ben", "Chidi", "Dewi")]
    assert post.is_holding.wait(10)
    killed = wait_for_worker(server)

    kill(killed)
    post.goes_on.set()

    wait_for_worker(server, but=killed)
    drawer.let_time_pass()
    for _, address in asked:
        assert drawer.wait_until(address, is_sent=True)["body"] == ""
    twice = {address: [letter["Message-ID"] for letter in post.to(address)] for _, address in asked}
    print({address: len(ids) for address, ids in twice.items()})
    assert all(len(set(ids)) == 1 for ids in twice.values())
    assert sorted(len(ids) for ids in twice.values()) == [1, 1, 2]
    for visitor, address in asked:
        assert visitor.form("/sign-in/code/", code=code_in(post.to(address)[-1])).status_code == 302


@pytest.mark.parametrize(
    "says",
    [
        pytest.param("451 come back later", id="refused for now"),
        pytest.param("550 no such person", id="refused for good"),
        pytest.param("", id="nobody there"),
    ],
)
def test_what_could_not_be_sent_is_tried_again_later(server, post: PostOffice, drawer, says):
    if says:
        post.says = says
    else:
        post.close()
    try:
        visitor, address = ask_for_code(server, f"Efua{len(says)}")
        row = drawer.wait_until(address, is_sent=False)
        while (waits := seconds_from_now(row["leased_until"])) > 20:  # the lease; the wait takes its place
            time.sleep(0.05)
            row = drawer.letter(address)
    finally:
        post.says = TAKEN
        if not says:
            post.open()
    assert 0 < waits < 20
    assert row["body"]

    drawer.let_time_pass()

    assert visitor.form("/sign-in/code/", code=code_in(post.wait_for(address)[0])).status_code == 302
    assert drawer.wait_until(address, is_sent=True)["body"] == ""


def seconds_from_now(moment: str) -> float:
    return (datetime.fromisoformat(moment).replace(tzinfo=UTC) - datetime.now(UTC)).total_seconds()


def test_a_letter_nobody_can_write_keeps_no_other_from_leaving(server, post, drawer):
    worker = wait_for_worker(server)
    drawer._connection.execute(
        'INSERT INTO fermata_letter (id, "to", subject, body, calendar, about, message_id, made_at, tries) '
        "VALUES (lower(hex(randomblob(16))), 'farid' || char(10) || '@example.org', 's', 'b', '', '', '<1@fermata>', "
        "'2000-01-01', 0)"
    )
    _, address = ask_for_code(server, "Farid")

    assert post.wait_for(address)
    assert wait_for_worker(server) == worker
