"""Pairs and circles as tables people can read and send on, and back again."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from matcher.cells import same_words
from matcher.explanation import satisfaction, why, why_circle
from matcher.misread import Misread, Trouble, Troubles
from matcher.people import People
from matcher.reading import decode, records_of
from matcher.writing import table

PERSONS = ("person 1", "person 2", "person 3")
CIRCLE = ("circle", "person")

Group = tuple[int, ...]


def pairs_table(people: People, groups: Iterable[Group], words: dict[Group, str]) -> str:
    """One row for each pair or three, and for everybody who has nobody. words: more to say of a group, before why."""
    named = _are_named(people)
    headings = [*PERSONS, *(["name 1", "name 2", "name 3"] if named else []), "satisfied 1", "satisfied 2", "why"]
    return table(headings, (_pair_row(people, group, words.get(group, ""), named=named) for group in groups))


def _pair_row(people: People, group: Group, words: str, *, named: bool) -> list[str]:
    blank = [""] * (3 - len(group))
    names = [*(shown(people, i) for i in group), *blank] if named else []
    both = [f"{satisfaction(people, *pair):.0%}" for pair in (group[:2], group[1::-1])] if len(group) == 2 else ["", ""]
    reason = why(people, *group) if len(group) == 2 else why_circle(people, group) if len(group) == 3 else ""
    return [*(people.ids[i] for i in group), *blank, *names, *both, " ".join(filter(None, (words, reason)))]


def circles_table(people: People, circles: Sequence[Group], words: dict[int, str]) -> str:
    """One row for each person, so that a letter can be made from each. words: more to say to a person."""
    rows = []
    for number, circle in enumerate(circles, start=1):
        reason = why_circle(people, circle)
        for i in circle:
            others = "; ".join(shown(people, j) for j in circle if j != i)
            text = " ".join(filter(None, (reason, words.get(i, ""))))
            rows.append([str(number), people.ids[i], shown(people, i), others, text])
    seated = {i for circle in circles for i in circle}
    rows += [["", people.ids[i], shown(people, i), "", words.get(i, "")] for i in range(len(people)) if i not in seated]
    return table([*CIRCLE, "name", "together with", "why"], rows)


def shown(people: People, i: int) -> str:
    """A name for a sentence: the person's own where there is one, else the id."""
    return people.profile.answers[i].shown if people.profile else people.ids[i]


def _are_named(people: People) -> bool:
    return people.profile is not None and any(one.name and one.name != one.id for one in people.profile.answers)


def read_groups(path: Path, people: People) -> tuple[list[Group], bool]:
    """The groups of a table of pairs or of circles, as positions, and whether they are circles.

    Raises `Misread` where somebody in it is not among the people, `OSError`.
    """
    records = records_of(decode(path.read_bytes()))
    headings = [same_words(heading) for heading in records[0][1]] if records else []
    is_circles = set(CIRCLE) <= set(headings)
    if not is_circles and PERSONS[0] not in headings:
        raise Misread([Trouble(1, "", "this is no table of pairs or circles.", "Give the file that was made with -o.")])
    troubles, position = Troubles(), {same_words(name): i for i, name in enumerate(people.ids)}
    rows = list(_named(records[1:], headings, CIRCLE[1:] if is_circles else PERSONS, position, troubles))
    troubles.stop_if_any()
    if not is_circles:
        return [group for group, _ in rows if group], False
    circles: dict[str, list[int]] = {}
    for group, cells in rows:
        if cells[headings.index(CIRCLE[0])]:
            circles.setdefault(cells[headings.index(CIRCLE[0])], []).extend(group)
    return [tuple(sorted(circle)) for circle in circles.values()], True


def _named(
    records: Sequence[tuple[int, list[str]]],
    headings: Sequence[str],
    columns: Sequence[str],
    position: dict[str, int],
    troubles: Troubles,
) -> Iterator[tuple[Group, list[str]]]:
    for row, cells in records:
        group = []
        for column in columns:
            place = headings.index(column) if column in headings else len(cells)
            name = same_words(cells[place]) if place < len(cells) else ""
            found = position.get(name, position.get(name.removeprefix("'")))
            if name and found is None:
                troubles.add(
                    row, column, f"“{cells[place][:60]}” is nobody in the file of people.", "Is it the right file?"
                )
            elif found is not None:
                group.append(found)
        yield tuple(group), cells
