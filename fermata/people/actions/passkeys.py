"""A person's passkeys: making one, keeping it, removing it."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from fermata.core.events import announce
from fermata.core.refusal import Refused, stop_if
from fermata.people import rules
from fermata.people.events import PasskeyRemoved
from fermata.people.models import Person


def passkeys_of(person: Person) -> "QuerySet[Authenticator]":
    """The passkeys this person may know of: their own. Every lookup starts here, so the rest are 404."""
    mine: QuerySet[Authenticator] = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN)
    return mine.order_by("created_at", "pk")


def making(request: HttpRequest, *, by: Person) -> dict[str, Any]:
    """What the browser needs to make a passkey: one that is found without typing a name, used with finger or PIN."""
    stop_if(rules.why_not_passkeys(host=request.get_host()))
    stop_if(rules.why_not_add_passkey(passkeys=passkeys_of(by).count()))
    options: dict[str, Any] = auth.begin_registration(by, True)  # allauth's signature
    return options


@transaction.atomic
def add(*, credential: dict[str, Any], label: str, by: Person) -> Authenticator:
    """Keep the public half of a new passkey, once it has answered the question put to it."""
    Person.objects.select_for_update().get(pk=by.pk)
    stop_if(rules.why_not_add_passkey(passkeys=passkeys_of(by).count()))
    try:
        auth.parse_registration_response(credential)
        auth.complete_registration(credential)
    except (ValidationError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise Refused(rules.NOT_THE_PASSKEY) from error
    passkey: Authenticator = auth.WebAuthn.add(by, label, credential).instance
    return passkey


@transaction.atomic
def remove(passkey: Authenticator, *, by: Person, now: datetime) -> None:
    """It signs in no more. Rooms that knew it are told."""
    credential = str(passkey.data["credential"]["id"])
    passkey.delete()
    announce(PasskeyRemoved(person=by, credential=credential, at=now))
