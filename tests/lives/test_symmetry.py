"""INV-E1: whatever one member may do, the other may do as well, and it changes the same things, ids swapped."""

import re
from datetime import date, datetime
from uuid import UUID

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import transaction

from fermata.calendar.models import Offer
from fermata.core.doors import Door
from fermata.core.models import Letter
from tests.access import policy as p
from tests.access.test_matrix import QUIET, ROUTES, address, ask
from tests.access.world import make

OWN = {"fermata.keptanswer", "fermata.livestate", "mfa.authenticator"}
OF_ONE_SIDE = {"accept_hour", "take_back_offer"}
"""An hour is offered by one: only the other can say yes, and only the one take it back. So there is none here."""
SHARED = sorted(
    name
    for name, declared in p.POLICY.items()
    if declared.post and declared.post.who == p.MEMBERS and ROUTES[name].callback.door is Door.SIGNED_IN
    if name not in OF_ONE_SIDE
)
DRAWN = re.compile(
    r"[0-9a-f]{64}|[0-9a-f]{32}|<[0-9.]+@fermata>|UID:[0-9a-f]{40}|DTSTAMP:[0-9TZ]+|entry [0-9]+|amara|ben|Amara|Ben|efua|Efua"
)


def rows(swap):
    """Every row about anybody, with the two members' ids exchanged where asked; what is drawn or timed is masked."""
    found = {}
    for model in apps.get_models():
        label = model._meta.label_lower
        if label not in QUIET | OWN:
            lines = [masked(row, swap) for row in model.objects.values_list()]
            found[label] = sorted(lines)
    return found


def masked(row, swap):
    return repr([masked_value(value, swap) for value in row])


def masked_value(value, swap):
    if isinstance(value, UUID):
        return swap.get(value, value if value in swap.values() else "an id")
    if isinstance(value, datetime | date):
        return "a moment"
    if isinstance(value, int) and not isinstance(value, bool):
        return "a number" if value > 20 else value
    if isinstance(value, bytes | memoryview):
        return "sealed"
    return DRAWN.sub("…", str(value))


def done_by(actor, name, world, swap):
    cache.clear()
    before = rows(swap)
    with transaction.atomic():
        answer = ask(world.clients[actor], "POST", address(name, world), world.body(name))
        after = rows(swap)
        transaction.set_rollback(True)
    changed = {label: (before[label], after[label]) for label in after if before[label] != after[label]}
    return answer.status_code, {label: difference(*pair) for label, pair in changed.items()}


def difference(before, after):
    gone, come = list(before), []
    for line in after:
        if line in gone:
            gone.remove(line)
        else:
            come.append(without_its_own_number(line))
    return sorted(map(without_its_own_number, gone)), sorted(come)


def without_its_own_number(line):
    """The first column is the row's own id."""
    return line.partition(", ")[2]


@pytest.mark.django_db
@pytest.mark.parametrize("state", [p.BEGUN, p.AGREED, p.MEETING, p.HELD, p.REVIEWING, p.CLOSING, p.CLOSED])
def test_what_one_may_do_the_other_may_do_and_it_changes_the_same(state):
    world = make(state)
    Offer.objects.all().delete()
    Letter.objects.filter(about__startswith="offers ").delete()  # of those, no second is written within three hours
    amara, ben = world.people[p.MEMBER].pk, world.people[p.PARTNER].pk
    there_and_back = {amara: amara, ben: ben}
    swapped = {amara: ben, ben: amara}
    unequal = []
    for name in SHARED:
        if world.state not in p.POLICY[name].needs:
            continue
        one = done_by(p.MEMBER, name, world, there_and_back)
        other = done_by(p.PARTNER, name, world, swapped)
        if one != other:
            unequal.append(f"{name}: {one} {other}")

    assert not unequal, "\n".join(unequal)
