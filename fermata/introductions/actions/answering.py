"""A yes, a "not now", and the second answer after the first talk."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from fermata.core.events import announce
from fermata.core.refusal import stop_if
from fermata.introductions.actions.asking import why_not_take_part
from fermata.introductions.actions.introducing import introduce_if_all_agree, lock
from fermata.introductions.events import CameToNothing
from fermata.introductions.models import Introduction, Side
from fermata.introductions.rules import asking as rules
from fermata.introductions.rules.asking import Standing
from fermata.people.models import Person


def standing_of(introduction: Introduction, *, person: Person, at: datetime) -> Standing:
    """How it looks to one of its people."""
    sides = list(introduction.sides.all())
    mine = next(side for side in sides if side.person_id == person.pk)
    return rules.standing(
        is_draw=introduction.way == Introduction.Way.DRAW,
        is_introduced=introduction.introduced_at is not None,
        has_lapsed=introduction.lapses_at <= at,
        has_accepted=mine.accepted_at is not None,
        has_put_aside=mine.put_aside_at is not None,
        nothing_came=introduction.nothing_came_at is not None,
        has_said_yes=mine.talk_yes_at is not None,
        all_said_yes=all(side.talk_yes_at for side in sides),
    )


@transaction.atomic
def accept(introduction: Introduction, *, by: Person, now: datetime) -> None:
    """A yes. The others learn of it only when everybody has said it."""
    introduction = _locked(introduction)
    stop_if(rules.why_not_accept(standing=standing_of(introduction, person=by, at=now)))
    stop_if(why_not_take_part(by, programme_id=introduction.programme_id))
    _mine(introduction, by).update(accepted_at=now, put_aside_at=None)
    introduce_if_all_agree(introduction, at=now)


@transaction.atomic
def put_aside(introduction: Introduction, *, by: Person, now: datetime) -> None:
    """Not now. It leaves one's own page, and nothing else changes: until day 14 a yes is still a yes."""
    _mine(introduction, by).filter(accepted_at=None, put_aside_at=None).update(put_aside_at=now)


@transaction.atomic
def say_yes_after_talk(introduction: Introduction, *, by: Person, now: datetime) -> None:
    """Told to nobody until everybody has said it. "Not now" needs no answer."""
    introduction = _locked(introduction)
    stop_if(rules.why_not_say_yes_after_talk(standing=standing_of(introduction, person=by, at=now)))
    _mine(introduction, by).update(talk_yes_at=now)


@transaction.atomic
def end_what_is_over(*, now: datetime) -> None:
    """Three weeks after the introduction, without a yes of each, it ends by itself."""
    unsure = Side.objects.filter(talk_yes_at=None).values("introduction")
    waiting = Introduction.objects.filter(
        pk__in=unsure, introduced_at__lte=now - rules.TALK_WITHIN, nothing_came_at=None
    )
    for introduction in waiting.select_for_update():
        end_talk(introduction, at=now)
        announce(CameToNothing(introduction=introduction, at=now))


def end_talk(introduction: Introduction, *, at: datetime) -> None:
    """Nothing more is asked of anybody here."""
    introduction.nothing_came_at = at
    introduction.save(update_fields=["nothing_came_at"])


def _locked(introduction: Introduction) -> Introduction:
    lock([side.person for side in introduction.sides.select_related("person")])
    return Introduction.objects.select_for_update().get(pk=introduction.pk)


def _mine(introduction: Introduction, by: Person) -> QuerySet[Side]:
    return Side.objects.filter(introduction=introduction, person=by)
