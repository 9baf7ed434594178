"""A programme's own pages: what it is to whoever looks, and what organisers do with it as a whole."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, signed_in
from fermata.core.refusal import Refused
from fermata.people.models import Person
from fermata.programmes import charter_words, reads, rules
from fermata.programmes.actions import charter, founding, ledger
from fermata.programmes.forms import BesideForm, ProgrammeForm
from fermata.programmes.models import Enrolment, Programme
from fermata.programmes.views.finding import ORGANISER, looked_after, mine


@signed_in
@require_GET
def show_programmes(request: SignedInRequest) -> HttpResponse:
    return render(request, "programmes/pages/programmes.html", {"programmes": reads.programmes_of(request.person)})


@signed_in
@require_GET
def show_programme(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """One page for everybody; each finds there what is theirs to do."""
    programme = mine(request, programme_id)
    return render(request, "programmes/pages/programme.html", _around(programme, request.person))


def _around(programme: Programme, person: Person) -> dict[str, Any]:
    known, at = charter.versions(programme), now()
    in_force = known.in_force(at=at)
    enrolment = Enrolment.objects.visible_to(person).filter(programme=programme).first()
    theirs = charter.holds_for(enrolment).number if enrolment else 0
    newer = known.coming(at=at) or in_force
    return {
        "programme": programme,
        "roles": reads.roles_of(person, programme),
        "enrolment": enrolment,
        "hold": enrolment and enrolment.pauses.filter(ended_at=None).first(),
        "newest": known.newest,
        "in_force": in_force,
        "is_signed": hasattr(known.newest, "signature"),
        "missing": charter_words.missing(known.newest.words),
        "newer": newer if enrolment and newer and newer.number > theirs else None,
        "switched": reads.switched(programme),
        "can_dispute": ledger.is_now(programme, ledger.DISPUTES),
        "today": at.date(),
    }


@signed_in
@require_GET
def show_what_they_see(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """The organiser's page. Everybody who takes part opens the same, by the same question."""
    programme = mine(request, programme_id)
    return render(request, "programmes/pages/what_they_see.html", reads.what_organisers_see(programme, at=now()))


@signed_in
@require_http_methods(["GET", "POST"])
def describe_programme(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    programme = looked_after(request, programme_id, ORGANISER)
    form = ProgrammeForm(request.POST) if request.method == "POST" else ProgrammeForm.showing(programme)
    if form.is_valid():
        try:
            founding.describe(programme, **form.cleaned_data, by=request.person)
        except Refused as no:
            if no.refusal is not rules.DATES:
                raise
            form.add_error("ends_on", str(no.refusal.reason))
        else:
            messages.success(request, _("Changed."))
            return redirect("programme", programme_id)
    context = {"programme": programme, "form": form, "beside": BesideForm()}
    return render(request, "programmes/pages/describe.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_POST
def found_beside(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """A further programme of the same organisation."""
    programme = looked_after(request, programme_id, ORGANISER)
    form = BesideForm(request.POST)
    if form.is_valid():
        made = founding.found_programme(programme, name=form.cleaned_data["name"], by=request.person, now=now())
        return redirect("programme", made.pk)
    context = {"programme": programme, "form": ProgrammeForm.showing(programme), "beside": form}
    return render(request, "programmes/pages/describe.html", context, status=422)


@signed_in
@require_POST
def open_up(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    founding.open_up(looked_after(request, programme_id, ORGANISER), by=request.person, now=now())
    messages.success(request, _("Open. Now people can be invited."))
    return redirect("programme", programme_id)


@signed_in
@require_http_methods(["GET", "POST"])
def end_programme(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """Two clicks: this page, and its one button. From then on it is not there for whoever looked after it."""
    programme = looked_after(request, programme_id, ORGANISER)
    if request.method == "GET":
        return render(request, "programmes/pages/end.html", {"programme": programme})
    founding.end(programme, by=request.person, now=now())
    messages.success(request, _("Ended. Thank you for looking after it."))
    return redirect("programmes")


@signed_in
@require_POST
def turn_switch(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    programme = looked_after(request, programme_id, ORGANISER)
    ledger.turn_disputes(programme, is_on=request.POST.get("disputes") == "on", by=request.person, now=now())
    messages.success(request, _("Done. Everybody who takes part is told."))
    return redirect("programme", programme_id)
