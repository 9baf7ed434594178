"""A round: announced, entered and left."""

from datetime import datetime

from django.db import transaction

from fermata.core.refusal import Refusal, stop_if
from fermata.introductions.actions.asking import why_not_take_part
from fermata.introductions.models import Entry, Profile, Round
from fermata.introductions.rules import rounds as rules
from fermata.programmes.models import Programme


def why_not_announce(programme: Programme, *, kind: str, closes_at: datetime, now: datetime) -> Refusal | None:
    return rules.why_not_announce(
        is_past=closes_at <= now,
        days_ahead=(closes_at - now).days,
        is_one_open=Round.objects.filter(programme=programme, kind=kind, finished_at=None).exists(),
    )


@transaction.atomic
def announce_round(programme: Programme, *, kind: str, closes_at: datetime, now: datetime) -> Round:
    """Nobody is in it by this. People enter by themselves."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    stop_if(why_not_announce(programme, kind=kind, closes_at=closes_at, now=now))
    return Round.objects.create(programme=programme, kind=kind, announced_at=now, closes_at=closes_at)


@transaction.atomic
def enter(found: Round, *, profile: Profile, takes_more: bool, now: datetime) -> Entry:
    """The second of two clicks changes nothing."""
    found = Round.objects.select_for_update().get(pk=found.pk)
    stop_if(rules.why_not_enter(has_closed=_has_closed(found, now=now)))
    stop_if(why_not_take_part(profile.enrolment.person, programme_id=found.programme_id))
    kept = {"takes_more": takes_more}
    first = kept | {"entered_at": now}
    entry, _ = found.entries.update_or_create(profile=profile, defaults=kept, create_defaults=first)
    return entry


@transaction.atomic
def withdraw(found: Round, *, profile: Profile, now: datetime) -> None:
    """Out again, without a trace."""
    found = Round.objects.select_for_update().get(pk=found.pk)
    stop_if(rules.why_not_enter(has_closed=_has_closed(found, now=now)))
    found.entries.filter(profile=profile).delete()


def _has_closed(found: Round, *, now: datetime) -> bool:
    return found.closes_at <= now or found.began_at is not None
