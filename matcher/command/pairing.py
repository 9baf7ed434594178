"""`matcher pairs`: find, check, write and tell pairs."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from matcher.command.pace import choose_pace
from matcher.command.screen import counted, draw, notes_of, progress, say, say_json, say_notes, seconds
from matcher.explanation import why, why_circle
from matcher.people import People
from matcher.results import Group, pairs_table, shown
from matcher.writing import write

if TYPE_CHECKING:
    from matcher.matching import Matching

MOST_SHOWN = 12
"""So many pairs or names are shown on the screen."""


def pair(
    people: People,
    *,
    output: Path | None,
    certificate: Path | None,
    seed: int,
    time_limit: float | None,
    as_json: bool,
) -> None:
    """Find, check, write and tell pairs."""
    begun = time.monotonic()
    choose_pace(len(people))
    from matcher.pairs import best_pairs

    with progress() as tell:
        matching = best_pairs(
            people,
            seed=seed,
            time_limit=time_limit,
            progress=lambda step, gap: tell(step, 0.0 if gap == 1 else 1 - gap),
        )
        tell("checking the proof", 0.0)
        matching.check(people)
    spent = seconds(begun)
    groups, words = _groups(people, matching)
    if certificate is not None:
        matching.certificate.save(certificate)
    if output is not None:
        write(output, pairs_table(people, groups, words))
    if as_json:
        say_json(_pairs_as_json(people, matching, groups, words))
        return
    say_notes(notes_of(people))
    _tell_pairs(people, matching, groups, spent=spent)
    _tell_files(people, groups, words, output=output, certificate=certificate)


def _groups(people: People, matching: "Matching") -> tuple[list[Group], dict[Group, str]]:
    """All groups of a round: pairs, those a relaxed rule allows, and whoever has nobody; and what to say of them."""
    place = {name: i for i, name in enumerate(people.ids)}
    relaxed: dict[Group, str] = {tuple(place[name] for name in one.ids): one.reason for one in matching.relaxed}
    in_three = {i for group in relaxed if len(group) == 3 for i in group}
    pairs = [(i, j) for i, j in enumerate(matching.mates.tolist()) if i < j and i not in in_three]
    placed = {i for group in (*pairs, *relaxed) for i in group}
    reasons = {place[one.id]: one.reason for one in matching.unmatched}
    left: dict[Group, str] = {
        (i,): reasons.get(i, "Nobody was free this time.") for i in range(len(people)) if i not in placed
    }
    return [*sorted([*pairs, *relaxed]), *left], {**relaxed, **left}


def _tell_pairs(people: People, matching: "Matching", groups: Sequence[Group], *, spent: str) -> None:
    pairs, threes = (sum(len(group) == size for group in groups) for size in (2, 3))
    left = [group[0] for group in groups if len(group) == 1]
    threes_said = f" and {counted(threes, 'three', 'threes')}" if threes else ""
    say(f"{counted(len(people), 'person', 'people')}: {counted(pairs, 'pair', 'pairs')}{threes_said}, in {spent}.")
    if left:
        names = ", ".join(shown(people, i) for i in left[:MOST_SHOWN])
        say(f"Without a partner: {names}{' …' if len(left) > MOST_SHOWN else ''}. The table says why.")
    satisfied = matching.satisfaction[~np.isnan(matching.satisfaction)].tolist()
    draw(satisfied)
    if satisfied:
        half, least = f"{float(np.median(satisfied)):.0%}", f"{min(satisfied):.0%}"
        say("", f"Everybody finds {least} or more" + (f", half of them {half} or more." if half != least else "."))
    say(_proof(matching))


def _proof(matching: "Matching") -> str:
    """What is proven, in a sentence; each half only as far as it is."""
    c = matching.certificate
    if c.bound_pairs > c.pairs:
        return (
            f"There was no time to prove more than that at most {counted(c.bound_pairs, 'pair', 'pairs')} are possible."
        )
    most = "Proven and checked: nobody could bring more people together"
    floor = ", nobody could lift the one who finds least" if c.floor is not None else ""
    if matching.gap == 0:
        return f"{most}{floor}, and no other pairs are better for all."
    return f"{most}{floor}, and no other pairs are better for all by more than {matching.gap:.2%}."


def _tell_files(
    people: People, groups: Sequence[Group], words: dict[Group, str], *, output: Path | None, certificate: Path | None
) -> None:
    if output is None:
        for group in groups[:MOST_SHOWN]:
            together = why(people, *group) if len(group) == 2 else why_circle(people, group) if len(group) == 3 else ""
            say("", " · ".join(shown(people, i) for i in group))
            say(f"    {' '.join(filter(None, (words.get(group, ''), together)))}")
        more = len(groups) - MOST_SHOWN
        say("", f"{f'And {more} more. ' if more > 0 else ''}Write all into a table with: -o pairs.csv")
        return
    proof = f" The proof is in {certificate}." if certificate else ""
    say("", f"Written: {output}, with the reasons in its last column.{proof}")
    say(f"One person's reasons: matcher explain PEOPLE {output} ID")


def _pairs_as_json(
    people: People, matching: "Matching", groups: Sequence[Group], words: dict[Group, str]
) -> dict[str, Any]:
    return {
        "people": len(people),
        "pairs": [list(pair) for pair in matching.pairs],
        "total": matching.total,
        "bound": matching.bound,
        "gap": matching.gap,
        "floor": round(matching.floor, 6),
        "digest": matching.certificate.digest,
        "groups": [
            {
                "ids": [people.ids[i] for i in group],
                "note": words.get(group, ""),
                "why": why(people, *group) if len(group) == 2 else "",
            }
            for group in groups
        ],
        "notes": list(notes_of(people)),
    }
