"""What the worker does for this room. Each step is whole, and doing it twice does no harm."""

from collections.abc import Callable
from datetime import datetime

from fermata.calendar import mailbox
from fermata.calendar.actions import busy, offers, own_time, reminders, rhythms
from fermata.calendar.models import BusyCalendar
from fermata.core import deadline

PATIENCE_SECONDS = 20
"""With the database, between one stranger and the next."""


def next_step(*, now: datetime) -> bool:
    """The next reminders. False when none is due."""
    return reminders.write_due(now=now)


def is_one_due(*, now: datetime) -> bool:
    """Whether a calendar is to be asked. Strangers may be slow, so another process asks."""
    return BusyCalendar.objects.due(now=now).exists()


def ask_all(*, clock: Callable[[], datetime]) -> None:
    """Ask everybody who is due, one by one; and the mailbox for answers, if there is one."""
    deadline.begin(seconds=PATIENCE_SECONDS)
    mailbox.read_answers(clock=clock)
    while busy.ask_next(now=clock()):
        deadline.begin(seconds=PATIENCE_SECONDS)


def tidy(*, now: datetime) -> None:
    """Hours of rhythms for the weeks ahead, and away with what has passed."""
    rhythms.fill_all(now=now)
    offers.forget_past(now=now)
    own_time.forget_past(today=now.date())
    busy.forget_past(now=now)
