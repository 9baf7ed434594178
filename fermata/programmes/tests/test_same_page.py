"""See what they see: the organiser's page is one page, by one question, for everybody."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fermata.programmes.actions import enrolment, guests, ledger
from tests.cast import MONDAY, partners, person
from tests.hospital import joined, look_after, work_through

pytestmark = pytest.mark.django_db

CHANGING = re.compile(
    r'<nav.*?</nav>|(?<=name="csrf" content=")[^"]*|(?<=name="csrfmiddlewaretoken" value=")[^"]*|(?<=data-person=")[^"]*',
    re.S,
)


def read(browser, who, programme, page="what-organisers-see/"):
    answer = browser(who).get(f"/programmes/{programme.pk}/{page}")
    assert answer.status_code == 200
    return CHANGING.sub("", answer.content.decode())


@pytest.fixture
def farid(programme):
    made = person("Farid")
    look_after(programme, made, kind="guardian")
    return made


def test_everybody_sees_the_same_bytes_as_the_organiser(programme, dewi, efua, farid, amara, browser):
    joined(programme, amara)
    pages = {read(browser, who, programme) for who in (dewi, efua, farid, amara)}

    assert len(pages) == 1


def test_it_is_made_by_the_same_questions(programme, dewi, amara, browser):
    joined(programme, amara)
    asked = []
    for who in (dewi, amara):
        client = browser(who)
        client.get("/programmes/")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/programmes/{programme.pk}/what-organisers-see/")
        personal = (who.pk.hex, str(who.pk), client.session.session_key)
        asked.append([_without(personal, query["sql"]) for query in captured])

    assert asked[0] == asked[1]


def _without(personal, sql):
    for sign in personal:
        sql = sql.replace(sign, "…")
    return re.sub(r"'20\d\d-[^']*'", "'…'", sql)


def test_nothing_anybody_does_changes_it(programme, dewi, amara, ben, browser):
    """Joining, pausing, working together, disputing, leaving: an organiser who looks again sees the same bytes."""
    before = read(browser, dewi, programme)
    seen = set()
    for step in (
        lambda: joined(programme, amara),
        lambda: joined(programme, ben),
        lambda: enrolment.hold(programme.enrolments.get(person=amara), returns_on=None, now=MONDAY),
        lambda: partners(amara, ben),
        lambda: ledger.dispute(programme.enrolments.get(person=ben), promise="OP-8", now=MONDAY),
        lambda: enrolment.leave(programme, by=ben, now=MONDAY),
        lambda: enrolment.leave(programme, by=amara, now=MONDAY),
    ):
        step()
        seen.add(read(browser, dewi, programme))

    assert seen == {before}


def invite(programme, dewi, addresses):
    listed = guests.keep_list(programme, addresses=addresses, by=dewi, now=MONDAY)
    guests.confirm(listed, by=dewi, now=MONDAY)
    work_through(now=MONDAY)


NINETEEN = [f"guest{number}@example.org" for number in range(19)]


def test_the_number_of_people_invited_is_the_organisers_own(programme, dewi, amara, browser):
    invite(programme, dewi, [*NINETEEN, amara.email])
    before = read(browser, dewi, programme)
    joined(programme, amara)

    assert '<p class="when">20</p>' in before
    assert read(browser, dewi, programme) == before


@pytest.mark.parametrize("page", ["what-organisers-see/", "invite/"])
def test_no_number_is_said_before_twenty_are_invited(programme, dewi, browser, page):
    """From nobody to nineteen people an organiser reads the same bytes, on both pages that speak of it (OP-4)."""
    nobody = read(browser, dewi, programme, page)
    invite(programme, dewi, NINETEEN)
    nineteen = read(browser, dewi, programme, page)
    invite(programme, dewi, ["the.twentieth@example.org"])
    twenty = read(browser, dewi, programme, page)

    assert nobody == nineteen
    assert "ewer than twenty" in nineteen
    assert "19" not in re.sub(r"\s+", " ", nineteen).partition("<main")[2].partition("</main>")[0]
    assert "ewer than twenty" not in twenty
    assert re.search(r">20<|>20 people were invited", twenty)
