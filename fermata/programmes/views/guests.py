"""Inviting: a link to pass on, a list to read and then to send; and lines of authority, which keep people apart."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, signed_in
from fermata.core.refusal import Refused
from fermata.core.uploads import takes_files
from fermata.programmes import reading, rules
from fermata.programmes.actions import guests, lines
from fermata.programmes.forms import LinesForm, PastedForm
from fermata.programmes.models import Programme
from fermata.programmes.views.finding import ORGANISER, looked_after


@signed_in
@require_GET
def show_inviting(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    return _show(request, looked_after(request, programme_id, ORGANISER))


def _show(request: SignedInRequest, programme: Programme, *, status: int = 200, **more: Any) -> HttpResponse:
    link = settings.URL + reverse("open_programme", args=[programme.token]) if programme.link_number else ""
    context = {
        "programme": programme,
        "link": link,
        "refusal": guests.why_not_invite(programme, by=request.person),
        "people_invited": guests.people_invited(programme),
        "form": PastedForm(),
    }
    return render(request, "programmes/pages/invite.html", context | more, status=status)


@takes_files
@signed_in
@require_POST
def create_list(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """Read what was pasted or sent. Nobody is written to yet; with one fault in it nothing is kept."""
    programme = looked_after(request, programme_id, ORGANISER)
    file = request.FILES.get("file")
    read = reading.read_addresses(file.read()) if file else reading.read_pasted(request.POST.get("pasted", ""))
    if read.faults_in_all:
        return _show(request, programme, read=read, form=PastedForm(request.POST), status=422)
    try:
        listed = guests.keep_list(programme, addresses=read.addresses, by=request.person, now=now())
    except Refused as no:
        return _show(request, programme, refusal=no.refusal, form=PastedForm(request.POST), status=409)
    more = f"?twice={read.repeated}&known={len(read.addresses) - listed.new}"
    return redirect(reverse("guest_list", args=[programme_id, listed.pk]) + more)


@signed_in
@require_GET
def show_list(request: SignedInRequest, programme_id: UUID, list_id: UUID) -> HttpResponse:
    """What sending it would do."""
    programme = looked_after(request, programme_id, ORGANISER)
    listed = get_object_or_404(programme.guest_lists, pk=list_id)
    counted = {name: int(said) for name in ("twice", "known") if (said := request.GET.get(name, "0")[:9]).isdecimal()}
    context = {"programme": programme, "list": listed, "days": rules.GUEST_DAYS, **counted}
    return render(request, "programmes/pages/guest_list.html", context)


@signed_in
@require_POST
def confirm_list(request: SignedInRequest, programme_id: UUID, list_id: UUID) -> HttpResponse:
    programme = looked_after(request, programme_id, ORGANISER)
    guests.confirm(get_object_or_404(programme.guest_lists, pk=list_id), by=request.person, now=now())
    messages.success(request, _("On their way. You will not be told what becomes of them; see the promises."))
    return redirect("invite", programme_id)


@signed_in
@require_POST
def discard_list(request: SignedInRequest, programme_id: UUID, list_id: UUID) -> HttpResponse:
    programme = looked_after(request, programme_id, ORGANISER)
    guests.discard(get_object_or_404(programme.guest_lists, pk=list_id))
    messages.success(request, _("Forgotten. Nobody was written to."))
    return redirect("invite", programme_id)


@signed_in
@require_POST
def turn_link(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """Open a link to pass on, or close it; a closed one never works again."""
    programme = looked_after(request, programme_id, ORGANISER)
    turn = guests.open_link if request.POST.get("is_open") == "yes" else guests.close_link
    turn(programme, by=request.person)
    return redirect("invite", programme_id)


@takes_files
@signed_in
@require_http_methods(["GET", "POST"])
def keep_apart(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """Lines of authority come in here, and never out again."""
    programme = looked_after(request, programme_id, ORGANISER)
    context: dict[str, Any] = {"programme": programme, "form": LinesForm()}
    if request.method == "POST":
        form = LinesForm(request.POST, request.FILES)
        context["form"] = form
        if form.is_valid():
            read = reading.read_lines(form.cleaned_data["file"].read())
            context |= {"read": read, **lines.oddities(read.lines, known=read.addresses)}
            if not read.faults_in_all:
                lines.give(programme, lines=read.lines, by=request.person, now=now())
                context["is_given"] = True
    is_wrong = context["form"].is_bound and not context.get("is_given")
    context["holds"] = lines.holds(programme.organisation)
    context["is_coming_in"] = lines.is_coming_in(programme.organisation)
    return render(request, "programmes/pages/lines.html", context, status=422 if is_wrong else 200)


@signed_in
@require_POST
def delete_lines(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    lines.delete(looked_after(request, programme_id, ORGANISER), by=request.person, now=now())
    messages.success(request, _("Deleted. Everybody who takes part is told that nobody is kept apart by them."))
    return redirect("lines", programme_id)
