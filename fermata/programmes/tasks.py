"""What the worker does for this room. Each step is whole, and doing it twice does no harm."""

from collections.abc import Callable
from datetime import datetime

from fermata.programmes import rules
from fermata.programmes.actions import announcements, enrolment, founding, guests, lines
from fermata.programmes.models import Programme


def move_on(*, now: datetime) -> None:
    """What ends by itself on its day."""
    if Programme.objects.filter(ended_at=None, ends_on__lt=rules.is_over_before(now)).exists():
        founding.end_what_is_over(now=now)
    enrolment.end_holds_that_are_over(now=now)


STEPS: tuple[Callable[..., bool | None], ...] = (
    move_on,
    guests.write_letters,
    lines.take_in,
    announcements.write_letters,
)
"""Each does the next piece of what waits for it. False or nothing when nothing does."""


def tidy(*, now: datetime) -> None:
    """Forget what nobody needs any more."""
    guests.forget_unconfirmed(now=now)
    founding.forget_what_is_long_over(now=now)
