"""What this room announces."""

from dataclasses import dataclass
from datetime import datetime

from fermata.partnerships.models import Partnership


@dataclass(frozen=True, slots=True)
class PartnershipMoved:
    """It has come to another phase: a hold, a return, a review, a closing."""

    partnership: Partnership
    at: datetime


@dataclass(frozen=True, slots=True)
class PartnershipEnded:
    """It has closed, or a member has left. Nobody is told which, and there is no reason to tell."""

    partnership: Partnership
    at: datetime


@dataclass(frozen=True, slots=True)
class PartnershipForgotten:
    """Nobody is left in it, and it is about to be erased."""

    partnership: Partnership
