"""The cast: two partners and a stranger, as tests, documentation and screenshots know them."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fermata.core.events import announce
from fermata.partnerships.actions.invitations import accept, invite
from fermata.partnerships.models import Partnership
from fermata.people.events import PersonJoined
from fermata.people.models import Person
from tests import shapes
from tests.shapes import b64, fingerprint, locked_by_words, sealed

__all__ = ["b64", "bundle", "fingerprint", "key", "locked_by_words", "partners", "person", "sealed"]

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def person(name: str, *, email: str = "") -> Person:
    """Somebody who has signed in once. Amara and Ben are partners, Chidi is a stranger to both."""
    made = Person.objects.create_user(email or f"{name.lower()}@example.org", display_name=name)
    announce(PersonJoined(person=made, at=MONDAY))
    return made


def partners(one: Person, other: Person) -> Partnership:
    """Both have said yes."""
    return accept(invite(by=one, now=MONDAY), by=other, now=MONDAY)


def bundle(who: Person | UUID, *, seq: int = 0, prev: str = "", key: Ed25519PrivateKey | None = None) -> str:
    """A person's public bundle as their browser writes it, truly signed."""
    return shapes.bundle(str(who.pk if isinstance(who, Person) else who), seq=seq, prev=prev, key=key)


def key() -> dict[str, str]:
    """A fresh idempotency key, as a header of Django's test client."""
    return {"HTTP_IDEMPOTENCY_KEY": uuid4().hex}
