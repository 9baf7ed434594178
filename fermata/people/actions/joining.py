"""Becoming a person here. It takes an address one has shown to be one's own, and nothing else."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from fermata.core.events import announce
from fermata.people.events import PersonJoined
from fermata.people.models import Person


@transaction.atomic
def known_or_new(address: str, *, language: str, now: datetime) -> Person:
    """Whoever signs in with this address; a new person if nobody has. Two at once become one person."""
    known: Person | None = Person.objects.filter(emailaddress__email=address, emailaddress__verified=True).first()
    if known is not None:
        return known
    person, is_new = Person.objects.get_or_create(email=address, defaults={"language": language, "joined_at": now})
    EmailAddress.objects.update_or_create(user=person, email=address, defaults={"verified": True, "primary": True})
    if is_new:
        announce(PersonJoined(person=person, at=now))
    return person
