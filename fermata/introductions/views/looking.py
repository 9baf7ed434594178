"""What every page of finding a partner begins with: my place in a programme, and my profile there."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from fermata.core.doors import SignedInRequest
from fermata.core.refusal import Refused
from fermata.introductions.models import Profile
from fermata.introductions.rules.asking import NO_PROFILE
from fermata.programmes.models import Enrolment


def my_enrolment(request: SignedInRequest, programme_id: UUID) -> Enrolment:
    mine = Enrolment.objects.visible_to(request.person).open().select_related("programme", "person")
    return get_object_or_404(mine, programme=programme_id)


def profile_of(enrolment: Enrolment) -> Profile | None:
    found = Profile.objects.filter(enrolment=enrolment).first()
    if found:
        found.enrolment = enrolment
    return found


def my_profile(request: SignedInRequest, programme_id: UUID) -> Profile:
    """Whoever has none yet is told what comes first."""
    found = profile_of(my_enrolment(request, programme_id))
    if found is None:
        raise Refused(NO_PROFILE)
    return found
