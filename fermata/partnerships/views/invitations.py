"""Pages about invitations."""

from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fermata.core.clock import now
from fermata.core.doors import SignedInRequest, by_token, signed_in
from fermata.partnerships import rules
from fermata.partnerships.actions import invitations
from fermata.partnerships.models import Invitation


@signed_in
@require_POST
def create_invitation(request: SignedInRequest) -> HttpResponse:
    seats = 2 if request.POST.get("seats") == "2" else 1
    invitation = invitations.invite(by=request.person, now=now(), seats=seats)
    return redirect("invitation", invitation.pk)


@signed_in
@require_GET
def show_invitation(request: SignedInRequest, invitation_id: UUID) -> HttpResponse:
    """The link to send. The sender never learns more than whether it was accepted."""
    invitation = get_object_or_404(Invitation.objects.visible_to(request.person), pk=invitation_id)
    link = settings.URL + reverse("open_invitation", args=[invitation.token])
    shown = {"link": link, "has_lapsed": invitation.lapses_at <= now(), "names": _names(invitation)}
    return render(request, "partnerships/pages/invitation.html", {"invitation": invitation, **shown})


def _names(invitation: Invitation) -> str:
    """Who has come of it; nobody is named before all have said yes."""
    made = invitation.partnership
    return made.names_for(invitation.by) if made else ""


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
        made = invitations.accept(invitation, by=person, now=now())
        return redirect("partnership", made.pk) if made else redirect("open_invitation", token)
    refusal = invitations.why_not_accept(invitation, by=person, now=now())
    mine = person and invitations.made_of(invitation, for_=person)
    if person and invitations.has_said_yes(invitation, person=person):
        return render(request, "partnerships/pages/invited.html", {"invitation": invitation, "is_waiting": True})
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
    """Nothing is kept, nor is a yes that waited: to the sender, declining and silence are the same (INV-V2)."""
    invitation = _invitation_in(token)
    if invitation is None:
        return _not_ours(request)
    if request.user.is_authenticated:
        invitations.decline(invitation, by=request.user)
        if made := invitations.made_of(invitation, for_=request.user):  # the last yes has come first
            return redirect("partnership", made.pk)
    return render(request, "partnerships/pages/declined.html")
