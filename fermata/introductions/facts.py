"""From a profile's row to what rules and others read of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from fermata.introductions.models import Profile
from fermata.introductions.rules import fit
from fermata.introductions.rules import hours as week_hours
from fermata.introductions.rules.audience import FIXED, USUAL, Viewer, may_see

WORDS_OF = {"wanted": "wanted_words", "offered": "offered_words"}
"""Own words go as far as the list they belong to."""


def facts_of(profile: Profile, *, at: datetime) -> fit.Facts:
    """What the matcher reads."""
    zone, week = profile.enrolment.person.time_zone, week_hours.week_of(at.date())
    return fit.Facts(
        wanted=fit.own_topics(profile.wanted_words).union(profile.wanted),
        offered=fit.own_topics(profile.offered_words).union(profile.offered),
        languages=frozenset(profile.languages),
        hours=week_hours.bits_of(profile.hours, zone=zone, week=week),
        zone=zone,
        rhythm=profile.rhythm,
        mediums=frozenset(profile.mediums),
        season=profile.season,
        work=profile.work,
        wishes=profile.wishes,
        shown_to=profile.shown_to,
    )


def shown(profile: Profile, *, viewer: Viewer) -> dict[str, Any]:
    """What this viewer is shown of somebody: field by field, and nothing else. Pages, previews and rounds ask here."""
    found: dict[str, Any] = {}
    for field in (*USUAL, *FIXED):
        if not may_see(field, shown_to=profile.shown_to, viewer=viewer):
            continue
        for name in (field, WORDS_OF.get(field, "")):
            if value := getattr(profile, name, None):
                found[name] = value
    if "hours" in found:
        found["zone"] = profile.enrolment.person.time_zone
    return found


def told_to_each(everybody: Sequence[Profile], facts: Sequence[fit.Facts], *, at: datetime) -> list[dict[str, Any]]:
    """Everybody's side of an introduction: what the others see of them, and why the others are named to them."""
    week = week_hours.week_of(at.date())
    return [
        {
            "shown": shown(me, viewer=Viewer.CONSIDERED),
            "because": [
                {
                    "reasons": fit.reasons(mine, theirs, week=week),
                    "trade_off": fit.trade_off(mine, theirs),
                }
                for theirs in facts
                if theirs is not mine
            ],
        }
        for me, mine in zip(everybody, facts, strict=True)
    ]
