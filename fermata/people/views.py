"""Pages about who somebody is here: the door, the profile, sign-ins, passkeys, taking things out, leaving."""

from urllib.parse import urlencode

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, open_to_all, signed_in
from fermata.core.refusal import Refusal, Refused
from fermata.people import devices, reads, rules, throttle
from fermata.people.actions import leaving, passkeys, profile, sign_in, sign_ins
from fermata.people.codes import MailedCode
from fermata.people.forms import AddressForm, CodeForm, ProfileForm
from fermata.people.models import Person

EMPTY_THE_BROWSER = '"storage"'
"""What a browser is told to forget when somebody goes (Clear-Site-Data): everything kept, open keys included."""


# --- the door


@open_to_all
@require_http_methods(["GET", "POST"])
def show_door(request: HttpRequest) -> HttpResponse:
    """One door for everybody: who is known and who is new is told apart only behind it."""
    onward = _onward(request)
    if request.user.is_authenticated:
        return redirect(onward or "home")
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _send_code(request, address=form.cleaned_data["address"], onward=onward)
    context = {"form": form, "next": onward, "no_passkeys": rules.why_not_passkeys(host=request.get_host())}
    return render(request, "people/pages/sign_in.html", context, status=422 if form.is_bound else 200)


def _send_code(request: HttpRequest, *, address: str, onward: str) -> HttpResponse:
    counted = throttle.counted_as(request, "code", address=address)
    if not throttle.count(request, **counted):
        return throttle.slow_down(request, seconds=throttle.seconds_to_wait(request, **counted))
    sign_in.send_code(request, address=address)
    return redirect(_with("account_confirm_login_code", onward=onward))


