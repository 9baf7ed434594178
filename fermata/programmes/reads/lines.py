"""What other rooms may ask about lines of authority: whether there is one, never which, and never whose word it is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from uuid import UUID

from fermata.people.models import Person
from fermata.programmes import rules
from fermata.programmes.models import AuthorityLine, Organisation, address_mark

Above = dict[str, set[str]]


def lines_among(people: Iterable[Person]) -> Iterator[tuple[UUID, UUID]]:
    """Every two of these people between whom there is a line, in three questions however many they are."""
    marks = {address_mark(person.email): person.pk for person in people}
    above: dict[UUID, Above] = defaultdict(lambda: defaultdict(set))
    rows = AuthorityLine.objects.values_list("organisation_id", "report", "manager")
    for organisation, report, manager in rows.iterator(chunk_size=20_000):
        above[organisation][report].add(manager)
    for lines in above.values():
        for mark, person in marks.items():
            for manager in rules.everybody_above(mark, above=lines):
                if manager in marks and manager != mark:
                    yield (person, marks[manager])


def crossed_by(organisation: Organisation, together: Iterable[tuple[UUID, str]]) -> list[UUID]:
    """Of people who are together, each by the id of what they share and their address: where the lines of this
    organisation lead from one to another. Whoever stands in none of its lines is passed over.
    """
    above: Above = defaultdict(set)
    for report, manager in organisation.lines.values_list("report", "manager").iterator(chunk_size=20_000):
        above[report].add(manager)
    here = set(above).union(*above.values())
    shared: dict[UUID, set[str]] = defaultdict(set)
    for group, address in together if here else ():
        if (mark := address_mark(address)) in here:
            shared[group].add(mark)
    return [group for group, marks in shared.items() if _is_crossed(marks, above=above)]


def _is_crossed(marks: set[str], *, above: Above) -> bool:
    up = {mark: rules.everybody_above(mark, above=above) for mark in marks} if len(marks) > 1 else {}
    return any(one in up[other] or other in up[one] for one, other in combinations(up, 2))
