"""Who is kept apart from whom. Every way two people can come together asks here, and nowhere else."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from fermata.introductions.models import Companion, NotWith, Profile
from fermata.introductions.rules import apart as rules
from fermata.introductions.rules.apart import Apart, Between
from fermata.people.models import Person
from fermata.programmes.models import AuthorityLine, address_mark
from fermata.programmes.rules import everybody_above

Above = dict[UUID, dict[str, set[str]]]
"""For each organisation, who decides directly over whom, by marks of addresses."""


def kept_apart(asker: Person, other: Person, *, at: datetime) -> Apart | None:
    """Whether two may not come together, as far as the one who asks may know."""
    return kept_apart_from(asker, [other], at=at).get(other.pk)


def are_apart(people: Sequence[Person], *, at: datetime, is_again: bool = False) -> bool:
    """Whether any two may not come together. To those who wish for it *again*, having been partners is no hindrance."""
    return any(kept_apart_from(one, people[place + 1 :], at=at, is_again=is_again) for place, one in enumerate(people))


def kept_apart_from(
    asker: Person, others: Sequence[Person], *, at: datetime, is_again: bool = False
) -> dict[UUID, Apart]:
    """Those of the others whom one may not meet. The number of questions does not grow with the others."""
    if not others:
        return {}
    facts = _Facts(asker, others, is_again=is_again)
    found = {other.pk: rules.kept_apart(facts.between(other), at=at) for other in others}
    return {pk: apart for pk, apart in found.items() if apart is not None}


def are_partners(one: Person, other: Person) -> bool:
    return Companion.objects.filter(person=one, other=other, parted_at=None).exists()


def partners_of(person: Person) -> set[UUID]:
    return set(Companion.objects.filter(person=person, parted_at=None).values_list("other_id", flat=True))


class _Facts:
    """What is known between one person and several others, asked for once."""

    def __init__(self, asker: Person, others: Sequence[Person], *, is_again: bool) -> None:
        self.asker = asker
        self.mark = address_mark(asker.email)
        self.marks = {other.pk: address_mark(other.email) for other in others}
        self.mine = set(NotWith.objects.filter(person=asker).values_list("mark", flat=True))
        on_lists = NotWith.objects.filter(mark=self.mark, person__in=list(self.marks))
        self.listed_by = set(on_lists.values_list("person_id", flat=True))
        parted = Companion.objects.filter(person=asker, other__in=list(self.marks)).exclude(parted_at=None)
        self.parted = {} if is_again else dict(parted.values_list("other_id", "parted_at"))
        self.above = _lines_above([self.mark, *self.marks.values()])
        self.wishes = _wishes([asker.pk, *self.marks])

    def between(self, other: Person) -> Between:
        mark = self.marks[other.pk]
        mine, theirs = self.wishes[self.asker.pk], self.wishes[other.pk]
        return Between(
            on_my_list=mark in self.mine,
            on_their_list=other.pk in self.listed_by,
            is_line=_is_line(self.mark, mark, above=self.above),
            parted_at=self.parted.get(other.pk),
            my_months=mine.months,
            their_months=theirs.months,
            is_one_team=bool(mine.teams & theirs.teams) or _have_one_manager(self.mark, mark, above=self.above),
            i_keep_from_team=mine.keeps_from_team,
            they_keep_from_team=theirs.keeps_from_team,
        )


class _Wishes:
    """What somebody wished in any of their programmes: the strictest counts everywhere."""

    def __init__(self) -> None:
        self.months, self.keeps_from_team = 0, False
        self.teams: set[str] = set()


def _wishes(people: Iterable[UUID]) -> dict[UUID, _Wishes]:
    found: dict[UUID, _Wishes] = defaultdict(_Wishes)
    rows = Profile.objects.filter(enrolment__person__in=list(people)).values_list(
        "enrolment__person", "months_apart", "is_apart_from_team", "team"
    )
    for person, months, is_apart_from_team, team in rows:
        wishes = found[person]
        wishes.months = max(wishes.months, months)
        wishes.keeps_from_team |= is_apart_from_team
        wishes.teams |= {same_team(team)} - {""}
    return found


def same_team(name: str) -> str:
    """A team's name as it is compared."""
    return " ".join(name.casefold().split())


def _lines_above(marks: Iterable[str]) -> Above:
    """The lines that lead up from these, level by level; a ring of managers ends where it began."""
    above: Above = defaultdict(lambda: defaultdict(set))
    seen: set[str] = set()
    waiting = set(marks)
    while waiting:
        seen |= waiting
        rows = AuthorityLine.objects.filter(report__in=list(waiting)).values_list(
            "organisation_id", "report", "manager"
        )
        waiting = set()
        for organisation, report, manager in rows:
            above[organisation][report].add(manager)
            waiting |= {manager} - seen
    return above


def _is_line(one: str, other: str, *, above: Above) -> bool:
    """At any distance, within one organisation."""
    return any(
        other in everybody_above(one, above=lines) or one in everybody_above(other, above=lines)
        for lines in above.values()
    )


def _have_one_manager(one: str, other: str, *, above: Above) -> bool:
    return any(lines.get(one, set()) & lines.get(other, set()) for lines in above.values())
