"""Asking twice with the same key does the work once and answers the same."""

import json
from uuid import uuid4

import pytest
from django.test import Client

from fermata.core.models import KeptAnswer
from fermata.people.models import Person
from fermata.sessions.actions import move, open_meeting
from fermata.vault.models import Draft
from tests.cast import MONDAY, b64, partners, person, sealed

pytestmark = pytest.mark.django_db


@pytest.fixture
def amara():
    client = Client()
    client.force_login(person("Amara"), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def keep(client, *, slot, key, file):
    body = json.dumps({"file": file})
    return client.post(f"/api/drafts/{slot}/", body, content_type="application/json", HTTP_IDEMPOTENCY_KEY=key)


def test_the_same_key_gets_the_same_answer_and_the_work_is_done_once(amara):
    slot, key, file = uuid4(), uuid4().hex, b64(sealed())
    first = keep(amara, slot=slot, key=key, file=file)
    Draft.objects.all().delete()
    again = keep(amara, slot=slot, key=key, file=file)

    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert again["Idempotency-Replayed"] == "true"
    assert not Draft.objects.exists()


def test_a_key_does_not_serve_for_another_question(amara):
    key = uuid4().hex
    keep(amara, slot=uuid4(), key=key, file=b64(sealed()))

    assert keep(amara, slot=uuid4(), key=key, file=b64(sealed())).json() == {"code": "key_used_twice"}


def test_without_a_key_nothing_is_written(amara):
    assert keep(amara, slot=uuid4(), key="", file=b64(sealed())).json() == {"code": "key_missing"}
    assert not Draft.objects.exists()


def test_a_refused_question_may_be_asked_again(amara):
    slot, key = uuid4(), uuid4().hex

    assert keep(amara, slot=slot, key=key, file=b64(b"plain words")).status_code == 409
    assert not KeptAnswer.objects.exists()


def test_what_is_kept_does_not_tell_what_was_asked(amara):
    slot, key = uuid4(), uuid4().hex
    keep(amara, slot=slot, key=key, file=b64(sealed()))
    kept = KeptAnswer.objects.get()

    assert key not in kept.key
    assert slot.hex not in f"{kept.key}{kept.question}{bytes(kept.body)!r}"


def test_files_sent_as_a_form_with_parts_are_refused(amara):
    assert amara.post(f"/api/drafts/{uuid4()}/", {"file": "x"}, HTTP_IDEMPOTENCY_KEY=uuid4().hex).status_code == 415


def test_that_somebody_came_first_is_not_kept_and_may_be_asked_again(amara):
    """Nothing was written; and what the newest is may be large, and sealed."""
    meeting = open_meeting(partners(person("Ben"), Person.objects.get(display_name="Amara")), now=MONDAY)
    move(meeting, former=0, file=sealed())
    order, address = {"version": 0, "file": b64(sealed())}, f"/api/meetings/{meeting.pk}/state/"
    key = uuid4().hex
    for _ in range(2):
        answer = amara.post(address, json.dumps(order), content_type="application/json", HTTP_IDEMPOTENCY_KEY=key)
        assert (answer.status_code, answer.json()["version"]) == (409, 1)

    assert not KeptAnswer.objects.exists()
