"""What this room does when somebody deletes their account."""

from fermata.core.events import on
from fermata.partnerships.actions.goodbye import leave
from fermata.partnerships.models import Partnership
from fermata.people.events import PersonLeaving


@on(PersonLeaving)
def leave_everything(event: PersonLeaving) -> None:
    for partnership in Partnership.objects.visible_to(event.person):
        leave(partnership, by=event.person, now=event.at)
