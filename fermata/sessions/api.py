"""What the room's screens ask and tell. The state they exchange is sealed; the server adds only its clock."""

from typing import Any
from uuid import UUID

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, signed_in
from fermata.core.idempotency import once
from fermata.core.models import LiveState
from fermata.core.wire import Sent, b64, stale
from fermata.sessions import actions
from fermata.sessions.models import Meeting
from fermata.vault.actions import Stale


def _found(request: SignedInRequest, meeting_id: UUID) -> Meeting:
    mine = Meeting.objects.visible_to(request.person).select_related("partnership")
    return get_object_or_404(mine, pk=meeting_id)


def _state(meeting_id: UUID) -> dict[str, Any]:
    state = LiveState.objects.filter(pk=meeting_id).first()
    return {
        "version": state.version if state else 0,
        "file": b64(state.body) if state and state.body else None,
        "now": milliseconds(),
    }


def milliseconds() -> int:
    return int(now().timestamp() * 1000)


@signed_in
@require_GET
def meeting(request: SignedInRequest, meeting_id: UUID) -> JsonResponse:
    found = _found(request, meeting_id)
    members = found.partnership.memberships.select_related("person")
    return JsonResponse(
        {
            "id": str(found.pk),
            "partnership": str(found.partnership_id),
            "space": str(found.partnership.space_id),
            "members": [{"person": str(m.person_id), "name": m.person.display_name} for m in members],
            "ended": found.ended_at is not None,
            **_state(found.pk),
        }
    )


@signed_in
@require_POST
@once
def move(request: SignedInRequest, meeting_id: UUID) -> JsonResponse:
    found, sent = _found(request, meeting_id), Sent(request)
    try:
        version = actions.move(found, former=sent.number("version"), file=sent.file())
    except Stale:
        newest = _state(found.pk)
        return stale(newest.pop("version"), **newest)
    return JsonResponse({"version": version, "now": milliseconds()})


@signed_in
@require_POST
@once
def end(request: SignedInRequest, meeting_id: UUID) -> JsonResponse:
    actions.end_meeting(_found(request, meeting_id), now=now())
    return JsonResponse({})
