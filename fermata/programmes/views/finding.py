"""Where every lookup of this room's pages starts: what is not yours is not there."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from fermata.core.doors import SignedInRequest
from fermata.programmes.models import Enrolment, Programme, Role

ORGANISER, SPONSOR = Role.Kind.ORGANISER, Role.Kind.SPONSOR


def mine(request: SignedInRequest, programme_id: UUID) -> Programme:
    """One I take part in, or look after."""
    return get_object_or_404(Programme.objects.visible_to(request.person), pk=programme_id)


def looked_after(request: SignedInRequest, programme_id: UUID, *kinds: str) -> Programme:
    """One I look after in one of these roles, while it lasts."""
    return get_object_or_404(Programme.objects.looked_after_by(request.person, *kinds), pk=programme_id)


def enrolled(request: SignedInRequest, programme_id: UUID) -> Enrolment:
    """My own place in it."""
    own = Enrolment.objects.visible_to(request.person).select_related("programme__organisation")
    return get_object_or_404(own, programme=programme_id)
