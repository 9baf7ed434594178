"""Pages about the life of a partnership: holding, answering unseen, closing, leaving, protecting."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, signed_in
from fermata.introductions.models import NotWith
from fermata.partnerships.actions import goodbye, life, quiet
from fermata.partnerships.forms import HoldForm, QuietForm
from fermata.partnerships.models import Partnership
from fermata.partnerships.views.partnership import around


def _mine(request: SignedInRequest, partnership_id: UUID) -> Partnership:
    return get_object_or_404(Partnership.objects.visible_to(request.person), pk=partnership_id)


@signed_in
@require_http_methods(["GET", "POST"])
def hold(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """A rest. One button; the day is optional, and so is everything else."""
    shown, form = around(request, partnership_id), HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        at = now()
        life.hold(shown["partnership"], back_on=form.cleaned_data["back_on"], today=request.person.day_at(at), now=at)
        return redirect("partnership", partnership_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "partnerships/pages/hold.html", shown | {"form": form}, status=status)


@signed_in
@require_POST
def create_answer(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """What one says to the question of the phase. The others see nothing of it until all have spoken."""
    found = _mine(request, partnership_id)
    word = request.POST.get("word", "")[:12]
    return redirect("partnership", life.answer(found, word=word, by=request.person, now=now()).pk)


@signed_in
@require_http_methods(["GET", "POST"])
def close(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Parting together: thirty days for a last meeting and a last word."""
    shown = around(request, partnership_id)
    if request.method == "POST":
        life.close(shown["partnership"], now=now())
        return redirect("partnership", partnership_id)
    return render(request, "partnerships/pages/close.html", shown)


@signed_in
@require_POST
def waive(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    life.waive(_mine(request, partnership_id), now=now())
    return redirect("partnership", partnership_id)


@signed_in
@require_http_methods(["GET", "POST"])
def conflict(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Our roles touch: three ways on. Only the one that ends equality is told to the server."""
    if request.method == "POST":
        life.change_status(_mine(request, partnership_id), now=now())
        return redirect("partnership", partnership_id)
    return render(request, "partnerships/pages/conflict.html", around(request, partnership_id))


@signed_in
@require_GET
def observation(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Watching each other at work, by invitation; the one who is watched says what to look at."""
    return render(request, "partnerships/pages/observation.html", around(request, partnership_id))


def _gone(name: str, request: SignedInRequest) -> str:
    """Whoever wanted to take their words along, and could not, has to read that afterwards."""
    return reverse(name) + ("?words=stay" if request.POST.get("words") == "stay" else "")


@signed_in
@require_http_methods(["GET", "POST"])
def leave(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Two clicks: this page, and its one button. No reason is asked, because none is needed."""
    if request.method == "POST":
        goodbye.leave(_mine(request, partnership_id), by=request.person, now=now())
        return redirect(_gone("left", request))
    return render(request, "partnerships/pages/leave.html", around(request, partnership_id))


@signed_in
@require_GET
def left(request: SignedInRequest) -> HttpResponse:
    return render(request, "partnerships/pages/left.html")


@signed_in
@require_http_methods(["GET", "POST"])
def protect(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Leaving, and keeping the other away. As quick as leaving, and nobody can tell the two apart."""
    if request.method == "POST":
        goodbye.protect(_mine(request, partnership_id), by=request.person, now=now())
        return redirect(_gone("protected", request))
    return render(request, "partnerships/pages/protect.html", around(request, partnership_id))


@signed_in
@require_GET
def protected(request: SignedInRequest) -> HttpResponse:
    """You are safe from contact here; whom to turn to; and whom you keep away from."""
    apart = NotWith.objects.visible_to(request.person)
    return render(request, "partnerships/pages/protected.html", {"apart": apart})


@signed_in
@require_http_methods(["GET", "POST"])
def silence(request: SignedInRequest) -> HttpResponse:
    """For how long one may be silent before the others read that one is not reachable."""
    form = QuietForm(request.POST or None, initial={"days": quiet.days_of(request.person)})
    if request.method == "POST" and form.is_valid():
        quiet.say_how_long(by=request.person, days=form.cleaned_data["days"])
        return redirect("home")
    status = 422 if request.method == "POST" else 200
    return render(request, "partnerships/pages/silence.html", {"form": form}, status=status)
