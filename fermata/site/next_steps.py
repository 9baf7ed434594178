"""What would be natural next for a person. Facts in, one suggestion out; never a duty, never a count."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from fermata.calendar.models import Offer
from fermata.introductions.models import Introduction
from fermata.partnerships.actions.agreement import is_signed_by_all, signed_by
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
    ("choose_hour", lambda each: each["is_offered"]),
    ("sign", lambda each: each["has_words"] and not each["i_signed"]),
    ("agree", lambda each: not each["has_words"]),
    ("wait_for_signature", lambda each: not each["all_signed"]),
    ("meet", lambda each: True),
)


def home(person: Person, *, at: datetime) -> dict[str, Any]:
    """Everything the home page shows, in a few queries however many partnerships there are."""
    running = Meeting.objects.filter(partnership=OuterRef("pk"), ended_at=None)
    offered = Offer.objects.filter(partnership=OuterRef("pk"), starts_at__gt=at).exclude(yeses__person=person)
    mine = Partnership.objects.visible_to(person).with_members_and_words()
    mine = mine.with_next_hour(now=at).annotate(is_meeting=Exists(running), is_offered=Exists(offered))
    partnerships = [_with_partner(found, person=person) for found in mine]
    programmes = _programmes(person, at=at)
    invitations = Invitation.objects.visible_to(person).filter(used_at=None, withdrawn_at=None, lapses_at__gt=at)
    has_space = LogEntry.objects.filter(person_id=person.pk).exists()
    return {
        "has_space": has_space,
        "partnerships": partnerships,
        "partners": _to_name(partnerships, person=person),
        "programmes": programmes,
        "invitations": list(invitations),
        "coming": _coming(partnerships),
        "next": suggestion(
            has_space=has_space, partnerships=partnerships, programmes=programmes, has_invited=bool(invitations)
        ),
    }


def _coming(partnerships: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """With whom one meets next, soonest first."""
    planned = [each for each in partnerships if each["partnership"].next_hour_at]
    return sorted(planned, key=lambda each: each["partnership"].next_hour_at)


def _programmes(person: Person, *, at: datetime) -> list[dict[str, Any]]:
    """Where this person takes part, and whether somebody there is theirs to think about."""
    joined = list(Enrolment.objects.visible_to(person).open().select_related("programme"))
    asked = _where_asked(person, at=at) if joined else set()
    return [{"programme": each.programme, "is_asked": each.programme_id in asked} for each in joined]


def _where_asked(person: Person, *, at: datetime) -> set[UUID]:
    return set(Introduction.objects.asked_of(person, at=at).values_list("programme", flat=True))


def _to_name(partnerships: list[dict[str, Any]], *, person: Person) -> list[Named]:
    """The partners in the navigation, from what is here already."""
    living = [each for each in reversed(partnerships) if not each["is_over"]]
    return few([one for each in living for one in each["others"]], here="/")


def _with_partner(found: Partnership, *, person: Person) -> dict[str, Any]:
    proposals = list(found.proposals.all())
    newest = proposals[0] if proposals else None
    return {
        "partnership": found,
        "partner": found.names_for(person),
        "others": found.others(person),
        "is_three": len(found.memberships.all()) > PAIR,
        "is_over": hasattr(found, "goodbye"),
        "phase": str(phase_of(found)),
        "has_words": newest is not None,
        "i_signed": person.pk in signed_by(newest),
        "all_signed": newest is not None and is_signed_by_all(newest, partnership=found),
        "is_offered": found.is_offered,  # type: ignore[attr-defined]  # annotated in home()
        "is_meeting": found.is_meeting,  # type: ignore[attr-defined]  # annotated in home()
    }


def suggestion(
    *, has_space: bool, partnerships: list[dict[str, Any]], programmes: list[dict[str, Any]], has_invited: bool
) -> dict[str, Any]:
    """One thing at a time: the space, who waits in a room, whom one was introduced to, words to sign, meeting."""
    if not has_space:
        return {"kind": "make_space"}
    alive = [p for p in partnerships if not p["is_over"] and p["phase"] != "held"]
    in_the_room = [{"kind": "enter_room", **each} for each in alive if each["is_meeting"]]
    asked = [{"kind": "think_about", **each} for each in programmes if each["is_asked"]]
    steps = [{"kind": kind, **each} for kind, fits in STEPS for each in alive if fits(each)]
    find = [{"kind": "find", **each} for each in programmes]
    return [*in_the_room, *asked, *steps, *find, {"kind": "wait" if has_invited else "invite"}][0]
