"""What somebody says of themselves in a programme."""

from datetime import datetime
from typing import Any

from django.db import transaction

from fermata.introductions.actions.introducing import lock
from fermata.introductions.models import Profile
from fermata.people.actions.profile import keep_usual_hours
from fermata.programmes.actions.enrolment import become_ready
from fermata.programmes.models import Enrolment


@transaction.atomic
def describe(enrolment: Enrolment, *, said: dict[str, Any], may_be_found: bool, now: datetime) -> Profile:
    """Keep it. From the first time on, the person may be introduced; found only if they wish it."""
    lock([enrolment.person])
    profile = Profile.objects.filter(enrolment=enrolment).first() or Profile(enrolment=enrolment)
    said = dict(said)
    if "hours" in said:
        keep_usual_hours(enrolment.person, hours=said.pop("hours"))
    for name, value in said.items():
        setattr(profile, name, value)
    profile.found_from = (profile.found_from or now) if may_be_found else None
    profile.changed_at = now
    profile.save()
    become_ready(enrolment, now=now)
    return profile
