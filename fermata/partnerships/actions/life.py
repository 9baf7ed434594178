"""The life of a partnership: hold, answer unseen, close in peace, and what time moves on by itself."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from fermata.core.events import announce
from fermata.core.live import publish
from fermata.core.refusal import stop_if
from fermata.introductions.actions.introducing import hold_lines_still
from fermata.introductions.apart import are_apart
from fermata.partnerships import letters
from fermata.partnerships.actions.forming import form
from fermata.partnerships.events import PartnershipEnded, PartnershipMoved
from fermata.partnerships.models import Goodbye, Partnership, Passage
from fermata.partnerships.rules import life as rules
from fermata.partnerships.rules.life import Event, Phase
from fermata.people.models import Person
from fermata.vault.actions import close_space

TOLD = frozenset({(Phase.HELD, Event.TIME), *((phase, Event.STATUS_CHANGED) for phase in rules.LIVING)})
"""Of these each hears by a letter, once; it says only that there is something new."""


def phase_of(partnership: Partnership) -> Phase:
    """As it was read: with the partnership (`with_phase`), or now."""
    return Phase(getattr(partnership, "newest_phase", None) or _newest(partnership).phase)


def _newest(partnership: Partnership) -> Passage:
    return partnership.passages.all()[0]


@transaction.atomic
def hold(partnership: Partnership, *, back_on: date | None, today: date, now: datetime) -> None:
    """Let the partnership rest, with or without a day to come back. Nobody has to agree, or to say why.

    `today`: where the one is who holds.
    """
    lock(partnership)
    is_over = Goodbye.objects.filter(partnership=partnership).exists()
    stop_if(rules.why_not_hold(is_over=is_over, back_on=back_on, today=today))
    partnership.holds.update_or_create(
        ended_at=None, defaults={"back_on": back_on}, create_defaults={"back_on": back_on, "began_at": now}
    )
    if here(partnership) == Phase.HELD:
        publish(partnership.pk)
    else:
        move(partnership, Event.HELD, now=now)


@transaction.atomic
def answer(partnership: Partnership, *, word: str, by: Person, now: datetime) -> Partnership:
    """Say something to the question of this phase, unseen; no word takes it back. When all have, it takes effect.

    Returns the partnership to go on with: a new one, when all of a former one have wished for it.
    """
    lock(partnership)
    phase = here(partnership)
    members = list(partnership.memberships.filter(left_at=None).select_related("person"))
    stop_if(rules.why_not_answer(phase=phase, word=word, members=len(members)))
    if not word:
        partnership.answers.filter(person=by).delete()
        return partnership
    partnership.answers.update_or_create(person=by, defaults={"word": word, "at": now})
    if phase in {Phase.CLOSED, Phase.ENDED}:
        return _begin_again(partnership, [m.person for m in members], now=now)
    _settle(partnership, members=len(members), now=now)
    return partnership


def _begin_again(partnership: Partnership, people: list[Person], *, now: datetime) -> Partnership:
    """A mutual wish, and a new beginning: another space, another agreement. Unless something keeps them apart."""
    if partnership.answers.count() < len(people):
        return partnership
    hold_lines_still()
    if are_apart(people, at=now, is_again=True):
        return partnership
    partnership.answers.all().delete()
    if open_one := Partnership.objects.of_exactly(people).first():
        return open_one
    made = form(people, now=now)
    publish(partnership.pk)
    return made


def _settle(partnership: Partnership, *, members: int, now: datetime) -> None:
    meetings = partnership.times_met - _newest(partnership).times_met
    words = list(partnership.answers.values_list("word", flat=True))
    event = rules.outcome(here(partnership), answers=words, members=members, meetings=meetings)
    if event is not None:
        move(partnership, event, now=now)


@transaction.atomic
def close(partnership: Partnership, *, now: datetime) -> None:
    """Begin to part: thirty days in which everything still works, for a last meeting and a last word."""
    lock(partnership)
    move(partnership, Event.CLOSING, now=now)


@transaction.atomic
def waive(partnership: Partnership, *, now: datetime) -> None:
    """No closing meeting is needed. Either may say so."""
    lock(partnership)
    move(partnership, Event.WAIVED, now=now)


@transaction.atomic
def change_status(partnership: Partnership, *, now: datetime) -> None:
    """One has come to decide over the other: all are told once, and have fourteen days for a closing meeting."""
    lock(partnership)
    stop_if(rules.why_not(here(partnership), Event.STATUS_CHANGED))
    if not partnership.passages.filter(event=Event.STATUS_CHANGED).exists():
        move(partnership, Event.STATUS_CHANGED, now=now)


@transaction.atomic
def come_to_nothing(partnership: Partnership, *, now: datetime) -> None:
    """Introduced, and after three weeks not all wished to go on. Whoever has agreed on words since has gone on."""
    lock(partnership)
    if here(partnership) == Phase.CONTRACTING:
        move(partnership, Event.CAME_TO_NOTHING, now=now)


@transaction.atomic
def met(partnership: Partnership, *, now: datetime) -> None:
    """A meeting has ended; the room above says so."""
    lock(partnership)
    partnership.times_met += 1
    partnership.save(update_fields=["times_met"])
    phase = here(partnership)
    meetings = partnership.times_met - _newest(partnership).times_met
    if event := rules.after_a_meeting(phase, meetings=meetings):
        move(partnership, event, now=now)
    elif phase == Phase.TRIAL:
        _settle(partnership, members=partnership.memberships.filter(left_at=None).count(), now=now)


def let_time_pass(*, at: datetime) -> int:
    """Move on what waited until now. Doing it twice does it once. Returns how many moved."""
    due = Passage.objects.filter(until__lte=at) | _to_part(at=at)
    return sum(_let_time_pass(pk, at=at) for pk in set(due.values_list("partnership_id", flat=True)))


def _to_part(*, at: datetime) -> QuerySet[Passage]:
    """Where the fourteen days after a change of status are over, and they are still together."""
    told = Passage.objects.filter(event=Event.STATUS_CHANGED, partnership__goodbye=None)
    return told.filter(at__lte=at - rules.STATUS_CHANGE_PATIENCE)


@transaction.atomic
def _let_time_pass(pk: UUID, *, at: datetime) -> bool:
    partnership = Partnership.objects.select_for_update().filter(pk=pk).first()
    if partnership is None:
        return False
    until = _newest(partnership).until
    if _to_part(at=at).filter(partnership=partnership).exists():
        move(partnership, Event.DAY_TO_PART, now=at)
    elif until is not None and until <= at:
        move(partnership, Event.TIME, now=at)
    else:
        return False
    return True


def move(partnership: Partnership, event: Event, *, now: datetime) -> Phase:
    """One step of the table. Whoever calls holds the lock. Raises Refused where the table has no such step."""
    former = _newest(partnership)
    phase = Phase(former.phase)
    stop_if(rules.why_not(phase, event))
    to = rules.after(phase, event, before=_last_worked_in(partnership)) or phase
    partnership.answers.all().delete()
    if phase == Phase.HELD:
        partnership.holds.filter(ended_at=None).update(ended_at=now)
    partnership.passages.filter(pk=former.pk).update(until=None)
    partnership.passages.create(
        number=former.number + 1,
        phase=to,
        event=event,
        at=now,
        until=rules.until(to, event=event, at=now),
        times_met=partnership.times_met,
    )
    announce(PartnershipMoved(partnership=partnership, at=now))
    if to == Phase.CLOSED:
        _say_goodbye(partnership, now=now)
    if (phase, event) in TOLD:
        letters.tell_all(partnership)
    publish(partnership.pk)
    return to


def _last_worked_in(partnership: Partnership) -> Phase:
    """After a hold, where they were before it; after a review, the last phase they worked in."""
    newest, *former = [Phase(p.phase) for p in partnership.passages.all()]
    fit = rules.LIVING - {Phase.HELD} if newest == Phase.HELD else rules.WORKING
    return next((phase for phase in former if phase in fit), Phase.CONTRACTING)


def _say_goodbye(partnership: Partnership, *, now: datetime) -> None:
    """Closed: all stay, all can read, and nobody can add."""
    _, is_first = Goodbye.objects.get_or_create(partnership=partnership, defaults={"at": now})
    close_space(partnership.space, at=now)
    if is_first:
        announce(PartnershipEnded(partnership=partnership, at=now))


def here(partnership: Partnership) -> Phase:
    """Where they stand, asked anew: whoever has the lock must not judge by what was read before it."""
    return Phase(partnership.passages.order_by("-number").values_list("phase", flat=True)[0])


def lock(partnership: Partnership) -> None:
    """Two people clicking at the same instant go through here one after the other."""
    fresh = Partnership.objects.select_for_update().get(pk=partnership.pk)
    partnership.times_met = fresh.times_met
    getattr(partnership, "_prefetched_objects_cache", {}).clear()
