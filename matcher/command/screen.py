"""What the command says on a terminal: progress while it works, then a few lines people read."""

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from matcher.command.drawing import satisfaction_drawing
from matcher.people import People

out = Console(highlight=False, soft_wrap=True)
aside = Console(stderr=True, highlight=False, soft_wrap=True)

Tell = Callable[[str, float], None]
MOST_NOTES = 12


@contextmanager
def progress() -> Iterator[Tell]:
    """A line on the terminal that says what is being done, and how far it is; nothing where there is no terminal."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24), TimeElapsedColumn())
    with Progress(*columns, console=aside, transient=True, disable=not aside.is_terminal) as shown:
        task = shown.add_task("starting", total=None)

        def tell(step: str, share: float) -> None:
            shown.update(task, description=step, total=1 if share else None, completed=share)

        yield tell


def say(*lines: str) -> None:
    """Lines for people, on standard output; brackets in names are no mark-up."""
    for line in lines:
        out.print(line, markup=False)


def say_notes(notes: Sequence[str]) -> None:
    """What was left aside while reading, beside the result."""
    for note in notes[:MOST_NOTES]:
        aside.print(f"Note: {note}", markup=False, style="dim")
    if len(notes) > MOST_NOTES:
        aside.print(f"And {len(notes) - MOST_NOTES} more notes.", style="dim")


def notes_of(people: People) -> Sequence[str]:
    """What was left aside when people were read; nothing for people from arrays."""
    return people.profile.notes if people.profile else ()


def say_json(answer: dict[str, Any]) -> None:
    """One JSON object on standard output."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")


def complain(message: str) -> None:
    """Something that stands in the way, on standard error."""
    aside.print(message, markup=False)


def draw(satisfied: Sequence[float]) -> None:
    """How much of what they wish for people find, as a small drawing."""
    if satisfied:
        say("", "What people find of what they wish for (how many people):", *satisfaction_drawing(satisfied))


def seconds(since: float) -> str:
    """The time since a moment of time.monotonic, for a sentence."""
    spent = time.monotonic() - since
    return f"{spent:.1f} s" if spent < 100 else f"{spent / 60:.0f} min"


def counted(count: int, one: str, several: str) -> str:
    """A number with its noun.

    >>> counted(1, "pair", "pairs"), counted(1200, "pair", "pairs")
    ('1 pair', '1,200 pairs')
    """
    return f"{count:,} {one if count == 1 else several}"
