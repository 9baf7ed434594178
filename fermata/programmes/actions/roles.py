"""Looking after a programme: by one's own yes, and as long as one likes."""

from datetime import datetime, timedelta

from django.db import transaction

from fermata.core.refusal import Refusal, stop_if
from fermata.people.models import Person
from fermata.programmes import rules
from fermata.programmes.models import Announcement, Programme, Role, RoleOffer


@transaction.atomic
def offer(programme: Programme, *, kind: str, by: Person | None, now: datetime) -> RoleOffer:
    """Make a link for one role. `by` is an organiser; nobody is whoever runs the site, and all are told."""
    if by is not None:
        is_organiser = has_role(programme, Role.Kind.ORGANISER, person=by)
        stop_if(rules.why_not_look_after(is_organiser=is_organiser, has_ended=programme.ended_at is not None))
    elif programme.opened_at is not None:
        programme.announcements.create(about=Announcement.About.OFFER, made_at=now)
    lapses_at = now + timedelta(days=rules.OFFER_DAYS)
    return programme.role_offers.create(kind=kind, made_at=now, lapses_at=lapses_at)


def why_not_take(offered: RoleOffer, *, by: Person | None, now: datetime) -> Refusal | None:
    """Gather the facts; somebody not yet signed in is judged by the link alone."""
    mine = set(offered.programme.roles.filter(person=by, ended_at=None).values_list("kind", flat=True)) if by else set()
    return rules.why_not_take_role(
        kind=offered.kind,
        is_used=offered.used_at is not None,
        has_lapsed=offered.lapses_at <= now,
        has_ended=offered.programme.ended_at is not None,
        has_it=offered.kind in mine,
        others=frozenset(mine),
    )


@transaction.atomic
def take(offered: RoleOffer, *, by: Person, now: datetime) -> Role:
    """The person's own yes."""
    Programme.objects.select_for_update().get(pk=offered.programme_id)
    offered = RoleOffer.objects.select_related("programme").get(pk=offered.pk)
    stop_if(why_not_take(offered, by=by, now=now))
    offered.used_at = now
    offered.save(update_fields=["used_at"])
    return offered.programme.roles.create(person=by, kind=offered.kind, taken_at=now)


@transaction.atomic
def give_back(programme: Programme, *, kind: str, by: Person, now: datetime) -> None:
    """Lay a role down. It ends at once."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    organisers = programme.roles.filter(kind=Role.Kind.ORGANISER, ended_at=None).count()
    stop_if(rules.why_not_give_back(kind=kind, organisers=organisers))
    programme.roles.filter(person=by, kind=kind, ended_at=None).update(ended_at=now)


def has_role(programme: Programme, kind: str, *, person: Person) -> bool:
    return programme.roles.filter(person=person, kind=kind, ended_at=None).exists()
