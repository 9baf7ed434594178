"""Leaving and protecting: at once, in any phase, without a reason. To the others the two are the same."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fermata.core.events import announce
from fermata.core.live import publish
from fermata.core.models import LiveState
from fermata.core.refusal import Refused
from fermata.introductions.actions.excluding import keep_away
from fermata.partnerships.actions.life import here
from fermata.partnerships.events import PartnershipEnded, PartnershipForgotten
from fermata.partnerships.models import Goodbye, Partnership
from fermata.partnerships.rules.life import LIVING, Event, Phase
from fermata.people.models import Person
from fermata.vault.actions import Stale, leave_space, withdraw_item
from fermata.vault.models import Item


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What the leaver's browser sends along to take a text of theirs back: the token, and the empty version."""

    item: UUID
    base: int
    token: str
    file: bytes


@transaction.atomic
def leave(partnership: Partnership, *, by: Person, now: datetime, taken_back: Iterable[TakenBack] = ()) -> None:
    """End the partnership for this member now. Nobody has to agree, and no reason is kept."""
    if Partnership.objects.select_for_update().filter(pk=partnership.pk).first() is None:
        return  # the first of two clicks was the last goodbye, and everything is erased already
    _take_back(partnership, taken_back, now=now)
    partnership.memberships.filter(person=by, left_at=None).update(left_at=now)
    _, is_first = Goodbye.objects.get_or_create(partnership=partnership, defaults={"at": now})
    leave_space(partnership.space, by=by, at=now)
    partnership.answers.all().delete()
    _pass_on(partnership, now=now)
    if is_first:
        announce(PartnershipEnded(partnership=partnership, at=now))
    publish(partnership.pk)
    publish(by.pk)
    if not partnership.memberships.filter(left_at=None).exists():
        forget(partnership)


@transaction.atomic
def protect(partnership: Partnership, *, by: Person, now: datetime, taken_back: Iterable[TakenBack] = ()) -> None:
    """Leave, and put the others on one's private list. That it was more than leaving stands only there."""
    for membership in partnership.memberships.exclude(person=by).select_related("person"):
        keep_away(membership.person, by=by, now=now)
    leave(partnership, by=by, now=now, taken_back=taken_back)


def _take_back(partnership: Partnership, texts: Iterable[TakenBack], *, now: datetime) -> None:
    """What is not the leaver's, or changed at this instant, stays as it is: nothing may hold up a goodbye."""
    for text in texts:
        item = Item.objects.filter(pk=text.item, space=partnership.space_id, is_guarded=False).first()
        if item is not None:
            with suppress(Refused, Stale), transaction.atomic():
                withdraw_item(item, base=text.base, token=text.token, file=text.file, now=now)


def _pass_on(partnership: Partnership, *, now: datetime) -> None:
    """The same row whoever went, and however: a reader of the tables cannot tell leaving from protecting."""
    if here(partnership) not in LIVING:
        return
    number = partnership.passages.order_by("-number").values_list("number", flat=True)[0]
    partnership.passages.update(until=None)
    partnership.holds.filter(ended_at=None).update(ended_at=now)
    partnership.passages.create(
        number=number + 1, phase=Phase.ENDED, event=Event.LEFT, at=now, times_met=partnership.times_met
    )


def forget(partnership: Partnership) -> None:
    """Nobody is left who could read it: everything of this partnership is erased."""
    announce(PartnershipForgotten(partnership=partnership))
    LiveState.objects.filter(pk=partnership.pk).delete()
    space = partnership.space
    partnership.delete()
    space.delete()
