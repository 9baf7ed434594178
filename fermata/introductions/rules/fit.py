"""Why two people may fit, and what speaks against it: in codes, made into words where they are shown (words.py)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fermata.introductions.rules import hours as week_hours
from fermata.introductions.rules.audience import Viewer, may_see

QUALITIES = ("season", "work")
FEW_HOURS = 3
MOST_TOPICS_NAMED = 3
OWN = "own:"
"""What stands before a topic that is not of the list, but in somebody's own words."""
MOST_OWN = 8
Code = dict[str, Any]


def own_topics(words: str) -> frozenset[str]:
    """What somebody wrote in a line of their own, topic by topic: parted by commas, semicolons or full stops.

    >>> sorted(own_topics("Choir practice; saying  NO, "))
    ['own:choir practice', 'own:saying no']
    """
    found = (" ".join(piece.casefold().split()) for piece in re.split(r"[,;.،؛、。\n]", words))
    return frozenset([OWN + piece for piece in found if piece][:MOST_OWN])


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the matcher reads of somebody."""

    wanted: frozenset[str]
    offered: frozenset[str]
    languages: frozenset[str]
    hours: int
    zone: str
    rhythm: str = ""
    mediums: frozenset[str] = frozenset()
    season: str = ""
    work: str = ""
    wishes: Mapping[str, str] = field(default_factory=dict)
    shown_to: Mapping[str, str] = field(default_factory=dict)

    def shows(self, name: str) -> bool:
        return may_see(name, shown_to=self.shown_to, viewer=Viewer.CONSIDERED)


def may_meet(one: Facts, other: Facts, *, common_hours: int = 2) -> bool:
    """What a pair cannot do without: a language in common, if both say theirs, and two hours of the week."""
    if one.languages and other.languages and not one.languages & other.languages:
        return False
    return (one.hours & other.hours).bit_count() >= common_hours


def reasons(me: Facts, them: Facts, *, week: date) -> list[Code]:
    """What is told to me about them: only from what I may see of them, and from what I said myself."""
    return [*_topics(me, them), *_hours(me, them, week=week), *_wishes(me, them), *_rhythm(me, them)]


def _topics(me: Facts, them: Facts) -> list[Code]:
    found = (
        ("both_want", me.wanted & them.wanted, "wanted"),
        ("they_offer", me.wanted & them.offered, "offered"),
        ("you_offer", me.offered & them.wanted, "wanted"),
    )
    return [
        {"code": code, "topics": sorted(topics)[:MOST_TOPICS_NAMED]}
        for code, topics, shown in found
        if topics and them.shows(shown)
    ]


def _hours(me: Facts, them: Facts, *, week: date) -> list[Code]:
    if not them.shows("hours") or week_hours.WEEK in {me.hours, them.hours}:
        return []
    count, day = week_hours.shared(me.hours, them.hours, zone=me.zone, week=week)
    return [{"code": "hours", "count": count, "day": day}] if count >= FEW_HOURS else []


def _wishes(me: Facts, them: Facts) -> list[Code]:
    return [
        {"code": f"{me.wishes[quality]}_{quality}"}
        for quality in QUALITIES
        if _is_met(me, them, quality) and them.shows(quality)
    ]


def _is_met(me: Facts, them: Facts, quality: str) -> bool | None:
    """None where I have no wish, or one of the two says nothing about it."""
    wish, mine, theirs = me.wishes.get(quality), getattr(me, quality), getattr(them, quality)
    if wish not in {"similar", "different"} or not mine or not theirs:
        return None
    return (mine == theirs) is (wish == "similar")


def _rhythm(me: Facts, them: Facts) -> list[Code]:
    same = me.rhythm and me.rhythm == them.rhythm and them.shows("rhythm")
    return [{"code": "rhythm", "rhythm": me.rhythm}] if same else []


def trade_off(me: Facts, them: Facts) -> Code:
    """What speaks against it, the weightiest first. Silent about what they keep to themselves."""
    if them.shows("wanted") and them.shows("offered") and not _topics(me, them):
        return {"code": "no_topic"}
    if them.shows("hours"):
        count = (me.hours & them.hours).bit_count()
        if count < FEW_HOURS:
            return {"code": "few_hours", "count": count}
    for quality in QUALITIES:
        if _is_met(me, them, quality) is False and them.shows(quality):
            return {"code": f"not_{me.wishes[quality]}_{quality}"}
    if them.shows("rhythm") and _differ(me.rhythm, them.rhythm):
        return {"code": "other_rhythm"}
    return {"code": "nothing_known"}


def _differ(mine: str, theirs: str) -> bool:
    return bool(mine and theirs) and mine != theirs and "open" not in {mine, theirs}
