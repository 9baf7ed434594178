"""For whom nobody was found: three, a second partner for somebody, or the next round. Still only by yeses."""

from collections.abc import Sequence
from datetime import datetime
from itertools import combinations
from uuid import UUID

from django.db import transaction

from fermata.core.refusal import stop_if
from fermata.introductions.actions.introducing import between, lock, open_between, put_together
from fermata.introductions.apart import are_apart, are_partners, kept_apart_from, partners_of
from fermata.introductions.facts import facts_of
from fermata.introductions.letters import letters_to
from fermata.introductions.models import Entry, Introduction, Profile, Round
from fermata.introductions.rules import fit
from fermata.introductions.rules import rounds as rules
from fermata.introductions.rules.fit import Facts
from fermata.introductions.rules.hours import week_of
from fermata.people.models import Person
from fermata.programmes.models import Enrolment

MOST_LOOKED_AT = 500
MOST_TRIED = 5
Group = list[Profile]


@transaction.atomic
def choose(found: Round, *, profile: Profile, wish: str, now: datetime) -> Introduction | None:
    """Keep the wish and look at once. Where nobody can be found, it reads like waiting."""
    entry = found.entries.select_for_update().filter(profile=profile).first()
    is_left_over = entry is not None and entry.left_over_at is not None and not entry.wish
    stop_if(rules.why_not_choose(is_left_over=is_left_over))
    Entry.objects.filter(round=found, profile=profile).update(wish=Entry.Wish(wish))
    if wish == Entry.Wish.WAIT:
        return None
    willing = _open_to_more(found, profile, at=now)
    groups = _threes(found, profile, willing) if wish == Entry.Wish.TRIAD else [[profile, one] for one in willing]
    best = _best(groups, profile=profile, at=now)
    people = lock([one.enrolment.person for group in best for one in group])
    group = next((group for group in best if _fits(group, among=people, at=now)), None)
    return _put_to_each_other(group, at=now) if group else None


def _put_to_each_other(group: Group, *, at: datetime) -> Introduction:
    made = put_together(group, way=Introduction.Way.ROUND, at=at)
    people = [one.enrolment.person for one in group]
    letters_to([(one.email, one.language) for one in people], now=at)
    return made


def _open_to_more(found: Round, profile: Profile, *, at: datetime) -> list[Profile]:
    """Those who said, when they entered, that they would take a second partner or be three; nobody kept apart."""
    ready = Enrolment.objects.ready().filter(programme=found.programme_id).values("pk")
    willing = found.entries.filter(takes_more=True, left_over_at=None).values("profile")
    profiles = Profile.objects.filter(pk__in=willing, enrolment__in=ready).order_by("pk")
    some = list(profiles.select_related("enrolment__person", "enrolment__programme")[:MOST_LOOKED_AT])
    me = profile.enrolment.person
    hidden = partners_of(me) | set(kept_apart_from(me, [one.enrolment.person for one in some], at=at))
    return [one for one in some if one.enrolment.person_id not in hidden]


def _threes(found: Round, profile: Profile, willing: Sequence[Profile]) -> list[Group]:
    """With two whom this round has put to each other, and who both said so."""
    of = {one.enrolment.person_id: one for one in willing}
    put = found.introductions.filter(introduced_at=None, sides__person__in=list(of))
    words = put.order_by("people").values_list("people", flat=True).distinct()
    pairs = [[UUID(person) for person in people.split(".")] for people in words]
    return [[profile, *(of[one] for one in pair)] for pair in pairs if len(pair) == 2 and of.keys() >= set(pair)]


def _best(groups: Sequence[Group], *, profile: Profile, at: datetime) -> list[Group]:
    """A few of those in which all may meet and nothing is open yet, from the best down; nobody is locked for it."""
    facts = {one.pk: facts_of(one, at=at) for group in groups for one in group}
    words = {between([one.enrolment.person for one in group]): group for group in groups}
    waiting = Introduction.objects.open(at=at).filter(programme=profile.enrolment.programme_id, closed_at=None)
    put = set(waiting.filter(people__in=list(words)).values_list("people", flat=True))
    possible = [
        group for word, group in words.items() if word not in put and _may_meet([facts[one.pk] for one in group])
    ]
    return sorted(
        possible,
        key=lambda group: (_worth([facts[one.pk] for one in group], at=at), [one.pk for one in group]),
        reverse=True,
    )[:MOST_TRIED]


def _may_meet(group: Sequence[Facts]) -> bool:
    return all(fit.may_meet(one, other) for one, other in combinations(group, 2))


def _worth(group: Sequence[Facts], *, at: datetime) -> int:
    """How much there is to say for it, to the one who would hear least."""
    week = week_of(at.date())
    return min(sum(len(fit.reasons(one, other, week=week)) for other in group if other is not one) for one in group)


def _fits(group: Group, *, among: Sequence[Person], at: datetime) -> bool:
    """Asked once more, now that all of them are locked who are still here."""
    people = [person for person in among if person.pk in {one.enrolment.person_id for one in group}]
    if len(people) < len(group) or are_apart(people, at=at):
        return False
    if any(are_partners(one, other) for one, other in combinations(people, 2)):
        return False
    return open_between(people, programme=group[0].enrolment.programme, at=at) is None
