"""Letters to everybody who takes part, when the promises are to change, one was switched off, or all is over."""

from datetime import datetime

from django.db import transaction

from fermata.core.models import Letter
from fermata.programmes import letters
from fermata.programmes.models import Announcement

AT_A_TIME = 2_000


def write_letters(*, now: datetime) -> bool:
    """The next letters of the announcement that has waited longest. False when none waits."""
    with transaction.atomic():
        waiting = Announcement.objects.filter(written_at=None).order_by("id")
        found = waiting.select_for_update(of=("self",)).select_related("programme").first()
        if found is None:
            return False
        enrolments = found.programme.enrolments.order_by("pk").select_related("person")
        if found.reached:
            enrolments = enrolments.filter(pk__gt=found.reached)
        due = list(enrolments[:AT_A_TIME])
        Letter.objects.bulk_create([letters.news(found, to=each.person, now=now) for each in due])
        found.reached = due[-1].pk if due else found.reached
        found.written_at = None if len(due) == AT_A_TIME else now
        found.save(update_fields=["reached", "written_at"])
    return True
