"""What this room announces."""

from dataclasses import dataclass
from datetime import datetime

from fermata.people.models import Person


@dataclass(frozen=True, slots=True)
class PersonJoined:
    """A person exists from now on."""

    person: Person
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonDescribed:
    """A person has said what to call them, in which language, and where they live."""

    person: Person
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonLeaving:
    """A person deletes their account. Each room forgets what is theirs, in this transaction."""

    person: Person
    at: datetime


@dataclass(frozen=True, slots=True)
class PasskeyRemoved:
    """A person no longer signs in with this passkey. `credential` is the name browsers know it by."""

    person: Person
    credential: str
    at: datetime
