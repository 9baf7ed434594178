"""Passkeys: one touch signs in. The secret that opens a space never comes to the server."""

import base64
import os
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client

from fermata.core.events import on
from fermata.core.models import KeptAnswer
from fermata.people.events import PasskeyRemoved
from fermata.people.tests.conftest import AMARA, BEN
from fermata.people.tests.soft_passkey import PRESENT, SoftPasskey

pytestmark = pytest.mark.django_db

DOOR, NEW, ADD = "/api/passkeys/door/", "/api/passkeys/new/", "/api/passkeys/"


def post(client: Client, url: str, body: dict, **headers: str):
    headers = {"Idempotency-Key": str(uuid4())} | headers
    return client.post(url, body, content_type="application/json", headers=headers)


def add(client: Client, passkey: SoftPasskey, *, label: str = "my phone"):
    return post(client, ADD, {**passkey.make(client.get(NEW).json()), "label": label})


def enter(client: Client, passkey: SoftPasskey, **more: str):
    return post(client, DOOR, {**passkey.answer(client.get(DOOR).json()), **more})


@pytest.fixture
def passkey(amara, come_in) -> SoftPasskey:
    """Amara's."""
    found = SoftPasskey()
    assert add(come_in(AMARA), found).status_code == 201
    return found


def test_a_passkey_is_added_and_signs_in(amara, passkey, client):
    answer = enter(client, passkey, next="/me/sign-ins/")

    assert answer.status_code == 200
    assert answer.json()["next"] == "/me/sign-ins/"
    assert client.get("/me/").context["person"] == amara
    assert Authenticator.objects.get().last_used_at is not None


def test_a_code_still_signs_in_whoever_has_a_passkey(passkey, come_in):
    assert come_in(AMARA).get("/me/").status_code == 200


def test_a_new_passkey_says_under_which_name_the_browser_knows_it(amara, come_in):
    passkey = SoftPasskey()

    answer = add(come_in(AMARA), passkey, label="  my\u202e phone ")

    identity = base64.urlsafe_b64encode(passkey.id).decode().rstrip("=")
    assert answer.json() == {"id": Authenticator.objects.get().pk, "label": "my phone", "credential": identity}


def test_without_a_name_it_is_called_after_the_browser(amara, come_in):
    client = come_in(AMARA, user_agent="Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")

    assert add(client, SoftPasskey(), label="").json()["label"] == "Firefox on Linux"


def test_the_question_asks_for_finger_face_or_pin_and_names_nobody(client):
    asked = client.get(DOOR).json()["publicKey"]

    assert asked["userVerification"] == "required"
    assert asked["rpId"] == "testserver"
    assert not asked.get("allowCredentials")


def test_making_one_asks_for_the_same_and_shows_whose_it_is(amara, come_in):
    asked = come_in(AMARA).get(NEW).json()["publicKey"]

    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["rp"] == {"id": "testserver", "name": "Fermata"}
    assert asked["user"]["name"] == AMARA
    assert asked["user"]["displayName"] == "Amara"


def test_one_device_is_asked_not_to_make_a_second_one(passkey, come_in):
    asked = come_in(AMARA).get(NEW).json()["publicKey"]

    assert [known["id"] for known in asked["excludeCredentials"]] == [
        passkey.make(come_in(AMARA).get(NEW).json())["id"]
    ]


def test_the_session_changes_its_name_at_sign_in(passkey, client):
    client.get(DOOR)
    planted = client.cookies[settings.SESSION_COOKIE_NAME].value

    enter(client, passkey)

    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted
    assert thief.get("/me/").status_code == 302


def test_the_answer_brings_the_new_token_for_forms(passkey):
    client = Client(enforce_csrf_checks=True)
    token = client.get("/sign-in/").context["csrf_token"]
    asked = client.get(DOOR).json()

    told = post(client, DOOR, passkey.answer(asked), **{"X-CSRFToken": str(token)}).json()

    assert post(client, "/me/sign-ins/end-others/", {}, **{"X-CSRFToken": str(token)}).status_code == 403
    assert post(client, "/me/sign-ins/end-others/", {}, **{"X-CSRFToken": told["csrf"]}).status_code == 302


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param({"origin": "https://evil.example"}, id="another site"),
        pytest.param({"origin": "http://testserver"}, id="no lock on the line"),
        pytest.param({"rp_id": "evil.example"}, id="another site's passkey"),
        pytest.param({"flags": PRESENT}, id="no finger, face or PIN"),
        pytest.param({"flags": 0}, id="nobody there"),
        pytest.param({"key": SoftPasskey().key}, id="forged"),
        pytest.param({"id": os.urandom(32)}, id="unknown"),
        pytest.param({"owner": "QUJD"}, id="of nobody"),
        pytest.param(
            {"owner": base64.urlsafe_b64encode(uuid4().hex.encode()).decode()}, id="of somebody who is not here"
        ),
    ],
)
def test_an_answer_that_does_not_fit_signs_nobody_in(passkey, client, spoil):
    for name, value in spoil.items():
        setattr(passkey, name, value)

    answer = enter(client, passkey)

    assert answer.status_code == 409
    assert answer.json()["code"] == "not_the_passkey"
    assert client.get("/me/").status_code == 302


def test_an_answer_works_once(passkey, client):
    answered = passkey.answer(client.get(DOOR).json())
    assert post(client, DOOR, answered).status_code == 200

    assert post(Client(), DOOR, answered).status_code == 409
    client.post("/sign-out/")
    assert post(client, DOOR, answered).status_code == 409


