"""What the worker does for this room. Each step is whole, and doing it twice does no harm."""

from datetime import datetime

from fermata.programmes.actions import announcements, enrolment, founding, guests, lines
from fermata.programmes.models import Pause, Programme


def next_step(*, now: datetime) -> bool:
    """The next piece of what waits. False when nothing does."""
    if Programme.objects.filter(ended_at=None, ends_on__lt=now.date()).exists():
        founding.end_what_is_over(now=now)
    if Pause.objects.filter(ended_at=None, returns_on__lte=now.date()).exists():
        enrolment.end_holds_that_are_over(now=now)
    return guests.write_letters(now=now) or lines.take_in(now=now) or announcements.write_letters(now=now)


def tidy(*, now: datetime) -> None:
    """Forget what nobody needs any more."""
    guests.forget_unconfirmed(now=now)
    founding.forget_what_is_long_over(now=now)
