"""Silence: each says for how long they may be silent before the others read "not reachable at present"."""

from datetime import date

from fermata.partnerships.models import Partnership, Quiet
from fermata.partnerships.rules.life import QUIET_DAYS, is_not_reachable
from fermata.people.models import Person

LEAST_DAYS, MOST_DAYS = 14, 365


def look_in(partnership: Partnership, *, by: Person, today: date) -> None:
    """Keep the day, and no more. Once a day, so that looking costs the database almost nothing."""
    for membership in partnership.memberships.all():
        if membership.person_id == by.pk and membership.seen_on != today:
            partnership.memberships.filter(pk=membership.pk).update(seen_on=today)


def not_reachable(partnership: Partnership, *, by: Person, today: date) -> list[Person]:
    """Those of the others who have been silent for longer than they said they might be.

    Whoever was here within the least time anybody can choose is not asked about: mostly nobody is left to ask about.
    Once it is over nobody is waited for, and nobody is told by this who of three has stayed.
    """
    if hasattr(partnership, "goodbye"):
        return []
    others = [
        m for m in partnership.others(by) if is_not_reachable(seen_on=m.seen_on, quiet_days=LEAST_DAYS, today=today)
    ]
    if not others:
        return []
    days = dict(Quiet.objects.filter(person__in=[m.person_id for m in others]).values_list("person_id", "days"))
    return [
        m.person
        for m in others
        if is_not_reachable(seen_on=m.seen_on, quiet_days=days.get(m.person_id, QUIET_DAYS), today=today)
    ]


def days_of(person: Person) -> int:
    return Quiet.objects.filter(person=person).values_list("days", flat=True).first() or QUIET_DAYS


def say_how_long(*, by: Person, days: int) -> None:
    """One's own, and as long as one likes, within a year."""
    Quiet.objects.update_or_create(person=by, defaults={"days": max(LEAST_DAYS, min(days, MOST_DAYS))})
