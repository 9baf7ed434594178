"""What becomes of hours when a partnership rests, comes back or ends, and when somebody moves to another zone."""

from fermata.calendar.actions import appointments, rhythms
from fermata.calendar.actions.telling import remind_anew
from fermata.core.events import on
from fermata.partnerships.actions import life
from fermata.partnerships.events import PartnershipEnded, PartnershipMoved
from fermata.partnerships.rules.life import Phase
from fermata.people.events import PersonDescribed


@on(PartnershipMoved)
def rest_or_go_on(event: PartnershipMoved) -> None:
    """A hold releases everything to come; afterwards the rhythm is taken up where it stands by then."""
    if life.here(event.partnership) == Phase.HELD:
        appointments.release_all(event.partnership, now=event.at, is_hold=True)
    for rhythm in event.partnership.rhythms.filter(ended_at=None):
        rhythms.fill(rhythm, now=event.at)


@on(PartnershipEnded)
def let_everything_go(event: PartnershipEnded) -> None:
    """Whether somebody left, protected themselves, or all parted: the same for every calendar."""
    event.partnership.rhythms.filter(ended_at=None).update(ended_at=event.at)
    appointments.release_all(event.partnership, now=event.at)


@on(PersonDescribed)
def remind_in_the_new_zone(event: PersonDescribed) -> None:
    remind_anew(event.person, now=event.at)
