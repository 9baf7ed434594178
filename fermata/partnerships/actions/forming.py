"""A partnership begins: all have said yes, and from here on they are alike in everything."""

from datetime import datetime

from fermata.core.live import publish
from fermata.introductions.actions.companions import come_together
from fermata.partnerships.models import Membership, Partnership
from fermata.partnerships.rules.life import Event, Phase
from fermata.people.models import Person
from fermata.vault.actions import make_shared_space


def form(people: list[Person], *, now: datetime) -> Partnership:
    """Two or three who have each said yes, and whom nothing keeps apart: whoever calls has just looked."""
    partnership = Partnership.objects.create(space=make_shared_space(people), formed_at=now)
    Membership.objects.bulk_create([Membership(partnership=partnership, person=person) for person in people])
    partnership.passages.create(number=1, phase=Phase.CONTRACTING, event=Event.ACCEPTED, at=now, times_met=0)
    come_together(people)
    publish(partnership.pk)
    return partnership
