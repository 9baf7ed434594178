"""Running a round: by a process of its own, in short transactions, so that nobody waits; and again after a kill."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from fermata.introductions.actions.introducing import between
from fermata.introductions.apart_among import apart_among
from fermata.introductions.facts import facts_of, told_to_each
from fermata.introductions.letters import letters_to
from fermata.introductions.models import Entry, Introduction, NotWith, Profile, Round, Side
from fermata.introductions.rules.asking import ANSWER_WITHIN
from fermata.introductions.rules.fit import Facts
from fermata.introductions.rules.pairing import PairUp, Seat
from fermata.programmes.models import Enrolment, address_mark

MATCHER_WITHIN = timedelta(minutes=30)
LEASE = 2 * MATCHER_WITHIN
AT_ONCE = 250
EXERCISE_FOR = timedelta(hours=12)
Clock = Callable[[], datetime]


class Overtaken(Exception):
    """The lease was over, and another process has the round in hand. What it makes counts, and nothing of ours."""


def is_one_due(*, now: datetime) -> bool:
    return _due(now=now).exists()


def run_next(*, pair_up: Mapping[str, PairUp], clock: Clock) -> bool:
    """Run the round that has waited longest. False when none does."""
    found = _lease(now=clock())
    if found is None:
        return False
    with suppress(Overtaken):
        _run(found, pair_up=pair_up[found.kind], clock=clock)
    return True


def _run(found: Round, *, pair_up: PairUp, clock: Clock) -> None:
    profiles = _profiles(found)
    seats = [Seat(id=profile.pk.hex, facts=facts_of(profile, at=found.closes_at)) for profile in profiles]
    pairs = pair_up(seats, apart_among(profiles, at=found.closes_at))
    groups = sorted(tuple(sorted(group)) for group in pairs.groups)
    for batch in _in_batches(groups):
        _store(found, [[(profiles[place], seats[place].facts) for place in group] for group in batch], now=clock())
    result = hashlib.sha256(repr([[seats[place].id for place in group] for group in groups]).encode()).hexdigest()
    left = {profile.pk for profile in profiles} - {profiles[place].pk for group in groups for place in group}
    _finish(found, left=left, digests=(pairs.digest, result), now=clock())


def _due(*, now: datetime) -> QuerySet[Round]:
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    return Round.objects.filter(free, closes_at__lte=now, finished_at=None, programme__ended_at=None)


@transaction.atomic
def _lease(*, now: datetime) -> Round | None:
    """One process at a time. What a killed one had stored already goes, and is made anew."""
    found = _due(now=now).select_for_update(skip_locked=True, of=("self",)).order_by("closes_at").first()
    if found is None:
        return None
    found.began_at = found.began_at or now
    found.leased_until = now + LEASE
    found.save(update_fields=["began_at", "leased_until"])
    found.introductions.all().delete()
    return found


def _in_our_hands(found: Round) -> QuerySet[Round]:
    return Round.objects.filter(pk=found.pk, leased_until=found.leased_until)


def _profiles(found: Round) -> list[Profile]:
    """Who is in it and takes part still, in the order of ids drawn by lot."""
    ready = Enrolment.objects.ready().filter(programme=found.programme_id).values("pk")
    profiles = Profile.objects.filter(pk__in=found.entries.values("profile"), enrolment__in=ready)
    return list(profiles.select_related("enrolment__person").order_by("pk"))


def _in_batches(groups: Sequence[tuple[int, ...]]) -> Iterator[list[tuple[int, ...]]]:
    waiting = iter(groups)
    while batch := list(islice(waiting, AT_ONCE)):
        yield batch


@transaction.atomic
def _store(found: Round, groups: Sequence[Sequence[tuple[Profile, Facts]]], *, now: datetime) -> None:
    """Nobody sees these before the round is over, and until then they are closed: who asks meanwhile just asks."""
    is_draw = found.kind == Round.Kind.DRAW
    made = [
        Introduction(
            programme_id=found.programme_id,
            way=Introduction.Way.DRAW if is_draw else Introduction.Way.ROUND,
            round=found,
            people=between([profile.enrolment.person for profile, _ in group]),
            made_at=now,
            lapses_at=now + (EXERCISE_FOR if is_draw else ANSWER_WITHIN),
            closed_at=now,
        )
        for group in groups
    ]
    Introduction.objects.bulk_create(made)
    Side.objects.bulk_create(
        Side(introduction=one, person=profile.enrolment.person, **side)
        for one, group in zip(made, groups, strict=True)
        for (profile, _), side in zip(group, told_to_each(*zip(*group, strict=True), at=found.closes_at), strict=True)
    )
    if not _in_our_hands(found).exists():
        raise Overtaken


@transaction.atomic
def _finish(found: Round, *, left: set[UUID], digests: tuple[str, str], now: datetime) -> None:
    """Everybody hears at once, whoever was found and whoever was not, in the same words."""
    if not _in_our_hands(found).select_for_update(no_key=True):
        raise Overtaken
    _drop_what_is_apart_since(found)
    if found.kind == Round.Kind.ROUND:
        _open_to_answers(found)
    for some in _some_at_a_time(sorted(left)):
        found.entries.filter(profile__in=some).update(left_over_at=now)
    found.finished_at, found.leased_until = now, None
    found.input_digest, found.result_digest = digests
    found.save(update_fields=["finished_at", "leased_until", "input_digest", "result_digest"])


def _open_to_answers(found: Round) -> None:
    """Two who have come to each other on another way while the matcher ran have that already."""
    elsewhere = Introduction.objects.filter(programme=found.programme_id, round=None, made_at__gte=found.closes_at)
    found.introductions.filter(people__in=elsewhere.values("people")).delete()
    for some in _some_at_a_time(list(found.introductions.values_list("pk", flat=True))):
        found.introductions.filter(pk__in=some).update(closed_at=None)


def _some_at_a_time(pks: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(pks), AT_ONCE):
        yield pks[start : start + AT_ONCE]


def _drop_what_is_apart_since(found: Round) -> None:
    """Somebody may have put somebody on their list while the matcher ran."""
    for listed in NotWith.objects.filter(made_at__gte=found.began_at).select_related("person"):
        mine = Side.objects.filter(person=listed.person, introduction__round=found).values("introduction")
        others = Side.objects.filter(introduction__in=mine).exclude(person=listed.person).select_related("person")
        gone = [side.introduction_id for side in others if address_mark(side.person.email) == listed.mark]
        Introduction.objects.filter(pk__in=gone).delete()


@transaction.atomic
def write_letters(*, now: datetime) -> bool:
    """The same letter to everybody who was in a round that is over, some at a time. False when all are written."""
    waiting = Entry.objects.filter(told_at=None).exclude(round__finished_at=None)
    waiting = waiting.select_for_update(skip_locked=True, of=("self",))
    some = Entry.objects.filter(pk__in=[one.pk for one in waiting.only("pk").order_by("pk")[:AT_ONCE]])
    whom = some.values_list("profile__enrolment__person__email", "profile__enrolment__person__language")
    letters_to(list(whom.order_by("pk")), now=now)
    return some.update(told_at=now) > 0
