"""What this room does when people are introduced, come to decide over one another, or delete their account."""

from contextlib import suppress
from itertools import combinations

from fermata.core.events import on
from fermata.core.refusal import Refused
from fermata.introductions.actions import companions
from fermata.introductions.actions.introducing import formed, hold_lines_still
from fermata.introductions.events import CameToNothing, Introduced
from fermata.partnerships.actions import agreement, life
from fermata.partnerships.actions.forming import form
from fermata.partnerships.actions.goodbye import leave
from fermata.partnerships.events import PartnershipEnded, PartnershipMoved
from fermata.partnerships.models import Membership, Partnership
from fermata.partnerships.rules.life import Event, Phase
from fermata.people.events import PersonLeaving
from fermata.programmes.events import StatusChanged
from fermata.programmes.reads import crossed_by

AT_ONCE = 20_000


@on(PersonLeaving)
def leave_everything(event: PersonLeaving) -> None:
    for partnership in Partnership.objects.visible_to(event.person):
        leave(partnership, by=event.person, now=event.at)


@on(Introduced)
def begin(event: Introduced) -> None:
    formed(event.introduction, partnership=form(list(event.people), now=event.at).pk)


@on(CameToNothing)
def end(event: CameToNothing) -> None:
    """Nobody left, and nobody said no: it ends by itself, and all can read on."""
    led_to = event.introduction.partnership
    for partnership in Partnership.objects.filter(pk=led_to) if led_to else ():
        life.come_to_nothing(partnership, now=event.at)


@on(PartnershipEnded)
def remember(event: PartnershipEnded) -> None:
    """Whoever meets in another partnership as well, two of a three for one, stays together all the same."""
    people = [membership.person for membership in event.partnership.memberships.select_related("person")]
    pairs = [two for two in combinations(people, 2) if not Partnership.objects.of_all(two).exists()]
    companions.part(pairs, partnership=event.partnership.pk, now=event.at)


@on(PartnershipMoved)
def go_on_with_what_is_signed(event: PartnershipMoved) -> None:
    """Words that all signed during a hold or a review hold: nobody has to sign them again."""
    here = life.here(event.partnership)
    if here == Phase.CONTRACTING and agreement.in_force(event.partnership) is not None:
        life.move(event.partnership, Event.SIGNED, now=event.at)


@on(StatusChanged)
def close_across_lines(event: StatusChanged) -> None:
    """Where one has come to decide over the other they are equals no longer (INV-E2)."""
    hold_lines_still()
    living = Membership.objects.filter(partnership__goodbye=None).values_list("partnership", "person__email")
    crossed = crossed_by(event.organisation, living.iterator(chunk_size=AT_ONCE))
    for partnership in Partnership.objects.filter(pk__in=crossed):
        with suppress(Refused):  # they have parted this very moment
            life.change_status(partnership, now=event.at)
