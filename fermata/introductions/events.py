"""What this room announces."""

from dataclasses import dataclass
from datetime import datetime

from fermata.introductions.models import Introduction
from fermata.people.models import Person


@dataclass(frozen=True, slots=True)
class Introduced:
    """Everybody has said yes. They are two, or three; whoever keeps partnerships forms one of them."""

    introduction: Introduction
    people: tuple[Person, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class CameToNothing:
    """The time after the first talk is over without a yes of each. Who said what is told to nobody."""

    introduction: Introduction
    at: datetime