@open_to_all
@require_http_methods(["GET", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    onward = _onward(request)
    if request.user.is_authenticated:
        return redirect(onward or "home")
    pending = MailedCode.resume(request)
    if pending is None:
        return redirect(_with("account_login", onward=onward))
    if request.method == "GET":
        return _ask_for_code(request, pending, onward=onward)
    if "again" in request.POST:
        return _send_code(request, address=pending.address, onward=onward)
    return _try_code(request, pending, onward=onward)


def _try_code(request: HttpRequest, pending: MailedCode, *, onward: str) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _ask_for_code(request, pending, onward=onward, form=form)
    counted = throttle.counted_as(request, "wrong", address=pending.address)
    if wait := throttle.seconds_to_wait(request, **counted):
        return throttle.slow_down(request, seconds=wait)
    if refusal := sign_in.try_code(request, pending, typed=form.cleaned_data["code"]):
        throttle.count(request, **counted)
        return _ask_for_code(request, pending, onward=onward, form=form, refusal=refusal)
    try:
        person = sign_in.enter(request, pending, now=now())
    except Refused as no:
        return _ask_for_code(request, pending, onward=onward, form=form, refusal=no.refusal)
    answer = redirect(after_signing_in(person, onward=onward))
    devices.remember(request, answer, address=person.email)
    return answer


def _ask_for_code(
    request: HttpRequest,
    pending: MailedCode,
    *,
    onward: str,
    form: CodeForm | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    if form is not None and refusal is not None:
        form.add_error("code", str(refusal.reason))
    context = {"form": form or CodeForm(), "address": pending.address, "next": onward}
    return render(request, "people/pages/code.html", context, status=422 if form else 200)


@open_to_all
@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return render(request, "people/pages/sign_out.html")
    sign_ins.sign_out(request)
    return _good_bye(request, "people/pages/signed_out.html")


def _good_bye(request: HttpRequest, page: str) -> HttpResponse:
    answer = render(request, page)
    answer.headers["Clear-Site-Data"] = EMPTY_THE_BROWSER
    return answer


def after_signing_in(person: Person, *, onward: str) -> str:
    """First to what is asked of everybody once; then to where they wanted to go."""
    if not person.display_name:
        return _with("welcome", onward=onward)
    return onward or reverse("home")


def _onward(request: HttpRequest) -> str:
    """Where to go afterwards, as the address or the form says; only to a page of ours."""
    return rules.own_path(request.POST.get("next") or request.GET.get("next", ""))


def _with(name: str, *, onward: str) -> str:
    return reverse(name) + (f"?{urlencode({'next': onward})}" if onward else "")


# --- the profile


@signed_in
@require_http_methods(["GET", "POST"])
def welcome(request: SignedInRequest) -> HttpResponse:
    """After the first sign-in: what shall others call you?"""
    form = _described(request)
    onward = _onward(request)
    if form is None:
        return redirect(onward or "home")
    context = {"form": form, "next": onward}
    return render(request, "people/pages/welcome.html", context, status=422 if form.is_bound else 200)


@open_to_all
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """The language of this browser; and of whoever is signed in here, so that letters come in it as well."""
    answer = redirect(_onward(request) or "home")
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        return answer
    if isinstance(request.user, Person):
        profile.speak(request.user, language=language)
    remember_language(answer, language)
    return answer


@signed_in
@require_http_methods(["GET", "POST"])
def show_profile(request: SignedInRequest) -> HttpResponse:
    form = _described(request)
    if form is None:
        with override(request.person.language):
            messages.success(request, _("Changed."))
        return remember_language(redirect("profile"), request.person.language)
    return render(request, "people/pages/profile.html", {"form": form}, status=422 if form.is_bound else 200)


def remember_language(answer: HttpResponse, language: str) -> HttpResponse:
    """So that this browser speaks it also to whoever has not signed in."""
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return answer


def _described(request: SignedInRequest) -> ProfileForm | None:
    """The form to show; None when what was sent has been taken over."""
    form = ProfileForm(request.POST if request.method == "POST" else None, person=request.person)
    if not form.is_valid():
        return form
    profile.describe(request.person, **form.cleaned_data, now=now())
    return None


# --- where I am signed in


@signed_in
@require_GET
def show_sign_ins(request: SignedInRequest) -> HttpResponse:
    found = sign_ins.sign_ins(request.person, here=request.session.session_key, now=now())
    return render(request, "people/pages/sign_ins.html", {"sign_ins": found})


@signed_in
@require_POST
def end_sign_in(request: SignedInRequest, sign_in_id: int) -> HttpResponse:
    found = get_object_or_404(UserSession.objects.filter(user=request.person), pk=sign_in_id)
    if found.session_key == request.session.session_key:
        sign_ins.sign_out(request)
        return _good_bye(request, "people/pages/signed_out.html")
    sign_ins.end(found, by=request.person)
    messages.success(request, _("Ended. That browser is signed out."))
    return redirect("sign_ins")


@signed_in
@require_POST
def end_other_sign_ins(request: SignedInRequest) -> HttpResponse:
    sign_ins.end_others(by=request.person, here=request.session.session_key)
    messages.success(request, _("Ended. You are signed in only here."))
    return redirect("sign_ins")


# --- passkeys


@signed_in
@require_GET
def show_passkeys(request: SignedInRequest) -> HttpResponse:
    found = passkeys.passkeys_of(request.person)
    why_not = rules.why_not_passkeys(host=request.get_host()) or rules.why_not_add_passkey(passkeys=len(found))
    return render(request, "people/pages/passkeys.html", {"passkeys": found, "why_not": why_not})


@signed_in
@require_POST
def remove_passkey(request: SignedInRequest, passkey_id: int) -> HttpResponse:
    found = get_object_or_404(passkeys.passkeys_of(request.person), pk=passkey_id)
    passkeys.remove(found, by=request.person, now=now())
    messages.success(request, _("Removed. Delete it on your device too, so that it is not offered any more."))
    return redirect("passkeys")


# --- taking everything out, and leaving


@signed_in
@require_GET
def export(request: SignedInRequest) -> HttpResponse:
    return render(request, "people/pages/export.html")


@signed_in
@require_GET
def export_server_side(request: SignedInRequest) -> StreamingHttpResponse:
    """Everything the server knows of a person, in one file. Works without a script."""
    known = reads.what_the_server_knows(request.person, at=now())
    answer = StreamingHttpResponse(known, content_type="application/json; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="fermata-server.json"'
    return answer


@signed_in
@require_GET
def show_leaving(request: SignedInRequest) -> HttpResponse:
    """The first of two steps: what goes, what stays with others."""
    return render(request, "people/pages/leaving.html")


@signed_in
@require_http_methods(["GET", "POST"])
def leave(request: SignedInRequest) -> HttpResponse:
    """The second step, and the last."""
    if request.method == "GET":
        return render(request, "people/pages/leaving_sure.html")
    leaving.leave(request.person, now=now())
    sign_ins.forget_here(request)
    answer = _good_bye(request, "people/pages/left_fermata.html")
    devices.forget(answer)
    return answer
