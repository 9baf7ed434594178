"""The cast: two partners and a stranger, as tests, documentation and screenshots know them."""

import base64
import hashlib
import json
import secrets
from datetime import UTC, datetime
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fermata.core.events import announce
from fermata.partnerships.actions.invitations import accept, invite
from fermata.partnerships.models import Partnership
from fermata.people.events import PersonJoined
from fermata.people.models import Person
from tests.shapes import b64, locked_by_words, sealed

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
    """A public bundle as a browser writes it, truly signed."""
    key = key or Ed25519PrivateKey.generate()
    user = str(who.pk if isinstance(who, Person) else who)
    age = "age1" + "".join(secrets.choice("qpzry9x8gf2tvdw0s3jn54khce6mua7l") for _ in range(58))
    sign = key.public_key().public_bytes_raw().hex()
    text = f"fermata-key/1\n{user}\n{age}\n{sign}\n{seq}\n{prev}\n"
    sig = base64.b64encode(key.sign(text.encode())).decode()
    fields = {"v": 1, "user": user, "age": age, "sign": sign, "seq": seq, "prev": prev, "sig": sig}
    return json.dumps(fields, separators=(",", ":"))


def fingerprint(text: str) -> str:
    fields = json.loads(text)
    return hashlib.sha256(f"fermata-fp/1\n{fields['user']}\n{fields['age']}\n{fields['sign']}\n".encode()).hexdigest()


def key() -> dict[str, str]:
    """A fresh idempotency key, as a header of Django's test client."""
    return {"HTTP_IDEMPOTENCY_KEY": uuid4().hex}
