"""What I say of myself, and how a stranger sees it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, signed_in
from fermata.introductions import cards
from fermata.introductions.actions.profiles import describe
from fermata.introductions.forms import FindingForm
from fermata.introductions.models import Profile
from fermata.introductions.rules.audience import Viewer
from fermata.introductions.views.looking import my_enrolment, profile_of
from fermata.introductions.words import week


@signed_in
@require_http_methods(["GET", "POST"])
def finding_profile(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    enrolment = my_enrolment(request, programme_id)
    profile = profile_of(enrolment) or Profile(enrolment=enrolment)
    form = FindingForm(request.POST if request.method == "POST" else None, profile=profile)
    if form.is_bound and form.is_valid():
        describe(enrolment, said=form.said(), may_be_found=form.cleaned_data["may_be_found"], now=now())
        messages.success(request, _("Kept. You can change it whenever you like."))
        return redirect("finding", programme_id)
    is_new = profile._state.adding  # noqa: SLF001  # the documented way to ask
    hours = week(form["hours"].value())
    context = {"programme": enrolment.programme, "form": form, "is_new": is_new, "week": hours}
    return render(request, "introductions/pages/profile.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_GET
def seen_by_a_stranger(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """The same function and the same template as for a stranger who looks around."""
    enrolment = my_enrolment(request, programme_id)
    profile = profile_of(enrolment)
    card = cards.card(profile, viewer=Viewer.STRANGER) if profile else None
    context = {"programme": enrolment.programme, "card": card, "is_found": bool(profile and profile.found_from)}
    return render(request, "introductions/pages/seen.html", context)
