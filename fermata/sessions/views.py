"""Pages of the room."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, signed_in
from fermata.partnerships.actions import quiet
from fermata.partnerships.models import Partnership
from fermata.sessions import actions
from fermata.sessions.models import Meeting


@signed_in
@require_POST
def create_meeting(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    partnership = get_object_or_404(Partnership.objects.visible_to(request.person), pk=partnership_id)
    return redirect("meeting", actions.open_meeting(partnership, now=now()).pk)


@signed_in
@require_GET
def meeting(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    mine = Meeting.objects.visible_to(request.person).select_related("partnership")
    found = get_object_or_404(mine.prefetch_related("partnership__memberships__person"), pk=meeting_id)
    quiet.look_in(found.partnership, by=request.person, today=now().date())
    names = found.partnership.names_for(request.person)
    return render(request, "sessions/pages/room.html", {"meeting": found, "names": names})


@signed_in
@require_GET
def preparing(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    return _between(request, partnership_id, page="preparing")


@signed_in
@require_GET
def turns(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    return _between(request, partnership_id, page="turns")


@signed_in
@require_GET
def kinds(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    return _between(request, partnership_id, page="kinds")


def _between(request: SignedInRequest, partnership_id: UUID, *, page: str) -> HttpResponse:
    """A page between two meetings. All it shows is sealed and comes by itself."""
    mine = Partnership.objects.visible_to(request.person).prefetch_related("memberships__person")
    found = get_object_or_404(mine, pk=partnership_id)
    context = {"partnership": found, "names": found.names_for(request.person)}
    return render(request, f"sessions/pages/{page}.html", context)


@signed_in
@require_GET
def questions(request: SignedInRequest) -> HttpResponse:
    """The bank of questions belongs to nobody; which of them somebody likes is sealed for them alone."""
    return render(request, "sessions/pages/questions.html")
