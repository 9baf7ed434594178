"""`matcher circles`: find, check, write and tell circles."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matcher.command.pace import choose_pace
from matcher.command.screen import counted, notes_of, progress, say, say_json, say_notes, seconds
from matcher.explanation import why_circle
from matcher.people import People
from matcher.results import circles_table, shown
from matcher.writing import write

if TYPE_CHECKING:
    from matcher.circles import Circles

MOST_SHOWN = 12


def circle(
    people: People, *, output: Path | None, size: int, seed: int, time_limit: float | None, as_json: bool
) -> None:
    """Find, check, write and tell circles."""
    begun = time.monotonic()
    choose_pace(len(people) * 3)
    from matcher.circles import best_circles

    with progress() as tell:
        found = best_circles(people, size=size, seed=seed, time_limit=time_limit, tell=tell)
        tell("checking", 0.0)
        found.check(people)
    words = {i: f"This is {rung}, so that nobody is left out." for i, rung in found.relaxed.items()}
    words |= dict.fromkeys(found.alone, "No circle had an hour and a language in common with you this time.")
    if output is not None:
        write(output, circles_table(people, found.circles, words))
    if as_json:
        say_json(_circles_as_json(people, found, words))
        return
    say_notes(notes_of(people))
    _tell_circles(people, found, spent=seconds(begun), output=output)


def _tell_circles(people: People, found: "Circles", *, spent: str, output: Path | None) -> None:
    sizes = sorted({len(group) for group in found.circles})
    spread = ", ".join(f"{sum(len(c) == size for c in found.circles)} of {size}" for size in sizes)
    circles = counted(len(found.circles), "circle", "circles")
    say(f"{counted(len(people), 'person', 'people')}: {circles}{f' ({spread})' if spread else ''}, in {spent}.")
    if found.alone:
        names = ", ".join(shown(people, i) for i in found.alone[:MOST_SHOWN])
        more = " …" if len(found.alone) > MOST_SHOWN else ""
        say(f"In no circle, for want of a common hour or language: {names}{more}.")
    say("Checked: every circle shares an hour and a language, and keeps every rule.")
    say(f"Together they reach {found.share:.0%} of a limit that no circles of these sizes can pass.")
    if not found.is_complete:
        say("The time ended before the work did; with more of it they may get better.")
    if output is not None:
        say("", f"Written: {output}, one row for each person.")
        return
    for group in found.circles[:MOST_SHOWN]:
        say("", " · ".join(shown(people, i) for i in group), f"    {why_circle(people, group)}")
    say("", "Write all into a table with: -o circles.csv")


def _circles_as_json(people: People, found: "Circles", words: dict[int, str]) -> dict[str, Any]:
    return {
        "people": len(people),
        "circles": [[people.ids[i] for i in group] for group in found.circles],
        "alone": [people.ids[i] for i in found.alone],
        "notes for people": {people.ids[i]: text for i, text in words.items()},
        "total": found.total,
        "bound": found.bound,
        "variety": found.variety,
        "complete": found.is_complete,
        "notes": list(notes_of(people)),
    }
