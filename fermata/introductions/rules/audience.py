"""Who is shown which part of a profile. One function answers, for pages, previews and introductions alike."""

from collections.abc import Mapping
from enum import StrEnum


class Audience(StrEnum):
    """How far a field goes besides the matcher, which reads all of them but the last."""

    NOBODY = "nobody"
    CONSIDERED = "considered"
    PROGRAMME = "programme"
    PARTNER = "partner"


class Viewer(StrEnum):
    """Who is looking at somebody."""

    STRANGER = "stranger"
    """Somebody in the same programme who looks around."""
    CONSIDERED = "considered"
    """Somebody this person has asked, or been put to."""
    PARTNER = "partner"
    """Both have said yes."""


REACH: dict[Audience, frozenset[Viewer]] = {
    Audience.NOBODY: frozenset(),
    Audience.PARTNER: frozenset({Viewer.PARTNER}),
    Audience.CONSIDERED: frozenset({Viewer.CONSIDERED, Viewer.PARTNER}),
    Audience.PROGRAMME: frozenset(Viewer),
}
USUAL: dict[str, Audience] = {
    "wanted": Audience.PROGRAMME,
    "offered": Audience.PROGRAMME,
    "languages": Audience.PROGRAMME,
    "hours": Audience.CONSIDERED,
    "rhythm": Audience.CONSIDERED,
    "mediums": Audience.CONSIDERED,
    "season": Audience.CONSIDERED,
    "work": Audience.CONSIDERED,
    "wishes": Audience.NOBODY,
}
"""The fields one can set, and how far they go until one does."""
FIXED: dict[str, Audience] = {"access_needs": Audience.PARTNER, "team": Audience.NOBODY}
CHOICES = (Audience.NOBODY, Audience.CONSIDERED, Audience.PROGRAMME)


def audience_of(field: str, *, shown_to: Mapping[str, str]) -> Audience:
    """How far a field goes. What nobody has heard of goes nowhere."""
    if field in FIXED:
        return FIXED[field]
    if field not in USUAL:
        return Audience.NOBODY
    chosen = shown_to.get(field)
    return Audience(chosen) if chosen in set(CHOICES) else USUAL[field]


def may_see(field: str, *, shown_to: Mapping[str, str], viewer: Viewer) -> bool:
    """Whether this viewer is shown this field of somebody."""
    return viewer in REACH[audience_of(field, shown_to=shown_to)]
