"""Opening a meeting, moving its sealed state one step, ending it."""

from datetime import datetime

from django.db import transaction

from fermata.calendar.actions import appointments
from fermata.core.live import publish
from fermata.core.models import LiveState
from fermata.core.refusal import Refusal, stop_if
from fermata.partnerships.actions import agreement, life
from fermata.partnerships.models import Partnership
from fermata.partnerships.rules.life import Phase
from fermata.sessions import rules
from fermata.sessions.models import Meeting
from fermata.vault.actions import Stale
from fermata.vault.rules import why_not_item


def why_not_meet(partnership: Partnership) -> Refusal | None:
    return rules.why_not_meet(
        is_over=agreement.is_over(partnership),
        is_resting=life.here(partnership) == Phase.HELD,
        has_met=partnership.meetings.exclude(ended_at=None).exists(),
        is_agreed=agreement.in_force(partnership) is not None,
    )


@transaction.atomic
def open_meeting(partnership: Partnership, *, now: datetime) -> Meeting:
    """Open the room, or come into the one that is open. All who press at once meet in the same room."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    if running := partnership.meetings.filter(ended_at=None).first():
        _come_at_its_hour(running, now=now)
        return running
    stop_if(why_not_meet(partnership))
    meeting = partnership.meetings.create(opened_at=now, appointment=appointments.meet(partnership, now=now))
    publish(partnership.pk)
    return meeting


def _come_at_its_hour(running: Meeting, *, now: datetime) -> None:
    """Somebody was here long before; the agreed hour comes, and another one with it."""
    hour = appointments.meet(running.partnership, now=now)
    if hour is not None and running.appointment_id is None:
        running.appointment = hour
        running.save(update_fields=["appointment"])
        publish(running.partnership_id)


@transaction.atomic
def move(meeting: Meeting, *, former: int, file: bytes) -> int:
    """Put the next sealed state of the room in place of the one its sender had seen. Returns the version."""
    stop_if(why_not_item(file))
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    stop_if(
        rules.why_not_move(is_over=agreement.is_over(meeting.partnership), is_finished=meeting.ended_at is not None)
    )
    state = LiveState.objects.filter(pk=meeting.pk).first()
    version = state.version if state else 0
    if former != version:
        raise Stale(version)
    return publish(meeting.pk, body=file)


@transaction.atomic
def end_meeting(meeting: Meeting, *, now: datetime) -> None:
    """Close the room. Ending it twice ends it once. The partnership is locked first, as by everybody else."""
    life.lock(meeting.partnership)
    if Meeting.objects.filter(pk=meeting.pk, ended_at=None).update(ended_at=now):
        publish(meeting.partnership_id)
        life.met(meeting.partnership, now=now)