def test_an_answer_to_an_older_question_does_not_fit(passkey, client):
    older = client.get(DOOR).json()
    client.get(DOOR)

    assert post(client, DOOR, passkey.answer(older)).status_code == 409


def test_bens_passkey_does_not_sign_in_as_amara(amara, ben, passkey, come_in, client):
    bens = SoftPasskey()
    add(come_in(BEN), bens)
    bens.owner = passkey.owner

    assert enter(client, bens).status_code == 409


@pytest.mark.parametrize("field", ["clientExtensionResults"])
def test_the_secret_is_not_taken(passkey, client, field):
    answered = passkey.answer(client.get(DOOR).json())
    answered[field] = {"prf": {"results": {"first": "c2VjcmV0"}}}

    answer = post(client, DOOR, answered)

    assert answer.status_code == 422
    assert client.get("/me/").status_code == 302


def test_a_secret_beside_a_new_passkey_is_not_kept(amara, come_in):
    client = come_in(AMARA)
    body = {**SoftPasskey().make(client.get(NEW).json()), "prf": "c2VjcmV0"}
    body["response"]["secret"] = "c2VjcmV0"

    assert post(client, ADD, body).status_code == 201

    kept = Authenticator.objects.get().data
    assert set(kept["credential"]) == {"id", "rawId", "type", "response"}
    assert set(kept["credential"]["response"]) == {"clientDataJSON", "attestationObject"}
    assert "c2VjcmV0" not in str(kept)


PARTS = ["clientDataJSON", "authenticatorData", "signature", "userHandle", "attestationObject"]
ODD = [None, 7, "", "!", "é", [], {}, "a" * 16_001, "AA", "/w==", base64.urlsafe_b64encode(os.urandom(200)).decode()]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("odd", ODD, ids=[str(odd)[:6] for odd in ODD[:-1]] + ["noise"])
def test_bytes_that_are_none_of_ours_get_an_answer(passkey, come_in, client, part, odd):
    making = part == "attestationObject"
    browser = come_in(AMARA) if making else client
    url = ADD if making else DOOR
    body = SoftPasskey().make(browser.get(NEW).json()) if making else passkey.answer(browser.get(DOOR).json())
    body["response"][part] = odd

    assert post(browser, url, body).status_code in {409, 422}


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"response": 1}', b'{"id": "AA", "response": []}', b"\xff", b"[" * 100_000]
)
def test_what_is_no_json_of_ours_gets_an_answer(client, body):
    client.get(DOOR)

    assert client.post(DOOR, body, content_type="application/json").status_code == 422


def test_adding_twice_with_one_key_adds_once(amara, come_in):
    client = come_in(AMARA)
    body = SoftPasskey().make(client.get(NEW).json())
    key = {"Idempotency-Key": str(uuid4())}

    first, second = post(client, ADD, body, **key), post(client, ADD, body, **key)

    assert first.json() == second.json()
    assert second.headers["Idempotency-Replayed"] == "true"
    assert Authenticator.objects.count() == 1
    assert KeptAnswer.objects.count() == 1


def test_a_passkey_for_another_question_is_not_added(amara, come_in):
    client = come_in(AMARA)
    older = client.get(NEW).json()
    client.get(NEW)

    assert post(client, ADD, SoftPasskey().make(older)).status_code == 409
    assert not Authenticator.objects.exists()


def test_ten_are_enough(amara, come_in):
    client = come_in(AMARA)
    for _ in range(10):
        assert add(client, SoftPasskey()).status_code == 201

    assert client.get(NEW).json()["code"] == "many_passkeys"
    assert "ten passkeys" in client.get("/me/passkeys/").text


def test_an_address_that_is_a_number_gets_a_sentence(amara, come_in):
    client = Client(headers={"host": "127.0.0.1:8000"})

    assert client.get(DOOR).json()["code"] == "needs_a_name"
    page = client.get("/sign-in/")
    assert "such as localhost" in page.text
    assert "<passkey-door" not in page.text


def test_a_removed_passkey_signs_nobody_in_and_the_rooms_above_hear_of_it(passkey, come_in, client):
    heard = []
    on(PasskeyRemoved)(lambda event: heard.append((event.person.email, event.credential)))

    come_in(AMARA).post(f"/me/passkeys/{Authenticator.objects.get().pk}/remove/")

    assert enter(client, passkey).status_code == 409
    assert heard == [(AMARA, base64.urlsafe_b64encode(passkey.id).decode().rstrip("="))]


def test_nobody_elses_passkey_can_be_removed(ben, passkey, come_in):
    browser = come_in(BEN)
    hers = browser.post(f"/me/passkeys/{Authenticator.objects.get().pk}/remove/")
    nobodys = browser.post("/me/passkeys/999999999999999999999/remove/")

    assert hers.status_code == nobodys.status_code == 404
    assert hers.content == nobodys.content
    assert Authenticator.objects.count() == 1


def test_one_who_is_signed_out_is_told_so(client):
    assert client.get(NEW).status_code == 401
    assert post(client, ADD, {}).json() == {"code": "signed_out"}


def test_a_sign_in_by_passkey_is_listed_like_any_other(passkey, client):
    enter(client, passkey)

    assert UserSession.objects.filter(session_key=client.session.session_key).exists()


def test_the_page_costs_the_same_however_many_there_are(amara, come_in, django_assert_num_queries):
    client = come_in(AMARA)
    add(client, SoftPasskey())
    add(client, SoftPasskey())

    with django_assert_num_queries(4):  # session, person, passkeys, partners in the navigation
        client.get("/me/passkeys/")
