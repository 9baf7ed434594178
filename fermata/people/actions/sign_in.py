"""Signing in: ask for a code, try it, come in; or come in with a passkey."""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.models import Login
from allauth.mfa.webauthn.internal import auth, flows
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language

from fermata.core.live import publish
from fermata.core.refusal import Refusal, Refused, stop_if
from fermata.people import rules, throttle
from fermata.people.actions.joining import known_or_new
from fermata.people.codes import MailedCode
from fermata.people.models import Person

UNFINISHED = timedelta(minutes=20)
"""How long a browser may take over one sign-in; then its session is over."""
SECOND_CLICK = timedelta(seconds=30)
MOVED_TO = "moved_to"


@transaction.atomic
def send_code(request: HttpRequest, *, address: str) -> None:
    """Mail a code. Nobody is looked up: whose address it is does not matter before the code comes back."""
    MailedCode.initiate(request=request, email=address)
    request.session.set_expiry(int(UNFINISHED.total_seconds()))
    request.session.save()


def try_code(request: HttpRequest, pending: MailedCode, *, typed: str) -> Refusal | None:
    """Count this try, in the database and not in the session, where parallel tries would count as one; then judge."""
    return rules.why_not_code(
        has_tries_left=throttle.count(request, "try", key=pending.ticket),
        is_fresh=pending.is_valid(),
        fits=constant_time_compare(rules.digits(typed), pending.code),
    )


@transaction.atomic
def enter(request: HttpRequest, pending: MailedCode, *, now: datetime) -> Person:
    """Come in with a code that fits. It works once: the second of two clicks joins the sign-in the first has made."""
    former = str(request.session.session_key)
    kept = Session.objects.select_for_update().filter(pk=former, expire_date__gt=now).first()
    unfinished = kept.get_decoded() if kept else {}
    if unfinished.get(LOGIN_SESSION_KEY) != request.session.get(LOGIN_SESSION_KEY):
        raise Refused(rules.NOT_THE_CODE)  # another code was asked for meanwhile, or the browser's session is gone
    person = known_or_new(pending.address, language=get_language() or "en", now=now)
    if moved_to := unfinished.get(MOVED_TO):
        _join(request, session_key=moved_to)
        return person
    request.session.set_expiry(None)
    pending.finish_as(person)
    request.session.save()  # now, and not at the end of the request: the second click may come before that
    publish(person.pk)
    note = {LOGIN_SESSION_KEY: unfinished[LOGIN_SESSION_KEY], MOVED_TO: request.session.session_key}
    Session.objects.create(session_key=former, session_data=SessionStore().encode(note), expire_date=now + SECOND_CLICK)
    return person


def _join(request: HttpRequest, *, session_key: str) -> None:
    """Be signed in by the first click's session. Nothing is written to it; the cookie goes out with every answer."""
    request.session = SessionStore(session_key)
    request.session.accessed = True


def passkey_question(request: HttpRequest) -> dict[str, Any]:
    """What the browser puts to its passkeys: any of them, with the owner's finger, face or PIN."""
    stop_if(rules.why_not_passkeys(host=request.get_host()))
    question: dict[str, Any] = auth.begin_authentication(user=None)
    if not request.user.is_authenticated:
        request.session.set_expiry(int(UNFINISHED.total_seconds()))
    return question


@transaction.atomic
def enter_by_passkey(request: HttpRequest, *, credential: dict[str, Any]) -> Person:
    """Come in with a passkey. Raises Refused for one that is unknown, forged, or answers another question."""
    try:
        auth.parse_authentication_response(credential)
        person: Person = auth.extract_user_from_response(credential)
        passkey = auth.complete_authentication(person, credential)
    except (ValidationError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise Refused(rules.NOT_THE_PASSKEY) from error
    _use_up(request)
    request.session.set_expiry(None)
    flows.perform_passwordless_login(request, passkey, Login(user=person))
    publish(person.pk)
    return person


def _use_up(request: HttpRequest) -> None:
    """One question, one answer: whoever comes second finds the session of the question gone."""
    gone, _ = Session.objects.filter(pk=request.session.session_key).delete()
    if not gone:
        request.session.modified = False  # there is nothing left to save it in
        raise Refused(rules.NOT_THE_PASSKEY)
