"""What may be set: how much each quality counts, and what holds where a file says nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from matcher.cells import WISHES, Unclear, Wish, same_words, yes
from matcher.errors import MatcherError
from matcher.hours import known_zone

QUALITIES = ("values", "season", "function")
"""The qualities in which a person may wish for a similar or a different partner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings, with their usual values. Raises `MatcherError` where one is out of its range.

    Weights are shares, 0 to 1 each; only their ratios count. A quality that fewer than two people of a file speak of
    does not count, and the others take its share.
    """

    topics: float = 0.55
    """How far the other's offers cover my wishes."""
    values: float = 0.20
    season: float = 0.15
    function: float = 0.10
    goodwill: float = 0.05
    """0.05 to 0.5: what any two willing people bring each other; the rest is divided by the weights."""
    same_wish: float = 0.5
    """0 to 1: what a partner with the same wish is worth, beside one who offers it. 1 where nobody offers anything."""
    near_topics: bool = True
    """Whether topics with nearly the same words count in part, see `similarity`."""
    near_from: int = 600
    """Thousandths, 500 to 1000: likeness from which on two topics are near. Likeness L counts (L - 500) / 500."""
    wish_for_values: Wish = Wish.SIMILAR
    wish_for_season: Wish = Wish.SIMILAR
    wish_for_function: Wish = Wish.DIFFERENT
    common_hours: int = 2
    """1 to 168: hours a week that two partners must share."""
    zone: str = "UTC"
    """The time zone of whoever gives none."""
    week: date = date(2027, 1, 11)
    """A Monday: local hours become UTC hours with the offsets of this week."""

    def __post_init__(self) -> None:
        for name in ("topics", "values", "season", "function", "same_wish", "goodwill"):
            least, most = (0.05, 0.5) if name == "goodwill" else (0, 1)
            if not least <= getattr(self, name) <= most:  # NaN is in no range
                raise MatcherError(f"{name} is {getattr(self, name)}: use a number from {least} to {most}.")
        if not self.topics + self.values + self.season + self.function > 0:
            raise MatcherError("All weights are 0: give at least one quality a weight.")
        if not 500 <= self.near_from <= 1000 or not 1 <= self.common_hours <= 168:
            raise MatcherError("near_from lies between 500 and 1000, common_hours between 1 and 168.")
        if self.week.weekday() != 0:
            raise MatcherError(f"{self.week} is not a Monday.")
        try:
            object.__setattr__(self, "zone", known_zone(self.zone))
        except Unclear as unclear:
            raise MatcherError(str(unclear)) from None

    def usual_wish(self, quality: str) -> Wish:
        """The wish of whoever says nothing about this quality."""
        found: Wish = getattr(self, f"wish_for_{quality}")
        return found

    def as_words(self) -> dict[str, str]:
        """Every setting as text, to be kept beside a result."""
        return {field.name: str(getattr(self, field.name)) for field in fields(self)}


def settings_from(words: Sequence[str]) -> dict[str, Any]:
    """Settings as they are typed, `name=value`, by their kind. Raises `MatcherError` for what is none.

    >>> settings_from(["topics=0.7", "near_topics=no", "week=2027-06-09"])
    {'topics': 0.7, 'near_topics': False, 'week': datetime.date(2027, 6, 7)}
    """
    usual = {field.name: field.default for field in fields(Settings)}
    found: dict[str, Any] = {}
    for word in words:
        name, _, value = (part.strip() for part in word.partition("="))
        if name not in usual:
            raise MatcherError(f"“{name}” is no setting. There are: {', '.join(usual)}.")
        try:
            found[name] = _as(type(usual[name]), value)
        except (ValueError, KeyError):
            raise MatcherError(f"“{value}” cannot be the value of {name}, such as {usual[name]}.") from None
    return found


def _as(kind: type, value: str) -> Any:
    if kind is bool:
        return yes(value)
    if kind is date:
        day = date.fromisoformat(value)
        return day - timedelta(days=day.weekday())
    return WISHES[same_words(value)] if kind is Wish else kind(value)
