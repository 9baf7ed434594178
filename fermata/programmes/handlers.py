"""What this room does when somebody deletes their account."""

from fermata.core.events import on
from fermata.people.events import PersonLeaving
from fermata.programmes.actions.enrolment import leave
from fermata.programmes.models import Programme


@on(PersonLeaving)
def leave_everything(event: PersonLeaving) -> None:
    for programme in Programme.objects.filter(enrolments__person=event.person):
        leave(programme, by=event.person, now=event.at)
