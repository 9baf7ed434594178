"""Inviting and accepting: how two people find each other without anybody above them."""

from datetime import datetime, timedelta

from django.db import transaction

from fermata.core.live import publish
from fermata.core.refusal import Refusal, Refused, stop_if
from fermata.introductions.actions.companions import come_together
from fermata.introductions.actions.introducing import hold_lines_still
from fermata.introductions.apart import kept_apart
from fermata.introductions.rules.apart import OWN_WISH, Apart
from fermata.partnerships import rules
from fermata.partnerships.models import Invitation, Membership, Partnership
from fermata.people.models import Person
from fermata.vault.actions import make_shared_space


@transaction.atomic
def invite(*, by: Person, now: datetime) -> Invitation:
    """Make a link for one person. The inviter gains no right by it."""
    open_ones = by.invitations.select_for_update().filter(used_at=None, withdrawn_at=None, lapses_at__gt=now)
    stop_if(rules.why_not_invite(open_invitations=len(open_ones)))
    return by.invitations.create(made_at=now, lapses_at=now + timedelta(days=rules.INVITATION_DAYS))


@transaction.atomic
def withdraw(invitation: Invitation, *, now: datetime) -> None:
    """The link stops working. Whoever opens it reads the same as for a link that has lapsed."""
    Invitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None).update(withdrawn_at=now)


def why_not_accept(invitation: Invitation, *, by: Person | None, now: datetime) -> Refusal | None:
    """Gather the facts; somebody not yet signed in is judged by the link alone."""
    return rules.why_not_accept(
        is_own=by is not None and invitation.by_id == by.pk,
        is_used=invitation.used_at is not None,
        is_withdrawn=invitation.withdrawn_at is not None,
        has_lapsed=invitation.lapses_at <= now,
        are_together=by is not None and _are_together(invitation.by, by),
    )


def made_of(invitation: Invitation, *, for_: Person) -> Partnership | None:
    """What became of an invitation, for somebody who is in it."""
    return Partnership.objects.visible_to(for_).filter(invitation=invitation).first()


def accept(invitation: Invitation, *, by: Person, now: datetime) -> Partnership:
    """The second yes. From here on the two are alike in everything. The second of two clicks comes in as well.

    Where something keeps the two apart that they are not told, the link lapses then and there, for everybody: so that
    it is the same link, in the same words, whoever opens it afterwards.
    """
    try:
        return _accept(invitation, by=by, now=now)
    except Refused as refused:
        if refused.refusal is rules.LAPSED:
            withdraw(invitation, now=now)
        raise


@transaction.atomic
def _accept(invitation: Invitation, *, by: Person, now: datetime) -> Partnership:
    both = list(Person.objects.select_for_update().filter(pk__in=[invitation.by_id, by.pk]).order_by("pk"))
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("by").get(pk=invitation.pk)
    if made := made_of(invitation, for_=by):
        return made
    stop_if(why_not_accept(invitation, by=by, now=now))
    hold_lines_still()
    stop_if(_why_kept_apart(invitation.by, by, now=now))
    partnership = form(both, now=now)
    invitation.used_at, invitation.partnership = now, partnership
    invitation.save(update_fields=["used_at", "partnership"])
    return partnership


def _why_kept_apart(inviter: Person, by: Person, *, now: datetime) -> Refusal | None:
    """One's own wish is named to oneself; anything else reads like a link that has lapsed."""
    apart = kept_apart(by, inviter, at=now)
    return {None: None, Apart.OWN: OWN_WISH, Apart.UNSAID: rules.LAPSED}[apart]


def form(people: list[Person], *, now: datetime) -> Partnership:
    """All have said yes, and nothing keeps them apart: whoever calls this has looked, in this transaction."""
    partnership = Partnership.objects.create(space=make_shared_space(people), formed_at=now)
    Membership.objects.bulk_create([Membership(partnership=partnership, person=person) for person in people])
    come_together(people)
    publish(partnership.pk)
    return partnership


def _are_together(one: Person, other: Person) -> bool:
    return Partnership.objects.visible_to(one).filter(goodbye=None).filter(memberships__person=other).exists()
