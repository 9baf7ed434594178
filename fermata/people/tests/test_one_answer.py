"""Known and unknown addresses: the same status, the same bytes, the same work."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fermata.core.models import Letter
from fermata.people.tests.conftest import AMARA, ask, newest_code

pytestmark = pytest.mark.django_db
CHANGING = re.compile(rb'(name="csrfmiddlewaretoken" value|<meta name="csrf" content)="[^"]*"')


def _seen(answer) -> tuple[int, bytes, list[tuple[str, str]]]:
    headers = [(name, value) for name, value in answer.items()]
    return answer.status_code, CHANGING.sub(b"", answer.content), headers


def _shape(queries: CaptureQueriesContext) -> list[str]:
    """The queries without their values."""
    return [re.sub(r"'[^']*'|\d+|x[0-9a-f]+", "?", query["sql"])[:120] for query in queries]


def _visit(address: str):
    client = Client()
    with CaptureQueriesContext(connection) as queries:
        first = ask(client, address)
        page = client.get("/sign-in/code/")
        wrong = client.post("/sign-in/code/", {"code": f"{(int(newest_code(address)) + 1) % 1_000_000:06}"})
        again = client.post("/sign-in/code/", {"again": "yes"})
    shape = _shape(queries)
    assert len(shape) > 20
    seen = [_seen(answer) for answer in (first, page, wrong, again)]
    return [(s, body.replace(address.encode(), b"ADDRESS"), headers) for s, body, headers in seen], shape


def test_known_and_unknown_get_the_same_answers_for_the_same_work(amara):
    _visit("andro@example.org")  # the first one of all finds the counts of this network empty
    known, queries_for_known = _visit(AMARA)
    unknown, queries_for_unknown = _visit("amira@example.org")

    assert known == unknown
    assert queries_for_known == queries_for_unknown


def test_known_and_unknown_get_the_same_letter(amara):
    ask(Client(), AMARA)
    ask(Client(), "amira@example.org")

    one, other = Letter.objects.order_by("made_at")
    assert one.subject == other.subject
    assert re.sub(r"\d{6}", "", one.body) == re.sub(r"\d{6}", "", other.body)


def test_the_session_of_a_guest_does_not_say_whether_the_address_is_known(amara):
    sessions = []
    for address in (AMARA, "amira@example.org"):
        client = Client()
        ask(client, address)
        sessions.append({name: _blank(value) for name, value in client.session.items()})

    assert sessions[0] == sessions[1]


def _blank(value):
    if isinstance(value, dict):
        return {name: _blank(inner) for name, inner in value.items()}
    return value if value is None or isinstance(value, bool) else type(value)
