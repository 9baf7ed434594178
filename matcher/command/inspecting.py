"""`matcher check` and `matcher explain`: look at a table of pairs or circles again."""

from pathlib import Path

from matcher.cells import same_words
from matcher.command.pace import choose_pace
from matcher.command.screen import counted, say, say_json
from matcher.errors import MatcherError
from matcher.explanation import why, why_circle, why_not
from matcher.people import People
from matcher.results import read_groups, shown
from matcher.rounds import check_rules, mates_of


def check_results(people: People, results: Path, *, certificate: Path | None, as_json: bool) -> None:
    """Check a table of pairs or circles, and the proof of pairs. Raises `NotValid`."""
    groups, are_circles = read_groups(results, people)
    relaxed = check_rules(people, groups, are_circles=are_circles)
    proven = False
    if certificate is not None:
        if are_circles:
            raise MatcherError("A certificate is for pairs; circles have none.")
        choose_pace(len(people))
        from matcher.certificate import load_certificate
        from matcher.check import check

        check(people, mates_of(people, groups, relaxed), load_certificate(certificate))
        proven = True
    if as_json:
        say_json({"holds": True, "groups": len(groups), "relaxed": len(relaxed), "proven": proven})
        return
    together = [group for group in groups if len(group) > 1]
    words = ("circle", "circles") if are_circles else ("pair", "pairs")
    say(f"All is well: {counted(len(together), *words)}. Nobody stands twice, and no rule that protects is broken.")
    if relaxed and not are_circles:
        few = counted(len(relaxed), "of them relaxes", "of them relax")
        say(
            f"{few} what may be, for somebody without a partner: fewer hours, the next band, a former partner, a three."
        )
    if proven:
        say("The proof holds: nobody could bring more people together, and no other pairs are better than it says.")


def explain_results(people: People, results: Path, *, person: str, other: str | None, as_json: bool) -> None:
    """Tell somebody's reasons, or the one sentence on why not with another."""
    groups, _ = read_groups(results, people)
    one = _find(people, person)
    mine = next((group for group in groups if one in group), (one,))
    if other is not None and _find(people, other) not in mine:
        text = why_not(people, one, _find(people, other))
    elif other is not None and _find(people, other) == one:
        raise MatcherError("These are one and the same person.")
    elif len(mine) == 1:
        text = f"{shown(people, one)} has nobody this time. The table says more."
    else:
        names = " · ".join(shown(people, i) for i in mine)
        text = f"{names}: {why(people, *mine) if len(mine) == 2 else why_circle(people, mine)}"
    if as_json:
        say_json({"id": people.ids[one], "with": [people.ids[i] for i in mine if i != one], "why": text})
    else:
        say(text)


def _find(people: People, words: str) -> int:
    """Position by id, or by name where only one has it."""
    found = [i for i, name in enumerate(people.ids) if name == words]
    folded = same_words(words)
    found = found or [
        i for i, name in enumerate(people.ids) if folded in {same_words(name), same_words(shown(people, i))}
    ]
    if len(found) != 1:
        raise MatcherError(f"{'Nobody is' if not found else 'Several are'} called “{words}”. Give an id of the file.")
    return found[0]
