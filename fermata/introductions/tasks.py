"""What the worker does for this room. Each step is whole, and doing it twice does no harm."""

from datetime import datetime

from fermata.introductions.actions import answering, companions, keeping, running


def next_step(*, now: datetime) -> bool:
    """The next piece of what waits. False when nothing does. Rounds run in a process of their own (matching.py)."""
    return running.write_letters(now=now)


def is_a_round_due(*, now: datetime) -> bool:
    return running.is_one_due(now=now)


def tidy(*, now: datetime) -> None:
    """End first talks whose time is over, and forget what nobody needs any more."""
    answering.end_what_is_over(now=now)
    keeping.tidy(now=now)
    companions.tidy(now=now)
