"""What happens around every page: headers, doors, refusals, the visitor's language and time zone."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import get_user
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils import timezone, translation

from fermata.core.doors import show_the_way_in, wants_json
from fermata.core.refusal import Refused
from fermata.people.models import Person
from fermata.site.headers import HEADERS, PRIVATE, SECURE_ONLY
from fermata.site.views import not_understood
from fermata.site.way_back import way_back

Answer = Callable[[HttpRequest], HttpResponseBase]


def headers(get_response: Answer) -> Answer:
    """Put the same headers on every answer; nothing but our own files may be kept by anybody."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in (HEADERS | (SECURE_ONLY if settings.SECURE else {})).items():
            response.headers[name] = value
        if not request.path.startswith(settings.STATIC_URL):
            response.headers["Cache-Control"] = PRIVATE
        return response

    return answer


def forget_when_idle(get_response: Answer) -> Answer:
    """Twelve hours after the last visit the browser forgets its sign-in.

    The cookie lapses, not the row: nobody writes down when somebody was here.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        session = request.session
        if session.accessed and session.session_key and SESSION_KEY in session:
            response.set_cookie(
                settings.SESSION_COOKIE_NAME,
                session.session_key,
                max_age=settings.IDLE_SECONDS,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=settings.SESSION_COOKIE_HTTPONLY,
                samesite="Lax",
            )
        return response

    return answer


class SameOriginCsrf(CsrfViewMiddleware):
    """Django's check, for pages that send no referrer: then browsers post with the origin "null".

    Fetch metadata says the same and cannot be forged by a script, so `Sec-Fetch-Site: same-origin` counts as our own.
    """

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.META.get("HTTP_ORIGIN") == "null":
            return request.META.get("HTTP_SEC_FETCH_SITE") == "same-origin"
        return super()._origin_verified(request)  # type: ignore[no-any-return, misc]


class Visit:
    """One visit: the visitor's language and zone, a declared door, and refusals put into words."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        timezone.deactivate()
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """A view that does not say who may knock is a mistake of ours, and is never served."""
        if not hasattr(view, "door"):
            raise RuntimeError(f"{view.__module__}.{view.__name__} does not declare who may knock (core/doors)")
        request.user = get_user(request)  # the person themselves: a lazy one looks twice at whatever is asked of it
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            timezone.activate(request.user.time_zone)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, IntegrityError | ObjectDoesNotExist) and _has_gone(request):
            return show_the_way_in(request)
        if not isinstance(exception, Refused):
            return not_understood(exception)
        refusal = exception.refusal
        if wants_json(request):
            return JsonResponse({"code": refusal.code, "reason": str(refusal.reason)}, status=409)
        context = {"refusal": refusal, "back": way_back(request), "was_sent": request.method == "POST"}
        return render(request, "site/pages/refused.html", context, status=409)


def _has_gone(request: HttpRequest) -> bool:
    """Whether the person has deleted their account while this request was under way, in another tab."""
    person = request.user
    return isinstance(person, Person) and not Person.objects.filter(pk=person.pk).exists()
