"""Coming in by a link: read first, then say yes or nothing; pause, come back, leave."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, by_token, signed_in
from fermata.core.refusal import Refused
from fermata.people.models import Person
from fermata.programmes import reads, rules
from fermata.programmes.actions import charter, enrolment
from fermata.programmes.forms import HoldForm
from fermata.programmes.models import Enrolment, Guest, Programme
from fermata.programmes.views.finding import enrolled

READ = "read"
"""In the address of whoever comes back from signing in: the yes they came for stands first then."""


@by_token
@require_http_methods(["GET", "POST"])
def open_programme(request: HttpRequest, link: str) -> HttpResponse:
    """What an invited person reads, before anything is asked of them; and their yes."""
    programme, is_good = _programme_in(link)
    if programme is None:
        return _not_ours(request)
    person = request.user if isinstance(request.user, Person) else None
    if person and Enrolment.objects.visible_to(person).filter(programme=programme).exists():
        return redirect("programme", programme.pk)
    if request.method == "POST" and person:
        number = request.POST.get("number", "")
        number_read = int(number) if number.isdecimal() and len(number) < 9 else 0
        enrolment.join(programme, number=number_read, is_link_good=is_good, by=person, now=now())
        messages.success(request, _("You are in. You can pause or leave whenever you like."))
        return redirect("programme", programme.pk)
    return _show(request, programme, link=link, refusal=enrolment.why_not_join(programme, is_link_good=is_good))


def _programme_in(link: str) -> tuple[Programme | None, bool]:
    """The programme a link leads to, and whether the link works now: a letter's, or the open one."""
    found = Programme.objects.select_related("organisation")
    if pk := Guest.id_in(link):
        guest = Guest.objects.filter(pk=pk).first()
        return (found.get(pk=guest.programme_id), guest.lapses_at > now()) if guest else (None, False)
    if named := Programme.name_in(link):
        programme = found.filter(pk=named[0]).first()
        return programme, programme is not None and programme.link_number == named[1] > 0
    return None, False


def _not_ours(request: HttpRequest) -> HttpResponse:
    return render(request, "site/pages/refused.html", {"refusal": rules.NOT_OUR_LINK}, status=404)


def _show(request: HttpRequest, programme: Programme, *, link: str, refusal: Any) -> HttpResponse:
    found = charter.versions(programme).in_force(at=now())
    context: dict[str, Any] = {"programme": programme, "refusal": refusal, "link": link}
    if refusal is None and found is not None:
        way_in = f"{reverse('account_login')}?{urlencode({'next': f'{request.path}?{READ}'})}"
        has_read = READ in request.GET and request.user.is_authenticated
        context |= {**reads.charter(found, at=now()), "way_in": way_in, "has_read": has_read}
    return render(request, "programmes/pages/invited.html", context, status=409 if refusal else 200)


@by_token
@require_POST
def decline_programme(request: HttpRequest, link: str) -> HttpResponse:
    """Nothing is written: declining, ignoring and lapsing are the same (INV-V2)."""
    if _programme_in(link)[0] is None:
        return _not_ours(request)
    return render(request, "programmes/pages/declined.html")


@signed_in
@require_http_methods(["GET", "POST"])
def hold_enrolment(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    mine = enrolled(request, programme_id)
    form = HoldForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            enrolment.hold(mine, returns_on=form.cleaned_data["returns_on"], now=now())
        except Refused as no:
            if no.refusal is not rules.BAD_RETURN:
                raise
            form.add_error("returns_on", str(no.refusal.reason))
        else:
            messages.success(request, _("You are on hold. Nobody is asked why, and nobody is told."))
            return redirect("programme", programme_id)
    context = {"programme": mine.programme, "form": form}
    return render(request, "programmes/pages/hold.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_POST
def come_back(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    enrolment.come_back(enrolled(request, programme_id), now=now())
    messages.success(request, _("Good to have you back."))
    return redirect("programme", programme_id)


@signed_in
@require_http_methods(["GET", "POST"])
def leave_programme(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """Two clicks: this page, and its one button. No reason is asked, because none is needed."""
    mine = enrolled(request, programme_id)
    if request.method == "GET":
        return render(request, "programmes/pages/leave.html", {"programme": mine.programme})
    enrolment.leave(mine.programme, by=request.person, now=now())
    return redirect("left_programme")


@signed_in
@require_GET
def left_programme(request: SignedInRequest) -> HttpResponse:
    return render(request, "programmes/pages/left.html")
