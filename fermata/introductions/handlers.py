"""What this room does when somebody is back from a pause, leaves, or deletes their account.

A programme that ends and a new line of authority need nothing here: both are asked about at the last yes.
"""

from fermata.core.events import on
from fermata.introductions.actions import keeping
from fermata.people.events import PersonLeaving
from fermata.programmes.events import HeldBack, Left


@on(PersonLeaving)
def forget(event: PersonLeaving) -> None:
    keeping.forget(event.person)


@on(HeldBack)
def resume(event: HeldBack) -> None:
    keeping.resume(event.enrolment, now=event.at)


@on(Left)
def stop_for(event: Left) -> None:
    keeping.stop_for(event.person, programme=event.programme)
