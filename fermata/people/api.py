"""What a script of ours asks about passkeys. The secret one can give (PRF) never comes here: it opens the space."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fermata.core.doors import SignedInRequest, open_to_all, signed_in
from fermata.core.idempotency import once
from fermata.core.wire import Malformed, Sent
from fermata.core.words import clean_name
from fermata.people import devices, rules, throttle
from fermata.people.actions import passkeys, sign_in
from fermata.people.views import after_signing_in

LONGEST_PART = 16_000
BASE64URL = re.compile(r"[A-Za-z0-9_-]+=*")
ANSWERS = ("clientDataJSON", "authenticatorData", "signature", "userHandle")
MADE = ("clientDataJSON", "attestationObject")


@open_to_all
@require_http_methods(["GET", "POST"])
def passkey_door(request: HttpRequest) -> HttpResponse:
    """GET: the question to put to any passkey. POST: its answer, which signs its owner in."""
    if not throttle.count(request, "passkey"):
        return throttle.slow_down(request, seconds=throttle.seconds_to_wait(request, "passkey"))
    if request.method == "GET":
        return JsonResponse(sign_in.passkey_question(request))
    sent = Sent(request)
    onward = rules.own_path(sent.text("next", longest=rules.LONGEST_PATH, default=""))
    person = sign_in.enter_by_passkey(request, credential=_credential(sent, parts=ANSWERS))
    answer = JsonResponse({"next": after_signing_in(person, onward=onward), "csrf": get_token(request)})
    devices.remember(request, answer, address=person.email)
    return answer


@signed_in
@require_GET
def new_passkey(request: SignedInRequest) -> JsonResponse:
    return JsonResponse(passkeys.making(request, by=request.person))


@signed_in
@require_POST
@once
def add_passkey(request: SignedInRequest) -> JsonResponse:
    sent = Sent(request)
    label = clean_name(sent.text("label", longest=400, default=""))[:80]
    credential = _credential(sent, parts=MADE)
    made = passkeys.add(
        credential=credential, label=label or rules.device(request.headers.get("User-Agent", "")), by=request.person
    )
    return JsonResponse({"id": made.pk, "label": made.wrap().name, "credential": credential["id"]}, status=201)


def _credential(sent: Sent, *, parts: tuple[str, ...]) -> dict[str, Any]:
    """What a browser says of a passkey, field by field. Nothing else it may have sent is taken, a secret least."""
    if sent.fields.get("clientExtensionResults"):
        raise Malformed("clientExtensionResults")
    response = sent.fields.get("response")
    if not isinstance(response, dict):
        raise Malformed("response")
    identity = _part(sent.fields, "id")
    return {
        "id": identity,
        "rawId": identity,
        "type": "public-key",
        "response": {name: _part(response, name) for name in parts},
    }


def _part(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or len(value) > LONGEST_PART or not BASE64URL.fullmatch(value):
        raise Malformed(name)
    return value
