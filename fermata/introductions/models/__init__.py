"""How people find each other: what they say of themselves, whom they keep away from, and what comes of it."""

from fermata.introductions.models.apart import Companion, NotWith
from fermata.introductions.models.introduction import Interest, Introduction, Side
from fermata.introductions.models.profile import Profile
from fermata.introductions.models.round import Entry, Round

__all__ = ["Companion", "Entry", "Interest", "Introduction", "NotWith", "Profile", "Round", "Side"]
