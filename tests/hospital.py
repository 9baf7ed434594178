"""Harbour Hospital and its programme, as tests know it: Dewi organises, Efua sponsors, Farid is the guardian."""

from datetime import datetime

from fermata.people.models import Person
from fermata.programmes import charter_words, tasks
from fermata.programmes.actions import charter, enrolment, founding, roles
from fermata.programmes.actions.guests import open_link
from fermata.programmes.models import Enrolment, Programme
from tests.cast import MONDAY, person

FILLED = {
    "guardian": "Farid Rahmani, farid@example.org",
    "local_help": "112",
    "legal_basis": "Art. 6(1)(b) GDPR.",
}
BLANKS = {
    "OP-7": "We protect 120 minutes of paid time a month.",
    "OP-12": "A guardian outside the line of management answers within three working days.",
}


def whole(**changed: str) -> charter_words.Words:
    """The words of a charter with nothing left empty."""
    words = charter_words.first_words() | FILLED
    said = BLANKS | {name.replace("_", "-"): words for name, words in changed.items()}
    promises = [{**one, "words": said.get(one["id"], one["words"])} for one in words["promises"]]
    return words | {"promises": promises}


def founded(*, name: str = "Harbour Hospital", organiser: Person | None = None, at: datetime = MONDAY) -> Programme:
    """With an organiser, and a charter still to write."""
    programme = founding.found_organisation(name=name, programme="Peer coaching in the wards", now=at)
    look_after(programme, organiser or person("Dewi"), kind="organiser", at=at)
    return programme


def look_after(programme: Programme, who: Person, *, kind: str, at: datetime = MONDAY) -> None:
    roles.take(roles.offer(programme, kind=kind, by=None, now=at), by=who, now=at)


def signed(programme: Programme, *, by: Person, organiser: Person, at: datetime = MONDAY, **changed: str) -> None:
    """The organiser writes, the sponsor signs."""
    drafted = charter.draft(programme, words=whole(**changed), by=organiser, now=at)
    charter.sign(programme, number=drafted.number, digest=charter_words.digest(drafted.words), by=by, now=at)


def running(
    *, name: str = "Harbour Hospital", organiser: Person | None = None, sponsor: Person | None = None
) -> Programme:
    """Signed and open, with a link to pass on."""
    organiser, sponsor = organiser or person("Dewi"), sponsor or person("Efua")
    programme = founded(name=name, organiser=organiser)
    look_after(programme, sponsor, kind="sponsor")
    signed(programme, by=sponsor, organiser=organiser)
    founding.open_up(programme, by=organiser, now=MONDAY)
    open_link(programme, by=organiser)
    programme.refresh_from_db()
    return programme


def joined(programme: Programme, who: Person, *, at: datetime = MONDAY) -> Enrolment:
    """By their own yes."""
    number = charter.versions(programme).in_force(at=at).number  # type: ignore[union-attr]
    return enrolment.join(programme, number=number, is_link_good=True, by=who, now=at)


def work_through(*, now: datetime) -> None:
    """What the worker does for this room, until nothing waits."""
    for step in tasks.STEPS:
        while step(now=now):
            pass
