"""Finding a partner: everything that is open for me, one introduction, and my answers."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, signed_in
from fermata.introductions import cards, reads
from fermata.introductions.actions import answering
from fermata.introductions.apart import partners_of
from fermata.introductions.models import Introduction
from fermata.introductions.rules.asking import TALK_WITHIN
from fermata.introductions.views.looking import my_enrolment
from fermata.programmes.models import Enrolment


@signed_in
@require_GET
def finding_anywhere(request: SignedInRequest) -> HttpResponse:
    """Where letters lead to: the only programme, or a choice of them."""
    mine = list(Enrolment.objects.visible_to(request.person).open().select_related("programme__organisation")[:100])
    if len(mine) == 1:
        return redirect("finding", mine[0].programme_id)
    return render(request, "introductions/pages/anywhere.html", {"enrolments": mine})


@signed_in
@require_GET
def finding(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    return render(
        request, "introductions/pages/finding.html", reads.finding(my_enrolment(request, programme_id), at=now())
    )


def _found(request: SignedInRequest, introduction_id: UUID) -> Introduction:
    mine = Introduction.objects.visible_to(request.person).select_related("programme")
    return get_object_or_404(mine.prefetch_related("sides__person"), pk=introduction_id)


@signed_in
@require_GET
def introduction(request: SignedInRequest, introduction_id: UUID) -> HttpResponse:
    found = _found(request, introduction_id)
    context: dict[str, Any] = {
        "introduction": found,
        "programme": found.programme,
        "standing": answering.standing_of(found, person=request.person, at=now()),
        "others": cards.others_in(found, person=request.person),
        "are_partners": bool(partners_of(request.person) & {side.person_id for side in found.sides.all()}),
        "talk_until": found.introduced_at and found.introduced_at + TALK_WITHIN,
    }
    return render(request, "introductions/pages/introduction.html", context)


@signed_in
@require_POST
def say_yes(request: SignedInRequest, introduction_id: UUID) -> HttpResponse:
    found = _found(request, introduction_id)
    answering.accept(found, by=request.person, now=now())
    return redirect("introduction", found.pk)


@signed_in
@require_POST
def say_not_now(request: SignedInRequest, introduction_id: UUID) -> HttpResponse:
    found = _found(request, introduction_id)
    answering.put_aside(found, by=request.person, now=now())
    return redirect("finding_anywhere")


@signed_in
@require_POST
def say_yes_after_talk(request: SignedInRequest, introduction_id: UUID) -> HttpResponse:
    found = _found(request, introduction_id)
    answering.say_yes_after_talk(found, by=request.person, now=now())
    return redirect("introduction", found.pk)
