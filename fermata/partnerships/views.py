"""Pages about partnerships and the invitations that lead to them."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, by_token, signed_in
from fermata.partnerships import rules
from fermata.partnerships.actions import agreement, goodbye, invitations
from fermata.partnerships.models import Invitation, Partnership
from fermata.vault.models import Space


@signed_in
@require_POST
def create_invitation(request: SignedInRequest) -> HttpResponse:
    invitation = invitations.invite(by=request.person, now=now())
    return redirect("invitation", invitation.pk)


@signed_in
@require_GET
def show_invitation(request: SignedInRequest, invitation_id: UUID) -> HttpResponse:
    """The link to send. The sender never learns more than whether it was accepted."""
    invitation = get_object_or_404(Invitation.objects.visible_to(request.person), pk=invitation_id)
    link = request.build_absolute_uri(_link(invitation))
    return render(
        request,
        "partnerships/pages/invitation.html",
        {"invitation": invitation, "link": link, "has_lapsed": invitation.lapses_at <= now()},
    )


def _link(invitation: Invitation) -> str:
    return f"/i/{invitation.token}/"


@signed_in
@require_POST
def withdraw_invitation(request: SignedInRequest, invitation_id: UUID) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.visible_to(request.person), pk=invitation_id)
    invitations.withdraw(invitation, now=now())
    return redirect("home")


@by_token
@require_http_methods(["GET", "POST"])
def open_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What the invited person reads, before anything is asked of them; and their yes."""
    invitation = _invitation_in(token)
    if invitation is None:
        return _not_ours(request)
    person = request.user if request.user.is_authenticated else None
    if request.method == "POST" and person:
        return redirect("partnership", invitations.accept(invitation, by=person, now=now()).pk)
    refusal = invitations.why_not_accept(invitation, by=person, now=now())
    mine = person and invitations.made_of(invitation, for_=person)
    return redirect("partnership", mine.pk) if mine else _show(request, invitation, refusal)


def _invitation_in(token: str) -> Invitation | None:
    pk = Invitation.id_in(token)
    return Invitation.objects.select_related("by").filter(pk=pk).first() if pk else None


def _not_ours(request: HttpRequest) -> HttpResponse:
    return render(request, "site/pages/refused.html", {"refusal": rules.NOT_OURS}, status=404)


def _show(request: HttpRequest, invitation: Invitation, refusal: object) -> HttpResponse:
    way_in = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
    context = {"invitation": invitation, "refusal": refusal, "way_in": way_in}
    return render(request, "partnerships/pages/invited.html", context, status=409 if refusal else 200)


@by_token
@require_POST
def decline_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Nothing is written: to the sender, declining and silence are the same (INV-V2)."""
    if _invitation_in(token) is None:
        return _not_ours(request)
    return render(request, "partnerships/pages/declined.html")


@signed_in
@require_GET
def partnership(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    around = _around(request, partnership_id)
    prefetch_related_objects([around["partnership"]], "meetings")
    return render(request, "partnerships/pages/partnership.html", around)


@signed_in
@require_GET
def show_agreement(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    return render(request, "partnerships/pages/agreement.html", _around(request, partnership_id))


@signed_in
@require_GET
def new_note(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    return _write(request, partnership_id, item=uuid4(), is_new=True)


@signed_in
@require_GET
def note(request: SignedInRequest, partnership_id: UUID, item_id: UUID) -> HttpResponse:
    return _write(request, partnership_id, item=item_id, is_new=False)


def _write(request: SignedInRequest, partnership_id: UUID, *, item: UUID, is_new: bool) -> HttpResponse:
    """The page of one note, for both or only for me. Its words come sealed, by themselves."""
    around = _around(request, partnership_id)
    own = Space.objects.visible_to(request.person).filter(kind=Space.Kind.OWN).values_list("pk", flat=True).first()
    readers = "me" if request.GET.get("for") == "me" else "both"
    context = {"item": item, "is_new": is_new, "readers": readers, "own_space": own}
    return render(request, "partnerships/pages/note.html", around | context)


@signed_in
@require_http_methods(["GET", "POST"])
def leave(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Two clicks: this page, and its one button. No reason is asked, because none is needed."""
    around = _around(request, partnership_id)
    if request.method == "POST":
        goodbye.leave(around["partnership"], by=request.person, now=now())
        return redirect("left")
    return render(request, "partnerships/pages/leave.html", around)


@signed_in
@require_GET
def left(request: SignedInRequest) -> HttpResponse:
    return render(request, "partnerships/pages/left.html")


def _around(request: SignedInRequest, partnership_id: UUID) -> dict[str, Any]:
    """What every page of a partnership shows: the partner, whether it is over, which words hold."""
    mine = Partnership.objects.visible_to(request.person).with_members_and_words()
    found = get_object_or_404(mine, pk=partnership_id)
    return {
        "partnership": found,
        "partner": next((m for m in found.memberships.all() if m.person_id != request.person.pk), None),
        "is_over": hasattr(found, "goodbye"),
        "in_force": agreement.in_force(found),
        "newest": next(iter(found.proposals.all()), None),
    }
