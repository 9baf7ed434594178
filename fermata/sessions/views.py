"""Pages of the room."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, signed_in
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
    names = found.partnership.names_for(request.person)
    return render(request, "sessions/pages/room.html", {"meeting": found, "names": names})
