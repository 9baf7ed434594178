"""Looking around in a programme, asking, and being interested."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, signed_in
from fermata.introductions import around, cards, lists
from fermata.introductions.actions import asking, excluding
from fermata.introductions.models import Interest, Profile
from fermata.introductions.rules.audience import Viewer
from fermata.introductions.views.looking import my_profile


@signed_in
@require_GET
def people_around(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """Some of those one may see. How many there are is said nowhere."""
    mine, at = my_profile(request, programme_id), now()
    topics = lists.choices("topics")
    topic = request.GET.get("topic", "")
    topic = topic if topic in dict(topics) else ""
    after = request.GET.get("after", "")
    people, more = around.people_around(
        mine, after=int(after) if after.isascii() and after.isdigit() and len(after) < 20 else -1, topic=topic, at=at
    )
    interested_in = set(Interest.objects.filter(by=mine).values_list("to_id", flat=True))
    context = {
        "programme": mine.enrolment.programme,
        "people": [
            {"id": one.pk, "card": cards.card(one, viewer=Viewer.STRANGER), "interested": one.pk in interested_in}
            for one in people
        ],
        "more": more,
        "topic": topic,
        "topics": topics,
    }
    return render(request, "introductions/pages/around.html", context)


def _somebody(mine: Profile, profile_id: UUID) -> Profile:
    try:
        return around.somebody(mine, profile_id, at=now())
    except Profile.DoesNotExist as not_there:
        raise Http404 from not_there


@signed_in
@require_POST
def create_ask(request: SignedInRequest, programme_id: UUID, profile_id: UUID) -> HttpResponse:
    mine = my_profile(request, programme_id)
    introduction = asking.ask(_somebody(mine, profile_id), by=mine, now=now())
    return redirect("introduction", introduction.pk)


@signed_in
@require_POST
def create_interest(request: SignedInRequest, programme_id: UUID, profile_id: UUID) -> HttpResponse:
    mine = my_profile(request, programme_id)
    introduction = asking.be_interested(_somebody(mine, profile_id), by=mine, now=now())
    return redirect("introduction", introduction.pk) if introduction else redirect("finding", programme_id)


@signed_in
@require_POST
def forget_interest(request: SignedInRequest, programme_id: UUID, profile_id: UUID) -> HttpResponse:
    """Also of somebody one no longer sees. Where there is none, nothing happens, and it looks the same."""
    asking.forget_interest(profile_id, by=my_profile(request, programme_id))
    return redirect("finding", programme_id)


@signed_in
@require_POST
def create_not_with(request: SignedInRequest, programme_id: UUID, profile_id: UUID) -> HttpResponse:
    """From a card onto one's own list."""
    other = _somebody(my_profile(request, programme_id), profile_id).enrolment.person
    excluding.exclude(other.email, label=other.name, by=request.person, now=now())
    return redirect("not_with")
