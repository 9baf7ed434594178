"""The private list: whom one would rather not be introduced to. It takes effect at once, everywhere, in silence."""

from datetime import datetime

from django.db import transaction

from fermata.core.refusal import stop_if
from fermata.introductions.actions.introducing import lock, take_back_yes
from fermata.introductions.apart import are_partners
from fermata.introductions.models import Interest, Introduction, NotWith, Side
from fermata.introductions.rules import apart as rules
from fermata.people.models import Person
from fermata.programmes.models import address_mark


@transaction.atomic
def exclude(address: str, *, label: str, by: Person, now: datetime) -> NotWith:
    """Put somebody on one's own list. Whether they are here at all makes no difference one could see."""
    mark = address_mark(address)
    other = Person.objects.filter(email__iexact=address.strip()).first()
    lock([by, other] if other else [by])
    stop_if(
        rules.why_not_exclude(
            is_self=mark == address_mark(by.email),
            are_partners=other is not None and are_partners(by, other),
            listed=NotWith.objects.filter(person=by).exclude(mark=mark).count(),
        )
    )
    listed, _ = NotWith.objects.get_or_create(person=by, mark=mark, defaults={"label": label, "made_at": now})
    if other:
        _stop_what_is_open(by, other, now=now)
    return listed


def keep_away(other: Person, *, by: Person, now: datetime) -> None:
    """Whom one has protected oneself from stands on the list from then on, however long it is."""
    label = other.display_name
    NotWith.objects.get_or_create(person=by, mark=address_mark(other.email), defaults={"label": label, "made_at": now})
    _stop_what_is_open(by, other, now=now)


def _stop_what_is_open(by: Person, other: Person, *, now: datetime) -> None:
    """To the other, everything looks as it did. From one's own page it is gone."""
    mine = Side.objects.filter(person=by).values("introduction")
    shared = Introduction.objects.filter(pk__in=mine, sides__person=other)
    take_back_yes(by, introductions=shared)
    Side.objects.filter(introduction__in=shared.values("pk"), person=by, put_aside_at=None).update(put_aside_at=now)
    Interest.objects.filter(by__enrolment__person=by, to__enrolment__person=other).delete()


@transaction.atomic
def include_again(listed: NotWith) -> None:
    """Take somebody off one's list. What was stopped stays stopped; a new question is possible."""
    listed.delete()
