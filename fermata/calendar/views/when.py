"""The page *When we meet*, and that of one hour."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fermata.calendar import reads, words
from fermata.calendar.actions import appointments, offers, own_time, rhythms
from fermata.calendar.forms import OfferForm
from fermata.calendar.models import Appointment, Offer
from fermata.calendar.rules.appointments import MENDED_IN_THE_FORM
from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, signed_in
from fermata.core.refusal import Refused
from fermata.partnerships.actions import quiet
from fermata.partnerships.models import Partnership


@signed_in
@require_http_methods(["GET", "POST"])
def when(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """What is agreed, what is offered, what would suit; and offering it."""
    found = _mine(request, partnership_id)
    return _show(request, found, page="calendar/pages/when.html")


@signed_in
@require_http_methods(["GET", "POST"])
def appointment(request: SignedInRequest, appointment_id: UUID) -> HttpResponse:
    """One hour: where, and what about (sealed); moving it, letting it go."""
    mine = Appointment.objects.visible_to(request.person)
    one = get_object_or_404(mine, pk=appointment_id)
    found = _mine(request, one.partnership_id)
    one.partnership = found
    return _show(request, found, page="calendar/pages/appointment.html", moving=one)


def _mine(request: SignedInRequest, partnership_id: UUID) -> Partnership:
    mine = Partnership.objects.visible_to(request.person).values("pk")
    return get_object_or_404(reads.to_show().filter(pk__in=mine), pk=partnership_id)


def _show(
    request: SignedInRequest, found: Partnership, *, page: str, moving: Appointment | None = None
) -> HttpResponse:
    typed = request.POST if request.method == "POST" else None
    minutes = _number(request, "minutes") or (moving.minutes if moving else words.USUAL_LENGTH)
    form = OfferForm(typed, hours=request.POST.getlist("hours"), minutes=minutes)
    if typed is not None and form.is_valid() and _is_offered(request, found, form=form, moving=moving):
        return redirect("when", found.pk) if moving is None else redirect("appointment", moving.pk)
    if typed is None:
        quiet.look_in(found, by=request.person, today=now().date())
    shown = reads.hours_of(
        found,
        person=request.person,
        now=now(),
        minutes=minutes if minutes in words.LENGTHS else words.USUAL_LENGTH,
        further=_number(request, "further"),
        moving=moving,
    )
    context: dict[str, Any] = {"partnership": found, "names": found.names_for(request.person), "form": form}
    context |= {"people": found.people_for(request.person), "zone": request.person.time_zone.replace("_", " ")}
    context |= shown | {"appointment": moving, "has_begun": moving is not None and moving.has_begun(now=now())}
    return render(request, page, context, status=422 if typed is not None else 200)


def _is_offered(request: SignedInRequest, found: Partnership, *, form: OfferForm, moving: Appointment | None) -> bool:
    """Or why not, beside what was typed, if another hour will do."""
    try:
        made = offers.offer(
            found,
            hours=form.hours,
            minutes=form.cleaned_data["minutes"],
            every=form.cleaned_data["every"],
            by=request.person,
            now=now(),
            moving=moving,
        )
    except Refused as no:
        if no.refusal not in MENDED_IN_THE_FORM:
            raise
        form.refuse(no.refusal)
        return False
    if made:
        messages.success(request, _("Offered. It is agreed as soon as it suits everybody."))
    return True


def _number(request: SignedInRequest, name: str) -> int:
    said = request.GET.get(name, "")[:4]
    return int(said) if said.isascii() and said.isdecimal() else 0


@signed_in
@require_POST
def say_yes(request: SignedInRequest, offer_id: UUID) -> HttpResponse:
    offered = _offer(request, offer_id)
    if offers.say_yes(offered, by=request.person, now=now()):
        messages.success(request, words.agreed(own_time.choices_of(request.person)))
    return redirect("when", offered.partnership_id)


@signed_in
@require_POST
def take_back(request: SignedInRequest, offer_id: UUID) -> HttpResponse:
    offered = _offer(request, offer_id)
    offers.take_back(offered, by=request.person)
    return redirect("when", offered.partnership_id)


def _offer(request: SignedInRequest, offer_id: UUID) -> Offer:
    mine = Offer.objects.visible_to(request.person).select_related("partnership")
    return get_object_or_404(mine, pk=offer_id)


@signed_in
@require_POST
def let_go(request: SignedInRequest, appointment_id: UUID) -> HttpResponse:
    one = _appointment(request, appointment_id)
    appointments.let_go(one, now=now())
    messages.success(request, _("Let go. The others read that this hour is free again, and no more."))
    return redirect("when", one.partnership_id)


@signed_in
@require_POST
def say_missed(request: SignedInRequest, appointment_id: UUID) -> HttpResponse:
    one = _appointment(request, appointment_id)
    appointments.say_missed(one, now=now())
    return redirect("when", one.partnership_id)


def _appointment(request: SignedInRequest, appointment_id: UUID) -> Appointment:
    mine = Appointment.objects.visible_to(request.person).select_related("partnership")
    return get_object_or_404(mine, pk=appointment_id)


@signed_in
@require_POST
def end_rhythm(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    found = get_object_or_404(Partnership.objects.visible_to(request.person), pk=partnership_id)
    rhythms.end(found, now=now())
    return redirect("when", partnership_id)
