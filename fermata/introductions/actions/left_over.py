"""For whom nobody was found: three, a second partner for somebody, or the next round. Still only by yeses."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import combinations

from django.db import transaction

from fermata.core.refusal import stop_if
from fermata.introductions.actions.introducing import lock, open_between, put_together
from fermata.introductions.apart import are_apart, are_partners
from fermata.introductions.facts import facts_of
from fermata.introductions.letters import letters_to
from fermata.introductions.models import Entry, Introduction, Profile, Round
from fermata.introductions.rules import fit
from fermata.introductions.rules import rounds as rules
from fermata.introductions.rules.hours import week_of
from fermata.programmes.models import Enrolment

MOST_LOOKED_AT = 500


@transaction.atomic
def choose(found: Round, *, profile: Profile, wish: str, now: datetime) -> Introduction | None:
    """Keep the wish and look at once. Where nobody can be found, it reads like waiting."""
    entry = found.entries.select_for_update().filter(profile=profile).first()
    is_left_over = entry is not None and entry.left_over_at is not None and not entry.wish
    stop_if(rules.why_not_choose(is_left_over=is_left_over))
    Entry.objects.filter(round=found, profile=profile).update(wish=Entry.Wish(wish))
    if wish == Entry.Wish.WAIT:
        return None
    offers = _threes(found, profile) if wish == Entry.Wish.TRIAD else ([profile, one] for one in _open_to_more(found))
    possible = [group for group in offers if _fits(group, at=now)]
    if not possible:
        return None
    best = max(possible, key=lambda group: (_worth(group, at=now), [one.pk for one in group]))
    made = put_together(best, way=Introduction.Way.ROUND, at=now)
    people = [one.enrolment.person for one in best]
    letters_to([(one.email, one.language) for one in people], now=now)
    return made


def _open_to_more(found: Round) -> list[Profile]:
    """Those who said, when they entered, that they would also take a second partner or be three."""
    ready = Enrolment.objects.ready().filter(programme=found.programme_id).values("pk")
    willing = found.entries.filter(takes_more=True, left_over_at=None).values("profile")
    profiles = Profile.objects.filter(pk__in=willing, enrolment__in=ready).order_by("pk")
    return list(profiles.select_related("enrolment__person", "enrolment__programme")[:MOST_LOOKED_AT])


def _threes(found: Round, profile: Profile) -> Iterator[list[Profile]]:
    """With two whom this round has put to each other, and who both said so."""
    willing = {one.enrolment.person_id: one for one in _open_to_more(found)}
    for introduction in found.introductions.filter(introduced_at=None).prefetch_related("sides"):
        people = [side.person_id for side in introduction.sides.all()]
        if all(person in willing for person in people):
            yield [profile, *(willing[person] for person in people)]


def _fits(group: Sequence[Profile], *, at: datetime) -> bool:
    people = lock([one.enrolment.person for one in group])
    if len(people) < len(group) or are_apart(people, at=at):
        return False
    if any(are_partners(one, other) for one, other in combinations(people, 2)):
        return False
    if open_between(people, programme=group[0].enrolment.programme, at=at):
        return False
    facts = [facts_of(one, at=at) for one in group]
    return all(fit.may_meet(one, other) for one, other in combinations(facts, 2))


def _worth(group: Sequence[Profile], *, at: datetime) -> int:
    """How much there is to say for it, to the one who would hear least."""
    facts, week = [facts_of(one, at=at) for one in group], week_of(at.date())
    return min(sum(len(fit.reasons(one, other, week=week)) for other in facts if other is not one) for one in facts)
