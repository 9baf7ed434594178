"""Harbour Hospital's programme in one of its states, beside another organisation's; who is what in it."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from fermata.core.clock import now
from fermata.people.models import Person
from fermata.programmes import charter_words
from fermata.programmes.actions import charter, enrolment, founding, ledger, roles
from fermata.programmes.models import GuestList, Programme
from tests import hospital
from tests.access import policy as p
from tests.cast import person

ONCE, TWICE = {"OP_7": "We protect 90 minutes of paid time a month."}, {"OP_7": "We protect 60 minutes."}


def look_after() -> dict[str, Person]:
    return {
        p.ORGANISER: person("Dewi"),
        p.SPONSOR: person("Grace"),
        p.GUARDIAN: person("Farid"),
        p.ELSEWHERE: person("Hana"),
    }


def make(state: str, people: dict[str, Person]) -> dict[str, Any]:
    """The programme, and what its addresses name."""
    organiser, sponsor = people[p.ORGANISER], people[p.SPONSOR]
    programme = hospital.founded(organiser=organiser)
    for kind in (p.SPONSOR, p.GUARDIAN):
        hospital.look_after(programme, people[kind], kind=kind)
    hospital.signed(programme, by=sponsor, organiser=organiser)
    if state != p.DRAFT:
        _live(programme, people)
    drafted = charter.draft(programme, words=hospital.whole(**TWICE), by=organiser, now=now())
    listed = GuestList.objects.create(programme=programme, addresses=b"", new=1, read_at=now())
    offered = roles.offer(programme, kind="guardian", by=None, now=now())
    programme.refresh_from_db()
    ids = {
        "programme_id": programme.pk,
        "number": drafted.number - 1,
        "draft": drafted.number,
        "promise": "OP-9",
        "name": "sponsor",
        "list_id": listed.pk,
        "link": programme.token,
        "offer": offered.token,
    }
    if state == p.OVER:
        founding.end(programme, by=organiser, now=now())
    return ids | {"elsewhere": _another_house(people)}


def _live(programme: Programme, people: dict[str, Person]) -> None:
    """Open; three take part; one is on hold, one has disputed a promise; a change is signed."""
    founding.open_up(programme, by=people[p.ORGANISER], now=now())
    Programme.objects.filter(pk=programme.pk).update(link_number=1, link_opened=1)
    for who in dict.fromkeys(people[actor] for actor in sorted(p.PARTICIPANTS)):
        hospital.joined(programme, who, at=now())
    ledger.dispute(programme.enrolments.get(person=people[p.MEMBER]), promise="OP-9", now=now())
    enrolment.hold(programme.enrolments.get(person=people[p.PARTNER]), returns_on=None, now=now())
    hospital.signed(programme, by=people[p.SPONSOR], organiser=people[p.ORGANISER], at=now(), **ONCE)


def _another_house(people: dict[str, Person]) -> dict[str, Any]:
    """Lagos Library, with a list of its own; its organiser is a stranger to the hospital."""
    theirs = hospital.running(name="Lagos Library", organiser=people[p.ELSEWHERE], sponsor=person("Ife"))
    listed = GuestList.objects.create(programme=theirs, addresses=b"", new=1, read_at=now())
    return {"programme_id": theirs.pk, "list_id": listed.pk}


def bodies(ids: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What a well-meaning browser would send."""
    drafted = charter_words.digest(hospital.whole(**TWICE))
    words = hospital.whole(OP_7="We protect 30 minutes.")
    fields = {one["id"]: one["words"] for one in words["promises"]}
    fields |= {name: "\n".join(words[name]) for name in charter_words.LISTS if name not in charter_words.FIXED}
    fields |= {name: words[name] for name in charter_words.TEXTS}
    days = {"name": "Peer coaching", "starts_on": "", "ends_on": ""}
    lines = SimpleUploadedFile("lines.csv", b"email,manager\na@example.org,b@example.org\n", "text/csv")
    return {
        "open_programme": {"number": 1},
        "describe_programme": days,
        "found_beside": days,
        "turn_switch": {"disputes": "off"},
        "edit_charter": fields,
        "sign_charter": {"digest": drafted},
        "write_ledger": {"standing": "kept", "words": "It is so."},
        "create_list": {"pasted": "ben@example.org"},
        "turn_link": {"is_open": "yes"},
        "lines": {"file": lines},
        "roles": {"kind": "guardian"},
        "give_back_role": {"kind": "another"},
    }
