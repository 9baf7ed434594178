"""The private calendar feed: for a calendar program that knows the secret address."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from fermata.calendar import entries
from fermata.calendar.actions.own_time import digest
from fermata.calendar.models import Appointment, OwnChoices
from fermata.core.clock import now
from fermata.core.doors import by_token

BACK = timedelta(days=60)


@by_token
@require_GET
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What is agreed, in its owner's zone and words. An address that was replaced finds nothing."""
    mine = get_object_or_404(OwnChoices.objects.select_related("person"), feed=digest(secret[:100]))
    reader = entries.Reader(mine.person, mine)
    hours = Appointment.objects.visible_to(mine.person).to_come(now=now() - BACK)
    text = entries.feed(hours, reader=reader, now=now())
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")
