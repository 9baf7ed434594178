"""Deleting an account: everything that is the person's own goes, now, in one transaction."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from fermata.core.events import announce
from fermata.core.live import publish
from fermata.core.models import Letter, LiveState
from fermata.people.actions.sign_in import UNFINISHED
from fermata.people.codes import address_in
from fermata.people.events import PersonLeaving
from fermata.people.models import Person


@transaction.atomic
def leave(person: Person, *, now: datetime) -> None:
    """Forget a person. Each room forgets its own part; what a partner wrote stays the partner's."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    addresses = {person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)}
    announce(PersonLeaving(person=person, at=now))
    _end_sign_ins(person, addresses=addresses, now=now)
    Letter.objects.filter(to__in=addresses).delete()
    publish(person.pk)
    LiveState.objects.filter(pk=person.pk).delete()
    person.delete()


def _end_sign_ins(person: Person, *, addresses: set[str], now: datetime) -> None:
    """All that are finished, and those in which the address still waits for its code."""
    keys = list(UserSession.objects.filter(user=person).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    for unfinished in Session.objects.filter(expire_date__lte=now + UNFINISHED):
        if address_in(unfinished.get_decoded()) in addresses:
            unfinished.delete()
