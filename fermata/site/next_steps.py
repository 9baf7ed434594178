"""What would be natural next for a person. Facts in, one suggestion out; never a duty, never a count."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from fermata.partnerships.actions.agreement import is_signed_by_all
from fermata.partnerships.actions.life import phase_of
from fermata.partnerships.models import Invitation, Partnership
from fermata.people.models import Person
from fermata.sessions.models import Meeting
from fermata.sessions.rules import ROOM_SIZE
from fermata.vault.models import LogEntry

Fits = Callable[[dict[str, Any]], bool]
STEPS: tuple[tuple[str, Fits], ...] = (
    ("enter_room", lambda each: each["is_meeting"]),
    ("sign", lambda each: each["has_words"] and not each["i_signed"]),
    ("agree", lambda each: not each["has_words"]),
    ("be_three", lambda each: each["is_three"]),
    ("wait_for_signature", lambda each: not each["all_signed"]),
    ("meet", lambda each: True),
)


def home(person: Person, *, at: datetime) -> dict[str, Any]:
    """Everything the home page shows, in a few queries however many partnerships there are."""
    mine = Partnership.objects.visible_to(person).with_members_and_words()
    running = set(Meeting.objects.visible_to(person).filter(ended_at=None).values_list("partnership_id", flat=True))
    partnerships = [_with_partner(found, person=person, running=running) for found in mine]
    invitations = Invitation.objects.visible_to(person).filter(used_at=None, withdrawn_at=None, lapses_at__gt=at)
    has_space = LogEntry.objects.filter(person_id=person.pk).exists()
    return {
        "has_space": has_space,
        "partnerships": partnerships,
        "invitations": list(invitations),
        "next": suggestion(has_space=has_space, partnerships=partnerships, has_invited=bool(invitations)),
    }


def _with_partner(found: Partnership, *, person: Person, running: set[Any]) -> dict[str, Any]:
    proposals = list(found.proposals.all())
    newest = proposals[0] if proposals else None
    signed = {s.person_id for s in newest.signatures.all() if s.withdrawn_at is None} if newest else set()
    return {
        "partnership": found,
        "partner": found.names_for(person),
        "is_three": len(found.memberships.all()) > ROOM_SIZE,
        "is_over": hasattr(found, "goodbye"),
        "phase": str(phase_of(found)),
        "has_words": newest is not None,
        "i_signed": person.pk in signed,
        "all_signed": newest is not None and is_signed_by_all(newest, partnership=found),
        "is_meeting": found.pk in running,
    }


def suggestion(*, has_space: bool, partnerships: list[dict[str, Any]], has_invited: bool) -> dict[str, Any]:
    """One thing at a time: the space, then whoever waits in a room, then words to sign, then meeting, then inviting."""
    if not has_space:
        return {"kind": "make_space"}
    alive = [p for p in partnerships if not p["is_over"] and p["phase"] != "held"]
    for kind, fits in STEPS:
        for each in alive:
            if fits(each):
                return {"kind": kind, **each}
    return {"kind": "wait" if has_invited else "invite"}
