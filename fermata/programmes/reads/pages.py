"""What the pages of this room show, gathered in a few questions each."""

import ast
from datetime import datetime
from functools import cache
from typing import Any

from fermata.people.models import Person
from fermata.programmes import charter_words
from fermata.programmes.actions import guests
from fermata.programmes.actions.charter import Versions, versions
from fermata.programmes.models import (
    Announcement,
    Charter,
    Enrolment,
    LedgerEntry,
    Programme,
    Role,
    ShownDispute,
    Switch,
)

KIT = ("sponsor", "announcement", "kick-off", "questions")


def roles_of(person: Person, programme: Programme) -> frozenset[str]:
    if programme.ended_at is not None:
        return frozenset()
    return frozenset(programme.roles.filter(person=person, ended_at=None).values_list("kind", flat=True))


def programmes_of(person: Person) -> list[dict[str, Any]]:
    """All I take part in or look after, with what they are to me."""
    kinds: dict[Any, list[Role]] = {}
    for role in Role.objects.filter(person=person, ended_at=None, programme__ended_at=None):
        kinds.setdefault(role.programme_id, []).append(role)
    joined = set(Enrolment.objects.visible_to(person).values_list("programme_id", flat=True))
    return [
        {"programme": each, "roles": kinds.get(each.pk, []), "takes_part": each.pk in joined}
        for each in Programme.objects.visible_to(person)
    ]


def roles(programme: Programme) -> dict[str, Any]:
    """Who looks after it. Their names are known to everybody who takes part."""
    taken = list(programme.roles.filter(ended_at=None).select_related("person"))
    kinds = [
        {"kind": kind, "label": kind.label, "people": [r.person for r in taken if r.kind == kind]} for kind in Role.Kind
    ]
    return {"programme": programme, "kinds": kinds, "by_operator": _by_operator(programme)}


def _by_operator(programme: Programme) -> list[Announcement]:
    """What whoever runs the site did here by themselves, newest first."""
    return list(programme.announcements.filter(about=Announcement.About.OFFER).order_by("-id"))


def charter(found: Charter, *, at: datetime) -> dict[str, Any]:
    """One version, in the order in which people read it."""
    words = found.words
    signature = getattr(found, "signature", None)
    standing = _standing(found.programme)
    return {
        "programme": found.programme,
        "charter": found,
        "signature": signature,
        "is_in_force": signature is not None and signature.in_force_at <= at,
        "promises": [{**one, **standing.get(one["id"], {})} for one in charter_words.promises(words) if one["words"]],
        "missing": charter_words.missing(words),
        "words": words,
        "switched": switched(found.programme),
    }


def promises(programme: Programme, *, at: datetime) -> dict[str, Any]:
    """The ledger in short: every promise, how it stands, and whether it is disputed."""
    return charter(versions(programme).shown(at=at), at=at)


def promise(programme: Programme, name: str, *, at: datetime) -> dict[str, Any] | None:
    """One promise, with everything that was ever said about it."""
    known = versions(programme)
    found = charter_words.promise(known.shown(at=at).words, name)
    if found is None or not found["words"]:
        return None
    return {
        "programme": programme,
        "promise": {**found, **_standing(programme).get(name, {})},
        "entries": list(programme.ledger.filter(promise=name)),
        "disputes": list(programme.shown_disputes.filter(promise=name)),
        "earlier": _earlier(known, name),
    }


def _earlier(known: Versions, name: str) -> list[dict[str, Any]]:
    """Each time the words of a promise changed, newest first."""
    said: list[dict[str, Any]] = []
    for version in reversed(known.all):
        one = charter_words.promise(version.words, name)
        if one and hasattr(version, "signature") and (not said or said[0]["words"] != one["words"]):
            said.insert(0, {"words": one["words"], "charter": version})
    return said


def _standing(programme: Programme) -> dict[str, dict[str, Any]]:
    """How each promise stands: the newest word of those who made it, and an unanswered dispute."""
    found: dict[str, dict[str, Any]] = {}
    for entry in programme.ledger.exclude(standing=LedgerEntry.Standing.ANSWER).order_by("id"):
        found.setdefault(entry.promise, {})["entry"] = entry
    for shown in ShownDispute.objects.filter(programme=programme, answered_at=None):
        found.setdefault(shown.promise, {})["disputed"] = shown
    return found


def switched(programme: Programme) -> list[Switch]:
    """What the software held and does not hold any more."""
    last = {switch.setting: switch for switch in programme.switches.order_by("id")}
    return [switch for switch in last.values() if not switch.is_on]


def what_organisers_see(programme: Programme, *, at: datetime) -> dict[str, Any]:
    """Everything an organiser's page says. It holds nothing about persons, so everybody may have it."""
    known = versions(programme)
    texts = {one["id"]: one for one in kit()}
    return {
        "programme": programme,
        "in_force": known.in_force(at=at),
        "coming": known.coming(at=at),
        "newest": known.newest,
        "missing": charter_words.missing(known.newest.words),
        "by_operator": _by_operator(programme),
        "people_invited": guests.people_invited(programme),
        "announcement": texts["announcement"],
        "kick_off": texts["kick-off"],
    }


def kit() -> list[dict[str, Any]]:
    """The start kit, in the order in which it is read."""
    return [charter_words.content("kit", name) for name in KIT]


def how_kept(name: str) -> dict[str, Any] | None:
    """A promise the software holds, and the words of the test that holds the software to it."""
    found = next((one for one in charter_words.defaults()["promises"] if one["id"] == name and one.get("test")), None)
    return {"promise": found, **_test(found["test"])} if found else None


@cache
def _test(place: str) -> dict[str, str]:
    """Where a test lies in the sources, and its text where they are at hand."""
    path, _, name = place.partition("::")
    kept = charter_words.CONTENT.parent / path
    text = kept.read_text("utf-8") if kept.is_file() else ""
    for node in ast.parse(text).body if name else []:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            text = ast.get_source_segment(text, node) or ""
    return {"place": place, "text": text}
