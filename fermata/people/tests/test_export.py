"""Everything the server knows of a person, in one file, with what it is and why."""

import base64
import json

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session

from fermata.core.data_map import nobody, tables
from fermata.people.tests.conftest import AMARA, BEN, newest_code

pytestmark = pytest.mark.django_db


def _every_table():
    return [model for model in apps.get_models() if model._meta.managed]


@pytest.mark.parametrize("model", _every_table(), ids=lambda model: model._meta.label)
def test_every_field_of_every_table_is_in_the_map(model):
    named = set().union(*(table.fields for table in tables() if table.model is model))

    if model in nobody():
        assert nobody()[model]
        assert not named
    else:
        assert named == {field.name for field in model._meta.concrete_fields}


@pytest.mark.parametrize("table", list(tables()), ids=lambda table: str(table.title))
def test_every_field_says_what_why_how_long_and_who(table):
    for name in table.fields:
        kept = table.kept(name)
        assert all(str(words).strip() for words in (kept.what, kept.why, kept.until, kept.seen_by)), name
    assert table.secret <= set(table.fields)


def test_a_table_about_nobody_has_no_way_to_a_person():
    people = apps.get_model("fermata", "Person")

    for model in nobody():
        assert not [f for f in model._meta.get_fields() if f.related_model is people and not f.auto_created]


@pytest.fixture
def taken_out(amara, ben, come_in):
    client = come_in(AMARA, user_agent="Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
    come_in(BEN)
    answer = client.get("/me/export/server.json")
    return client, answer, b"".join(answer.streaming_content).decode()


def test_it_is_one_file_to_keep(taken_out):
    _, answer, _ = taken_out

    assert answer.headers["Content-Disposition"] == 'attachment; filename="fermata-server.json"'
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store, private"


def test_it_tells_all_of_mine(taken_out, amara):
    known = {table["title"]: table for table in json.loads(taken_out[2])["tables"]}

    assert known["You"]["rows"][0]["email"] == AMARA
    assert known["You"]["rows"][0]["id"] == str(amara.pk)
    assert known["You"]["fields"]["email"]["why"]
    assert known["Your e-mail address"]["rows"][0]["verified"] is True
    assert known["Where you are signed in"]["rows"][0]["user_agent"].endswith("Firefox/140.0")
    assert len(known["Letters to you"]["rows"]) == 1
    assert len(known["Your spaces"]["rows"]) == 1


def test_it_tells_nothing_of_anybody_else(taken_out, ben):
    assert BEN not in taken_out[2]
    assert str(ben.pk) not in taken_out[2]


def test_it_holds_nothing_that_would_let_its_finder_in(taken_out):
    client, _, text = taken_out

    assert client.session.session_key not in text
    for session in Session.objects.all():
        assert session.session_key not in text
        assert session.session_data not in text


def test_bytes_are_printed_as_base64(amara, come_in):
    client = come_in(AMARA)
    drafts = apps.get_model("fermata", "Draft").objects
    drafts.create(person=amara, slot="0197aaaa-0000-7000-8000-000000000000", file=b"\x00sealed\xff")

    known = json.loads(b"".join(client.get("/me/export/server.json").streaming_content))

    draft = next(table for table in known["tables"] if table["table"] == "fermata.Draft")["rows"][0]
    assert base64.b64decode(draft["file"]["base64"]) == b"\x00sealed\xff"


def test_the_code_in_a_waiting_letter_is_mine_to_see(taken_out):
    assert newest_code(AMARA) in taken_out[2]


def test_the_page_explains_and_holds_the_folder(amara, come_in):
    page = come_in(AMARA).get("/me/export/").text

    assert "<export-folder></export-folder>" in page
    assert 'href="/me/export/server.json"' in page
