"""A suggestion: somebody who looks after a programme names two. They learn nothing by it."""

from datetime import datetime

from django.db import transaction

from fermata.introductions.actions.introducing import lock, open_between, put_together
from fermata.introductions.apart import are_apart, are_partners
from fermata.introductions.letters import write_to
from fermata.introductions.models import Introduction, Profile
from fermata.people.models import Person
from fermata.programmes.models import Enrolment, Programme


@transaction.atomic
def suggest(programme: Programme, *, addresses: tuple[str, str], by: Person, now: datetime) -> None:
    """If both take part and nothing speaks against it, each finds it on their page. In all cases it looks the same.

    Nobody suggests themselves: what they then found on their own page would tell them who takes part.
    """
    ready = Enrolment.objects.ready().filter(programme=programme)
    profiles = [
        Profile.objects.select_related("enrolment__person", "enrolment__programme")
        .filter(enrolment__in=ready, enrolment__person__email__iexact=address.strip())
        .first()
        for address in addresses
    ]
    one, other = profiles
    if one is None or other is None or one.pk == other.pk:
        return
    if by in (one.enrolment.person, other.enrolment.person):
        return
    people = lock([one.enrolment.person, other.enrolment.person])
    if are_apart(people, at=now) or are_partners(*people) or open_between(people, programme=programme, at=now):
        return
    put_together([one, other], way=Introduction.Way.SUGGESTION, at=now)
    for person in people:
        write_to(person)
