"""What this room does when a partnership ends, and when it is erased."""

from fermata.core.events import on
from fermata.core.models import LiveState
from fermata.partnerships.events import PartnershipEnded, PartnershipForgotten


@on(PartnershipEnded)
def close_the_room(event: PartnershipEnded) -> None:
    event.partnership.meetings.filter(ended_at=None).update(ended_at=event.at)


@on(PartnershipForgotten)
def forget_the_rooms(event: PartnershipForgotten) -> None:
    LiveState.objects.filter(pk__in=event.partnership.meetings.values("pk")).delete()
