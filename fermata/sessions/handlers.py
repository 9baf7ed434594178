"""What this room does when a partnership ends."""

from fermata.core.events import on
from fermata.partnerships.events import PartnershipEnded


@on(PartnershipEnded)
def close_the_room(event: PartnershipEnded) -> None:
    event.partnership.meetings.filter(ended_at=None).update(ended_at=event.at)
