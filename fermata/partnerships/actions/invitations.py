"""Inviting and accepting: how two people find each other without anybody above them."""

from datetime import datetime, timedelta

from django.db import transaction

from fermata.core.refusal import Refusal, Refused, stop_if
from fermata.introductions.actions.introducing import hold_lines_still
from fermata.introductions.apart import are_apart, kept_apart_from
from fermata.introductions.rules.apart import OWN_WISH, Apart
from fermata.partnerships import rules
from fermata.partnerships.actions.forming import form
from fermata.partnerships.models import Invitation, Partnership
from fermata.people.models import Person

MOST_SEATS = 2


@transaction.atomic
def invite(*, by: Person, now: datetime, seats: int = 1) -> Invitation:
    """Make a link for one person, or for the two others of a three. The inviter gains no right by it."""
    open_ones = by.invitations.select_for_update().filter(used_at=None, withdrawn_at=None, lapses_at__gt=now)
    stop_if(rules.why_not_invite(open_invitations=len(open_ones)))
    lapses_at = now + timedelta(days=rules.INVITATION_DAYS)
    return by.invitations.create(made_at=now, lapses_at=lapses_at, seats=min(max(seats, 1), MOST_SEATS))


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
        are_together=by is not None and invitation.seats == 1 and _are_together(invitation.by, by),
    )


def made_of(invitation: Invitation, *, for_: Person) -> Partnership | None:
    """What became of an invitation, for somebody who is in it."""
    return Partnership.objects.visible_to(for_).filter(invitation=invitation).first()


def has_said_yes(invitation: Invitation, *, person: Person) -> bool:
    """One of the two others of a three, while the last yes is open."""
    return invitation.partnership_id is None and invitation.yeses.filter(person=person).exists()


@transaction.atomic
def decline(invitation: Invitation, *, by: Person) -> None:
    """Rather not, after all: a yes that waits for the third is taken back. Nobody was told of it, and nobody is now."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    invitation.yeses.filter(person=by).delete()


def accept(invitation: Invitation, *, by: Person, now: datetime) -> Partnership | None:
    """A yes; with the last one it begins, and all are alike in everything. The second of two clicks comes in as well.

    None while somebody else's yes is still open. Where something keeps them apart that they are not told, the link
    lapses then and there, for everybody: so that it is the same link, in the same words, whoever opens it afterwards.
    """
    try:
        return _accept(invitation, by=by, now=now)
    except Refused as refused:
        if refused.refusal is rules.LAPSED:
            withdraw(invitation, now=now)
        raise


@transaction.atomic
def _accept(invitation: Invitation, *, by: Person, now: datetime) -> Partnership | None:
    people = [*(person.pk for person in _who_said_yes(invitation)), by.pk]
    list(Person.objects.select_for_update().filter(pk__in=people).order_by("pk"))
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("by").get(pk=invitation.pk)
    if made := made_of(invitation, for_=by):
        return made
    stop_if(why_not_accept(invitation, by=by, now=now))
    hold_lines_still()
    stop_if(_why_kept_apart(invitation, by=by, now=now))
    invitation.yeses.get_or_create(person=by, defaults={"at": now})
    everybody = _who_said_yes(invitation)
    if len(everybody) <= invitation.seats:
        return None
    stop_if(_why_not_together(everybody, now=now))
    partnership = form(sorted(everybody, key=lambda person: person.pk), now=now)
    invitation.yeses.all().delete()
    invitation.used_at, invitation.partnership = now, partnership
    invitation.save(update_fields=["used_at", "partnership"])
    return partnership


def _why_kept_apart(invitation: Invitation, *, by: Person, now: datetime) -> Refusal | None:
    """One's own wish is named to oneself, about whoever asks; anything else reads like a link that has lapsed."""
    apart = kept_apart_from(by, [one for one in _who_said_yes(invitation) if one.pk != by.pk], at=now)
    if apart == {invitation.by_id: Apart.OWN}:
        return OWN_WISH
    return rules.LAPSED if apart else None


def _why_not_together(everybody: list[Person], *, now: datetime) -> Refusal | None:
    """Asked of all at once: between the first yes and the last, something may have come between two others."""
    if are_apart(everybody, at=now):
        return rules.LAPSED
    return rules.TOGETHER if Partnership.objects.of_exactly(everybody).exists() else None


def _who_said_yes(invitation: Invitation) -> list[Person]:
    """The one who asks has said it by asking."""
    return [invitation.by, *(one.person for one in invitation.yeses.select_related("person"))]


def _are_together(one: Person, other: Person) -> bool:
    return Partnership.objects.of_exactly([one, other]).exists()
