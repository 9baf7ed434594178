"""What would be natural next for a person. Facts in, one suggestion out; never a duty, never a count."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from fermata.introductions.models import Introduction
from fermata.partnerships.actions.agreement import is_signed_by_all
from fermata.partnerships.actions.life import phase_of
from fermata.partnerships.models import Invitation, Partnership
from fermata.partnerships.rules.life import PAIR
from fermata.people.models import Person
from fermata.programmes.models import Enrolment
from fermata.sessions.models import Meeting
from fermata.site.context import Named, few
from fermata.vault.models import LogEntry

Fits = Callable[[dict[str, Any]], bool]
STEPS: tuple[tuple[str, Fits], ...] = (
    ("enter_room", lambda each: each["is_meeting"]),
    ("sign", lambda each: each["has_words"] and not each["i_signed"]),
    ("agree", lambda each: not each["has_words"]),
    ("wait_for_signature", lambda each: not each["all_signed"]),
    ("meet", lambda each: True),
)


def home(person: Person, *, at: datetime) -> dict[str, Any]:
    """Everything the home page shows, in a few queries however many partnerships there are."""
    running = Meeting.objects.filter(partnership=OuterRef("pk"), ended_at=None)
    mine = Partnership.objects.visible_to(person).with_members_and_words().annotate(is_meeting=Exists(running))
    partnerships = [_with_partner(found, person=person) for found in mine]
    programmes = list(_programmes(person, at=at))
    invitations = Invitation.objects.visible_to(person).filter(used_at=None, withdrawn_at=None, lapses_at__gt=at)
    has_space = LogEntry.objects.filter(person_id=person.pk).exists()
    return {
        "has_space": has_space,
        "partnerships": partnerships,
        "partners": _to_name(partnerships, person=person),
        "programmes": programmes,
        "invitations": list(invitations),
        "next": suggestion(
            has_space=has_space, partnerships=partnerships, programmes=programmes, has_invited=bool(invitations)
        ),
    }


def _programmes(person: Person, *, at: datetime) -> QuerySet[Enrolment]:
    """Where this person takes part, and whether somebody there is theirs to think about."""
    asked = Introduction.objects.asked_of(person, at=at).filter(programme=OuterRef("programme"))
    return Enrolment.objects.visible_to(person).open().select_related("programme").annotate(is_asked=Exists(asked))


def _to_name(partnerships: list[dict[str, Any]], *, person: Person) -> list[Named]:
    """The partners in the navigation, from what is here already."""
    living = [each for each in reversed(partnerships) if not each["is_over"]]
    return few([one for each in living for one in each["others"]], here="/")


def _with_partner(found: Partnership, *, person: Person) -> dict[str, Any]:
    proposals = list(found.proposals.all())
    newest = proposals[0] if proposals else None
    signed = {s.person_id for s in newest.signatures.all() if s.withdrawn_at is None} if newest else set()
    return {
        "partnership": found,
        "partner": found.names_for(person),
        "others": found.others(person),
        "is_three": len(found.memberships.all()) > PAIR,
        "is_over": hasattr(found, "goodbye"),
        "phase": str(phase_of(found)),
        "has_words": newest is not None,
        "i_signed": person.pk in signed,
        "all_signed": newest is not None and is_signed_by_all(newest, partnership=found),
        "is_meeting": found.is_meeting,  # type: ignore[attr-defined]  # annotated in home()
    }


def suggestion(
    *, has_space: bool, partnerships: list[dict[str, Any]], programmes: list[Enrolment], has_invited: bool
) -> dict[str, Any]:
    """One thing at a time: the space, who waits in a room, whom one was introduced to, words to sign, meeting."""
    if not has_space:
        return {"kind": "make_space"}
    alive = [p for p in partnerships if not p["is_over"] and p["phase"] != "held"]
    steps = [{"kind": kind, **each} for kind, fits in STEPS for each in alive if fits(each)]
    asked = [{"kind": "think_about", "programme": each.programme} for each in programmes if each.is_asked]  # type: ignore[attr-defined]  # annotated in _programmes()
    find = [{"kind": "find", "programme": each.programme} for each in programmes]
    in_the_room = [step for step in steps if step["kind"] == "enter_room"]
    return [*in_the_room, *asked, *steps, *find, {"kind": "wait" if has_invited else "invite"}][0]
