"""The roof's pages: the front, home, what everybody may read, and what is said when something is wrong."""

import sys
from contextlib import suppress
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import DataError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from fermata.core.clock import now
from fermata.core.doors import open_to_all, wants_json
from fermata.core.models import Letter
from fermata.core.wire import Malformed
from fermata.site import next_steps, transparency
from fermata.site.patterns import SAMPLES


@open_to_all
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The front page for a guest; for a person, their partnerships and what would be natural next."""
    if not request.user.is_authenticated:
        return render(request, "site/pages/front.html")
    return render(request, "site/pages/home.html", next_steps.home(request.user, at=now()))


@open_to_all
@require_GET
def who_reads_what(request: HttpRequest) -> HttpResponse:
    return render(request, "site/pages/who_reads_what.html")


@open_to_all
@require_GET
def transparency_page(request: HttpRequest) -> HttpResponse:
    """The data map. It asks the database nothing: it is about everybody, and says nothing of anybody."""
    about_nobody = transparency.about_nobody()
    shown = {"chapters": transparency.chapters(get_language() or "en"), "about_nobody": about_nobody}
    return render(request, "site/pages/transparency.html", shown)


@open_to_all
@require_GET
def browsers(request: HttpRequest) -> HttpResponse:
    return render(request, "site/pages/browsers.html")


@open_to_all
@require_GET
def health(request: HttpRequest) -> JsonResponse:
    """For whoever watches the installation: whether the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"health": "good"})


@open_to_all
@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    """Letters kept on this machine, since nothing is set up to send them. Only on loopback (site/urls)."""
    return render(request, "site/pages/outbox.html", {"letters": Letter.objects.order_by("-made_at")[:50]})


@open_to_all
@require_GET
def patterns(request: HttpRequest) -> HttpResponse:
    return render(request, "site/pages/patterns.html", SAMPLES)


CODES = {"not_found": "not_there", "bad_form": "reload", "bad_request": "malformed", "broken": "unexpected"}
"""What scripts are told instead of a page; each has its sentence in content/words."""


# --- when something is wrong: one sentence the person can act on, and nothing that was not theirs


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same bytes whether a thing is somebody else's or not there at all."""
    return _say(request, "not_found", status=404)


def bad_form(request: HttpRequest, reason: str = "", exception: Exception | None = None) -> HttpResponse:
    return _say(request, "bad_form", status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Also what Django makes of a session it could not write, whatever kept it from writing."""
    _hear_out(request)
    return _unwell(request, exception) or _say(request, "bad_request", status=400)


def _hear_out(request: HttpRequest) -> None:
    """A body nobody went on reading is read to its end, or the line breaks before the answer is heard."""
    with suppress(OSError):
        while request.read(65_536):
            pass


def broken(request: HttpRequest) -> HttpResponse:
    """Django calls this while the exception is at hand, so it can be told apart here, in one place."""
    return _unwell(request, sys.exc_info()[1]) or _say(request, "broken", status=500)


def _unwell(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """The disk is full, the database away, or it cannot hold such a thing: the error itself, or what it came from."""
    while error is not None:
        if _is_full(error):
            return _say(request, "full", status=507)
        if isinstance(error, OperationalError | InterfaceError):
            return _say(request, "away", status=503, wait=5)
        if isinstance(error, DataError):  # such as a NUL in a cookie, which PostgreSQL takes nowhere
            return _say(request, "bad_request", status=400)
        error = error.__cause__ or error.__context__
    return None


def _is_full(error: BaseException) -> bool:
    words = str(error).lower()
    no_space = "disk is full" in words or "no space left" in words or "disk i/o error" in words
    return no_space and isinstance(error, OperationalError | OSError)


def _say(request: HttpRequest, page: str, *, status: int, wait: int = 0) -> HttpResponse:
    answer: HttpResponse
    if wants_json(request):
        answer = JsonResponse({"code": CODES.get(page, page)}, status=status)
    else:
        answer = HttpResponse(render_to_string(f"site/pages/{page}.html", _plain()), status=status)
    if wait:
        answer.headers["Retry-After"] = str(wait)
    return answer


def _plain() -> dict[str, Any]:
    """These pages are shown when the database may be away, so they ask it nothing."""
    return {"is_plain": True}


def not_understood(error: Exception) -> HttpResponse | None:
    """Bytes that are not what the address takes."""
    if isinstance(error, Malformed):
        return JsonResponse({"code": "malformed", "field": error.field}, status=422)
    if isinstance(error, RequestDataTooBig | TooManyFieldsSent):
        return JsonResponse({"code": "too_large"}, status=413)
    return None
