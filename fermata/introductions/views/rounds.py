"""Rounds and suggestions. Whoever organises them reads the same page as everybody, by the same template."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, signed_in
from fermata.core.refusal import Refused
from fermata.introductions import reads
from fermata.introductions.actions import left_over
from fermata.introductions.actions import rounds as actions
from fermata.introductions.actions.suggesting import suggest
from fermata.introductions.forms import RoundForm, SuggestionForm
from fermata.introductions.models import Entry, Profile, Round
from fermata.introductions.views.looking import profile_of
from fermata.programmes.models import Enrolment, Programme, Role


@signed_in
@require_http_methods(["GET", "POST"])
def rounds(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """Open, running or over: the same for all. One's own place in each is one's own."""
    programme = _programme(request, programme_id)
    organises = _organises(request, programme)
    if request.method == "POST" and not organises:
        raise Http404
    form = RoundForm(request.POST if request.method == "POST" else None)
    kind = Round.Kind.DRAW if request.POST.get("kind") == "draw" else Round.Kind.ROUND
    if form.is_bound and form.is_valid():
        closes_at = form.closes_at(zone=timezone.get_current_timezone())
        try:
            actions.announce_round(programme, kind=kind, closes_at=closes_at, now=now())
        except Refused as no:
            form.refuse(no.refusal)
        else:
            return redirect("rounds", programme_id)
    context = _around(request, programme) | {"form": form, "organises": organises, "chosen": {kind: True}}
    return render(request, "introductions/pages/rounds.html", context, status=422 if form.is_bound else 200)


def _programme(request: SignedInRequest, programme_id: UUID) -> Programme:
    return get_object_or_404(Programme.objects.visible_to(request.person).running(), pk=programme_id)


def _organises(request: SignedInRequest, programme: Programme) -> bool:
    return Programme.objects.looked_after_by(request.person, Role.Kind.ORGANISER).filter(pk=programme.pk).exists()


def _around(request: SignedInRequest, programme: Programme) -> dict[str, Any]:
    enrolment = Enrolment.objects.visible_to(request.person).filter(programme=programme).first()
    profile = profile_of(enrolment) if enrolment else None
    return {
        "programme": programme,
        "takes_part": profile is not None,
        "rounds": reads.rounds_of(programme, profile=profile, at=now()),
        "wishes": Entry.Wish.choices,
    }


def _round(request: SignedInRequest, round_id: UUID) -> tuple[Round, Profile]:
    found = get_object_or_404(Round.objects.visible_to(request.person), pk=round_id)
    profile = Profile.objects.of(request.person).filter(enrolment__programme=found.programme_id)
    return found, get_object_or_404(profile.select_related("enrolment__person"))


@signed_in
@require_POST
def enter(request: SignedInRequest, round_id: UUID) -> HttpResponse:
    found, profile = _round(request, round_id)
    actions.enter(found, profile=profile, takes_more="takes_more" in request.POST, now=now())
    return redirect("rounds", found.programme_id)


@signed_in
@require_POST
def withdraw(request: SignedInRequest, round_id: UUID) -> HttpResponse:
    found, profile = _round(request, round_id)
    actions.withdraw(found, profile=profile, now=now())
    return redirect("rounds", found.programme_id)


@signed_in
@require_POST
def choose(request: SignedInRequest, round_id: UUID) -> HttpResponse:
    found, profile = _round(request, round_id)
    wish = request.POST.get("wish", "")
    wish = wish if wish in Entry.Wish.values else Entry.Wish.WAIT
    left_over.choose(found, profile=profile, wish=wish, now=now())
    return redirect("rounds", found.programme_id)


@signed_in
@require_http_methods(["GET", "POST"])
def suggestions(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """The answer is the same whoever is named: whoever suggests learns nothing by it (OP-2)."""
    organised = Programme.objects.looked_after_by(request.person, Role.Kind.ORGANISER).running()
    programme = get_object_or_404(organised, pk=programme_id)
    form = SuggestionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        addresses = form.cleaned_data["one"], form.cleaned_data["other"]
        suggest(programme, addresses=addresses, by=request.person, now=now())
        messages.success(request, _("Thank you. If both take part, each finds it on their page."))
        return redirect("suggestions", programme_id)
    context = {"programme": programme, "form": form}
    return render(request, "introductions/pages/suggestions.html", context, status=422 if form.is_bound else 200)
