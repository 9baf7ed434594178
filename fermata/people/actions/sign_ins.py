"""The places somebody is signed in: listing them, ending one, ending this one."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.internal.flows import logout
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest

from fermata.core.live import publish
from fermata.people.models import Person
from fermata.people.rules import device


@dataclass(frozen=True, slots=True)
class SignIn:
    """One browser in which a person is signed in."""

    id: int
    device: str
    since: datetime
    is_this_one: bool


def sign_ins(person: Person, *, here: str | None, now: datetime) -> list[SignIn]:
    """Where a person is signed in, newest first. `here` is the session key of the browser that asks."""
    alive = Session.objects.filter(expire_date__gt=now).values("session_key")
    mine = UserSession.objects.filter(user=person, session_key__in=alive).order_by("-created_at")
    return [SignIn(s.pk, device(s.user_agent), s.created_at, s.session_key == here) for s in mine]


@transaction.atomic
def end(sign_in: UserSession, *, by: Person) -> None:
    """End it now: its next page and its open streams find nobody signed in."""
    sign_in.end()
    publish(by.pk)


@transaction.atomic
def end_others(*, by: Person, here: str | None) -> None:
    """End every sign-in but this one."""
    others = UserSession.objects.filter(user=by).exclude(session_key=here)
    Session.objects.filter(session_key__in=list(others.values_list("session_key", flat=True))).delete()
    others.delete()
    publish(by.pk)


@transaction.atomic
def sign_out(request: HttpRequest) -> None:
    """End the sign-in of this browser. Doing so twice does it once."""
    if request.user.is_authenticated:
        UserSession.objects.filter(session_key=request.session.session_key).delete()
        publish(request.user.pk)
    logout.logout(request, show_message=False)
    forget_here(request)


def forget_here(request: HttpRequest) -> None:
    """Nobody is signed in any more, for the rest of this request too."""
    request.session.flush()
    request.user = AnonymousUser()
