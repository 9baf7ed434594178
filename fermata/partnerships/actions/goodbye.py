"""Leaving: at once, in any state, without a reason."""

from datetime import datetime

from django.db import transaction

from fermata.core.events import announce
from fermata.core.live import publish
from fermata.core.models import LiveState
from fermata.partnerships.events import PartnershipEnded, PartnershipForgotten
from fermata.partnerships.models import Goodbye, Partnership
from fermata.people.models import Person
from fermata.vault.actions import close_space, leave_space


@transaction.atomic
def leave(partnership: Partnership, *, by: Person, now: datetime) -> None:
    """End the partnership for this member now. Nobody has to agree, and no reason is kept."""
    if Partnership.objects.select_for_update().filter(pk=partnership.pk).first() is None:
        return  # the first of two clicks was the last goodbye, and everything is erased already
    partnership.memberships.filter(person=by, left_at=None).update(left_at=now)
    _, is_first = Goodbye.objects.get_or_create(partnership=partnership, defaults={"at": now})
    leave_space(partnership.space, by=by, at=now)
    if is_first:
        announce(PartnershipEnded(partnership=partnership, at=now))
    publish(partnership.pk)
    publish(by.pk)
    if not partnership.memberships.filter(left_at=None).exists():
        forget(partnership)


@transaction.atomic
def part(partnership: Partnership, *, now: datetime) -> None:
    """It ends, and nobody has left: what is there can be read by both, and nothing can be added."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    _, is_first = Goodbye.objects.get_or_create(partnership=partnership, defaults={"at": now})
    if is_first:
        close_space(partnership.space, at=now)
        announce(PartnershipEnded(partnership=partnership, at=now))
        publish(partnership.pk)


def forget(partnership: Partnership) -> None:
    """Nobody is left who could read it: everything of this partnership is erased."""
    announce(PartnershipForgotten(partnership=partnership))
    LiveState.objects.filter(pk=partnership.pk).delete()
    space = partnership.space
    partnership.delete()
    space.delete()
