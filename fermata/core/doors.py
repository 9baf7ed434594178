"""Who may knock. Every view carries one declaration; a view without one is never served (site/middleware)."""

from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse

if TYPE_CHECKING:
    from fermata.people.models import Person

P = ParamSpec("P")


class Door(Enum):
    OPEN_TO_ALL = "open to all"
    SIGNED_IN = "signed in"
    BY_TOKEN = "by token"  # noqa: S105  # no password, a word


class SignedInRequest(HttpRequest):
    """A request whose sender is known. Only for types: Django makes the object."""

    person: "Person"


OpenView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
SignedInView = Callable[Concatenate[SignedInRequest, P], HttpResponseBase]


def open_to_all(view: OpenView[P]) -> OpenView[P]:
    """Anyone may look: nothing behind this door belongs to anybody."""
    view.door = Door.OPEN_TO_ALL  # type: ignore[attr-defined]
    return view


def by_token(view: OpenView[P]) -> OpenView[P]:
    """Whoever holds the link may look, and sees only what the link is about."""
    view.door = Door.BY_TOKEN  # type: ignore[attr-defined]
    return view


def signed_in(view: SignedInView[P]) -> OpenView[P]:
    """Only a person who has signed in. Others are shown the way, and come back here afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return show_the_way_in(request)
        known = cast("Any", request)
        known.person = request.user
        return view(known, *args, **kwargs)

    guarded.door = Door.SIGNED_IN  # type: ignore[attr-defined]
    return cast("OpenView[P]", guarded)


def show_the_way_in(request: HttpRequest) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"code": "signed_out"}, status=401)
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")


def wants_json(request: HttpRequest) -> bool:
    """Whether a script is asking rather than a person reading."""
    return request.path.startswith("/api/") or request.headers.get("Accept", "") == "application/json"
