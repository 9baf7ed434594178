"""Bringing a partnership to where a test begins, by the steps people would take."""

from uuid import uuid4

from fermata.partnerships.actions import agreement, life
from fermata.partnerships.rules.life import Event, Phase
from tests.cast import MONDAY, sealed

DIGEST = "a" * 64
WAYS = {
    Phase.CONTRACTING: [],
    Phase.TRIAL: [Event.SIGNED],
    Phase.ACTIVE: [Event.SIGNED, Event.CARRIED_ON],
    Phase.HELD: [Event.SIGNED, Event.CARRIED_ON, Event.HELD],
    Phase.REVIEWING: [Event.SIGNED, Event.CARRIED_ON, Event.TIME],
    Phase.CLOSING: [Event.SIGNED, Event.CARRIED_ON, Event.CLOSING],
    Phase.CLOSED: [Event.SIGNED, Event.CARRIED_ON, Event.CLOSING, Event.WAIVED],
}


def propose(partnership, *, former=0, digest=DIGEST, item=None):
    return agreement.propose(
        partnership, former=former, item=item or uuid4(), file=sealed(), digest=digest, withdrawal="", now=MONDAY
    )


def sign_all(partnership):
    propose(partnership)
    for membership in partnership.memberships.all():
        agreement.sign(partnership, number=1, digest=DIGEST, proof="p", by=membership.person, now=MONDAY)


def bring_to(partnership, phase):
    for event in WAYS[Phase(phase)]:
        if event == Event.SIGNED:
            sign_all(partnership)
        elif event == Event.HELD:
            life.hold(partnership, back_on=None, today=MONDAY.date(), now=MONDAY)
        else:
            life.move(partnership, event, now=MONDAY)
