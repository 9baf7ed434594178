"""Lines of authority: given by an organiser, to keep people apart; shown to nobody, and gone when deleted."""

import zlib
from datetime import datetime

from django.db import transaction

from fermata.core.events import announce
from fermata.core.many import insert_many
from fermata.core.refusal import stop_if
from fermata.people.models import Person
from fermata.programmes import rules
from fermata.programmes.actions.ledger import APART, note
from fermata.programmes.actions.roles import has_role
from fermata.programmes.events import StatusChanged
from fermata.programmes.models import AuthorityLine, LineList, Organisation, Programme, Role, address_mark

AT_A_TIME = 5_000


@transaction.atomic
def give(programme: Programme, *, lines: list[tuple[str, str]], by: Person, now: datetime) -> LineList:
    """Take a list in, in place of every line given before. The worker does it; only marks of addresses are kept."""
    _stop_if_not_organiser(programme, by=by)
    marks = sorted({f"{address_mark(report)} {address_mark(manager)}" for report, manager in lines})
    packed = zlib.compress("\n".join(marks).encode(), 1) if marks else b""
    return programme.organisation.line_lists.create(marks=packed, read_at=now)


def take_in(*, now: datetime) -> bool:
    """The list that has waited longest, whole. False when none waits."""
    with transaction.atomic():
        waiting = LineList.objects.filter(taken_in_at=None).order_by("id")
        listed = waiting.select_for_update(of=("self",)).select_related("organisation").first()
        if listed is None:
            return False
        marks = zlib.decompress(bytes(listed.marks)).decode().split("\n") if listed.marks else []
        _replace(listed.organisation, marks)
        listed.marks, listed.taken_in_at = b"", now
        listed.save(update_fields=["marks", "taken_in_at"])
        _tell(listed.organisation, is_on=bool(marks), now=now)
    return True


def _replace(organisation: Organisation, marks: list[str]) -> None:
    organisation.lines.all().delete()
    for begin in range(0, len(marks), AT_A_TIME):
        pairs = [pair.split(" ") for pair in marks[begin : begin + AT_A_TIME]]
        insert_many(AuthorityLine, same={"organisation": organisation.pk}, each=("report", "manager"), rows=pairs)


@transaction.atomic
def delete(programme: Programme, *, by: Person, now: datetime) -> None:
    """Forget them all, at once. Everybody hears that nobody is kept apart by them any more."""
    _stop_if_not_organiser(programme, by=by)
    programme.organisation.line_lists.all().delete()
    programme.organisation.lines.all().delete()
    _tell(programme.organisation, is_on=False, now=now)


def _tell(organisation: Organisation, *, is_on: bool, now: datetime) -> None:
    for programme in organisation.programmes.running():
        note(programme, setting=APART, is_on=is_on, now=now)
    announce(StatusChanged(organisation=organisation, at=now))


def _stop_if_not_organiser(programme: Programme, *, by: Person) -> None:
    is_organiser = has_role(programme, Role.Kind.ORGANISER, person=by)
    stop_if(rules.why_not_look_after(is_organiser=is_organiser, has_ended=programme.ended_at is not None))


def holds(organisation: Organisation) -> bool:
    """Whether any line is known, or on its way in. How many, and whose, is shown to nobody."""
    return organisation.lines.exists() or is_coming_in(organisation)


def is_coming_in(organisation: Organisation) -> bool:
    """Whether a list waits for the worker."""
    return organisation.line_lists.filter(taken_in_at=None).exists()


def oddities(lines: list[tuple[str, str]], *, known: list[str]) -> dict[str, int]:
    """What is odd about a list, in numbers: rings of people above themselves, and managers without a row."""
    above: dict[str, set[str]] = {}
    for report, manager in lines:
        above.setdefault(report, set()).add(manager)
    managers = set().union(*above.values()) if above else set()
    return {"in_rings": len(rules.people_in_rings(above)), "unknown": len(managers - set(known))}
