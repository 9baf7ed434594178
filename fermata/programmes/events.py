"""What this room announces."""

from dataclasses import dataclass
from datetime import datetime

from fermata.people.models import Person
from fermata.programmes.models import Enrolment, Organisation, Programme


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody takes part from now on, by their own act."""

    enrolment: Enrolment
    at: datetime


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Somebody pauses, or is back (`Enrolment.objects.ready()` says which)."""

    enrolment: Enrolment
    at: datetime


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody leaves. Their enrolment is erased right after everybody has heard."""

    programme: Programme
    person: Person
    at: datetime


@dataclass(frozen=True, slots=True)
class ProgrammeEnded:
    """The last day is over. Nobody above the participants sees anything of it any more."""

    programme: Programme
    at: datetime


@dataclass(frozen=True, slots=True)
class StatusChanged:
    """The lines of authority of an organisation have changed: whoever keeps people together looks again.

    `reads.lines_among` tells who of many, and `reads.crossed_by` who of those that are together.
    """

    organisation: Organisation
    at: datetime
