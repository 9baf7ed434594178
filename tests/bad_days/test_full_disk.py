"""A disk that fills up under the real server: a sentence instead of a crash, reading goes on, nothing kept is lost."""

import html
import re
import subprocess
import sys
import time
import uuid

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import OperationalError

from fermata.site import views
from tests.bad_days.small_disk import SmallDisk, small_disk
from tests.shapes import b64, locked_by_words, sealed
from tests.visitor import Visitor, pair

SENTENCE = "There is no room left to keep this"


@pytest.fixture(scope="module")
def disk(tmp_path_factory):
    with small_disk(tmp_path_factory.mktemp("disks") / "small", megabytes=48) as made:
        yield made


@pytest.fixture(scope="module")
def server(make_server, disk):
    return make_server("--processes", "2", FERMATA_DATA=str(disk.place))


@pytest.fixture(scope="module")
def amara(server):
    return Visitor(server.url, "Amara").sign_in()


@pytest.fixture(scope="module")
def ben(server):
    return Visitor(server.url, "Ben").sign_in()


@pytest.fixture(scope="module")
def partnership(amara, ben):
    return pair(amara, ben)


@pytest.fixture(scope="module")
def space(amara, partnership):
    return amara.get(f"/api/partnerships/{partnership}/").json()["space"]


@pytest.fixture
def full(disk: SmallDisk):
    """Full when the test says so, and roomy again afterwards."""
    yield disk
    disk.make_room()


def kept_in(visitor: Visitor, space: str) -> dict[str, str]:
    """Every item there is, page by page, with its sealed bytes."""
    page = visitor.get(f"/api/spaces/{space}/items/").json()
    return {item["id"]: item["file"] for item in page["items"]}


def use_up(disk: SmallDisk, visitor: Visitor, space: str) -> None:
    """SQLite writes on inside the log it has, also on a full disk; so fill that as well."""
    disk.fill()
    token, refused = visitor.csrf(), 0
    while refused < 3:
        path = f"/api/spaces/{space}/items/{uuid.uuid4()}/"
        answer = visitor.send(path, token=token, version=0, file=b64(sealed(kib=1 if refused else 64)))
        refused = refused + 1 if answer.status_code == 507 else max(0, refused - 1)


def test_what_was_kept_stays_what_was_refused_is_not_there_and_writing_works_again(full, amara, space):
    token, kept, refused = amara.csrf(), {}, []
    full.fill(but=4 * 2**20)
    while len(refused) < 8:
        item, file = str(uuid.uuid4()), b64(sealed(kib=64))
        answer = amara.send(f"/api/spaces/{space}/items/{item}/", token=token, version=0, file=file)
        if answer.status_code == 200:
            kept[item] = file
        else:
            assert (answer.status_code, answer.json()) == (507, {"code": "full"})
            refused.append(item)
            full.fill()

    print(f"{len(kept)} notes were kept before the disk was full")
    assert len(kept) > 20
    assert kept_in(amara, space) == kept

    full.make_room()
    for item in refused[:2]:
        file = b64(sealed())
        assert amara.send(f"/api/spaces/{space}/items/{item}/", version=0, file=file).json() == {"version": 1}
        kept[item] = file
    assert kept_in(amara, space) == kept


def test_reading_goes_on(full, amara, partnership, space):
    made = amara.send("/api/vault/methods/", method="phrase", label="", file=b64(locked_by_words()))
    use_up(full, amara, space)

    paths = [
        "/",
        "/me/",
        "/me/sign-ins/",
        "/me/export/server.json",
        f"/partnerships/{partnership}/",
        "/who-reads-what/",
    ]
    scripts = ["/api/vault/", f"/api/spaces/{space}/", f"/api/partnerships/{partnership}/", "/api/vault/log/"]
    account_file = f"/api/vault/methods/{made.json()['id']}/"
    answers = {path: amara.get(path).status_code for path in [*paths, *scripts, account_file, "/health/"]}

    assert set(answers.values()) == {200}, answers


def comes_in(visitor: Visitor, *, code: str) -> bool:
    """A count of tries that was cut off by the full disk is let go after ten seconds."""
    for _ in range(30):
        answer = visitor.form("/sign-in/code/", code=code)
        if answer.status_code != 429:
            return answer.status_code == 302
        time.sleep(0.5)
    return False


def test_every_form_says_the_sentence(full, server, amara, ben, partnership, space):
    """Signing in writes a session, leaving ends a partnership: none of it may look like a mistake of ours or theirs."""
    chidi = Visitor(server.url, "Chidi")
    chidi.form("/sign-in/", address="chidi@example.org")
    code = chidi._code("chidi@example.org")
    use_up(full, amara, space)

    answers = [
        chidi.form("/sign-in/code/", code=code),
        Visitor(server.url, "Dewi").form("/sign-in/", address="dewi@example.org"),
        amara.form("/me/", display_name="Amara", language="en", time_zone="UTC"),
        amara.form("/invitations/"),
        amara.form(f"/partnerships/{partnership}/meetings/"),
        amara.form(f"/partnerships/{partnership}/leave/"),
        ben.form("/sign-out/"),
    ]

    assert [answer.status_code for answer in answers] == [507] * len(answers)
    assert all(SENTENCE in html.unescape(answer.text) for answer in answers)
    assert all(len(re.findall("<h1", answer.text)) == 1 for answer in answers)
    full.make_room()
    assert amara.form("/me/", display_name="Amara", language="en", time_zone="UTC").status_code == 302
    assert comes_in(chidi, code=code)


def test_a_session_that_could_not_be_written_is_not_called_a_bad_request(rf):
    """Django turns every failure of the session table into "the session was deleted meanwhile"."""
    for words, status in [("database or disk is full", 507), ("the connection is closed", 503)]:
        answer = views.bad_request(rf.get("/me/"), _interrupted(OperationalError(words)))

        assert answer.status_code == status
    assert views.bad_request(rf.get("/me/"), SessionInterrupted("truly deleted")).status_code == 400


def _interrupted(error: Exception) -> SessionInterrupted:
    try:
        try:
            raise error
        except OperationalError:
            raise UpdateError from None
    except UpdateError as update:
        update.__context__ = error
        interrupted = SessionInterrupted("The request's session was deleted before the request completed.")
        interrupted.__context__ = update
        return interrupted


def test_it_does_not_start_on_a_full_disk_and_says_why(full, server):
    full.fill()
    command = [sys.executable, "-m", "fermata", "serve", "--port", "0"]

    began = subprocess.run(command, env=server.environment, capture_output=True, text=True, timeout=30, check=False)

    assert began.returncode == 1
    assert began.stderr.startswith("Fermata does not start: The disk of the data folder has 0 MB left.")
    assert "Traceback" not in began.stderr
