"""The page of a partnership, its agreement, its notes."""

from json import dumps
from typing import Any
from uuid import UUID, uuid4

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.defaultfilters import date as written
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET

from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, signed_in
from fermata.partnerships.actions import agreement, life, quiet
from fermata.partnerships.models import Partnership
from fermata.partnerships.rules.life import QUESTIONS, TRIAL_MEETINGS, Phase
from fermata.vault.models import Space


@signed_in
@require_GET
def partnership(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    shown = around(request, partnership_id, shows_next_hour=True)
    found = shown["partnership"]
    quiet.look_in(found, by=request.person, today=now().date())
    prefetch_related_objects([found], "meetings")
    has_signed = request.person.pk in agreement.signed_by(shown["newest"])
    shown["may_sign"] = shown["newest"] is not None and not shown["is_over"] and not has_signed
    return render(request, "partnerships/pages/partnership.html", shown | _where_we_are(found, request=request))


def _where_we_are(found: Partnership, *, request: SignedInRequest) -> dict[str, Any]:
    """What the phase asks, what this member has said to it, and what the others may know: nothing of that."""
    passage, phase = found.passages.all()[0], life.phase_of(found)
    days = {str(one.pk): written(localtime(one.opened_at), "DATE_FORMAT") for one in found.meetings.all()}
    staying = [membership for membership in found.memberships.all() if membership.left_at is None]
    mine = found.answers.visible_to(request.person).values_list("word", flat=True)
    return {
        "passage": passage,
        "days_of_meetings": dumps(days),
        "hold": found.holds.filter(ended_at=None).first() if phase == Phase.HELD else None,
        "answer": (mine.first() if phase in QUESTIONS else None) or "",
        "may_begin_again": phase in {"closed", "ended"} and len(staying) > 1,
        "words": QUESTIONS.get(phase, ()),
        "not_reachable": quiet.not_reachable(found, by=request.person, today=now().date()),
        "trial_meetings": TRIAL_MEETINGS,
    }


@signed_in
@require_GET
def show_agreement(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    return render(request, "partnerships/pages/agreement.html", around(request, partnership_id))


@signed_in
@require_GET
def new_note(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    return _write(request, partnership_id, item=uuid4(), is_new=True)


@signed_in
@require_GET
def note(request: SignedInRequest, partnership_id: UUID, item_id: UUID) -> HttpResponse:
    return _write(request, partnership_id, item=item_id, is_new=False)


def _write(request: SignedInRequest, partnership_id: UUID, *, item: UUID, is_new: bool) -> HttpResponse:
    """The page of one note, for all of us or only for me. Its words come sealed, by themselves."""
    shown = around(request, partnership_id)
    own = Space.objects.visible_to(request.person).filter(kind=Space.Kind.OWN).values_list("pk", flat=True).first()
    context = {"item": item, "is_new": is_new, "is_own": request.GET.get("for") == "me", "own_space": own}
    context["meeting"] = _meeting_of(shown["partnership"], request.GET.get("meeting", ""))
    return render(request, "partnerships/pages/note.html", shown | context)


def _meeting_of(found: Partnership, named: str) -> Any:
    """A note of the close belongs to its meeting, and goes on doing so when it is changed here."""
    try:
        return found.meetings.filter(pk=UUID(named)).first() if named else None
    except ValueError:
        return None


def around(request: SignedInRequest, partnership_id: UUID, *, shows_next_hour: bool = False) -> dict[str, Any]:
    """What every page of a partnership shows: the others, where it stands, which words hold."""
    mine = Partnership.objects.visible_to(request.person).with_members_and_words()
    found = get_object_or_404(mine.with_next_hour(now=now()) if shows_next_hour else mine, pk=partnership_id)
    others = found.others(request.person)
    return {
        "partnership": found,
        "others": others,
        "readers": "all" if len(others) > 1 else "both",
        "names": found.names_for(request.person),
        "people": found.people_for(request.person),
        "is_over": hasattr(found, "goodbye"),
        "phase": str(life.phase_of(found)),
        "in_force": agreement.in_force(found),
        "newest": next(iter(found.proposals.all()), None),
    }
