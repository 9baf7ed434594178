"""The charter: read, drafted, signed, compared, and said yes to."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, open_to_all, signed_in
from fermata.programmes import charter_words, reads
from fermata.programmes.actions import charter
from fermata.programmes.forms import CharterForm
from fermata.programmes.models import Charter, Enrolment, Programme
from fermata.programmes.views.finding import ORGANISER, SPONSOR, enrolled, looked_after, mine


@signed_in
@require_GET
def show_charter(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """The version that holds for whoever reads: the one they said yes to, or else the newest."""
    programme = mine(request, programme_id)
    own = Enrolment.objects.visible_to(request.person).filter(programme=programme).first()
    found = charter.holds_for(own) if own else charter.versions(programme).newest
    return _show(request, programme, found)


@signed_in
@require_GET
def show_version(request: SignedInRequest, programme_id: UUID, number: int) -> HttpResponse:
    programme = mine(request, programme_id)
    return _show(request, programme, _version(request, programme, number))


def _version(request: SignedInRequest, programme: Programme, number: int) -> Charter:
    """What is not signed yet is for those who look after the programme."""
    versions = programme.charters.select_related("signature__person")
    if not reads.roles_of(request.person, programme):
        versions = versions.signed()
    return get_object_or_404(versions, number=number)


def _show(request: SignedInRequest, programme: Programme, found: Charter) -> HttpResponse:
    roles = reads.roles_of(request.person, programme)
    context = {
        **reads.charter(found, at=now()),
        "signs": SPONSOR in roles and not hasattr(found, "signature") and found == charter.versions(programme).newest,
        "edits": ORGANISER in roles,
        "digest": charter_words.digest(found.words),
    }
    return render(request, "programmes/pages/charter.html", context)


@signed_in
@require_GET
def show_changes(request: SignedInRequest, programme_id: UUID, number: int) -> HttpResponse:
    """What a version changes, word by word, against the promises whoever reads has now."""
    programme = mine(request, programme_id)
    found = _version(request, programme, number)
    own = Enrolment.objects.visible_to(request.person).filter(programme=programme).first()
    before = charter.holds_for(own) if own else programme.charters.filter(number__lt=number).first()
    before = before or found
    context: dict[str, Any] = {
        "programme": programme,
        "charter": found,
        "before": before,
        "changes": charter_words.changes(before.words, found.words),
        "says_yes": own is not None and hasattr(found, "signature") and found.number > before.number,
    }
    return render(request, "programmes/pages/changes.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def edit_charter(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    programme = looked_after(request, programme_id, ORGANISER)
    last = charter.versions(programme).newest
    form = CharterForm(request.POST if request.method == "POST" else None, words=last.words)
    if form.is_valid():
        charter.draft(programme, words=form.words(), by=request.person, now=now())
        messages.success(request, _("Kept. Nothing of it holds before the sponsor has signed."))
        return redirect("charter_version", programme_id, charter.versions(programme).newest.number)
    context = {"programme": programme, "form": form, "is_signed": hasattr(last, "signature")}
    return render(request, "programmes/pages/edit_charter.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_POST
def sign_charter(request: SignedInRequest, programme_id: UUID, draft: int) -> HttpResponse:
    programme = looked_after(request, programme_id, SPONSOR)
    digest = request.POST.get("digest", "")
    charter.sign(programme, number=draft, digest=digest, by=request.person, now=now())
    messages.success(request, _("Signed, in the name of the organisation."))
    return redirect("programme", programme_id)


@signed_in
@require_POST
def say_yes(request: SignedInRequest, programme_id: UUID, number: int) -> HttpResponse:
    charter.say_yes(enrolled(request, programme_id), number=number, now=now())
    messages.success(request, _("These promises hold for you from now on."))
    return redirect("programme", programme_id)


@open_to_all
@require_GET
def show_how_kept(request: HttpRequest, promise: str) -> HttpResponse:
    """How the software holds a promise: the test that would turn red if it did not."""
    known = reads.how_kept(promise)
    if known is None:
        raise Http404
    return render(request, "programmes/pages/how_kept.html", known)
