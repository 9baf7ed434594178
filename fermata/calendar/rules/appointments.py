"""Judgements about offers, appointments and rhythms: pure; no queries, no clock, no request."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from fermata.core.refusal import Refusal
from fermata.partnerships.rules.agreement import ONE_HAS_LEFT
from fermata.partnerships.rules.life import GRACE

MOST_OFFERS = 9
FURTHEST = timedelta(days=366)
SHORTEST, LONGEST = 10, 240
IN_A_ROW = 2
EARLY = timedelta(minutes=30)
"""Who opens the room so long before an agreed hour opens it for that hour."""

RESTING = Refusal("resting", _("You are on hold together. When everybody is ready again, you find an hour; no hurry."))
PAST = Refusal("hour_past", _("That hour has passed. Choose one to come."))
TOO_FAR = Refusal("hour_too_far", _("That is more than a year away. Choose an hour within a year."))
LENGTH = Refusal("hour_length", _("A meeting here is between ten minutes and four hours long."))
MANY = Refusal("many_offers", _("Nine hours are offered already. Take one of them back first."))
GONE = Refusal("offer_gone", _("This hour is not offered any more. Look at the page once more."))
LET_GO = Refusal("let_go", _("This meeting was let go. Offer another hour whenever you like."))
NOT_YET = Refusal("not_begun", _("This meeting has not begun. You can move it, or let it go."))
BEGUN = Refusal("has_begun", _("This meeting has begun. If it did not happen, you can say so."))
MENDED_IN_THE_FORM = frozenset({PAST, TOO_FAR, LENGTH, MANY})
"""Another hour will do, or one fewer; so these are said beside what was typed."""


def why_not_offer(*, is_over: bool, is_resting: bool, is_gone: bool = False) -> Refusal | None:
    """Any member may offer hours while there is something to meet for; also to move what is agreed."""
    if is_over:
        return ONE_HAS_LEFT
    if is_resting:
        return RESTING
    return LET_GO if is_gone else None


def why_not_this_hour(starts_at: datetime, *, minutes: int, now: datetime) -> Refusal | None:
    if starts_at <= now:
        return PAST
    if starts_at - now > FURTHEST:
        return TOO_FAR
    return None if SHORTEST <= minutes <= LONGEST else LENGTH


def why_not_change(*, is_gone: bool, has_begun: bool) -> Refusal | None:
    """What has begun is neither moved nor let go; what is gone stays gone."""
    if is_gone:
        return LET_GO
    return BEGUN if has_begun else None


def is_its_hour(starts_at: datetime, *, minutes: int, now: datetime) -> bool:
    """From a little before until its end; a short one until nobody is waited for any more."""
    return starts_at - EARLY <= now < starts_at + max(timedelta(minutes=minutes), GRACE)


def around(now: datetime) -> tuple[datetime, datetime]:
    """When hours begin that can be theirs now."""
    return now - timedelta(minutes=LONGEST), now + EARLY


def why_not_say_missed(*, is_gone: bool, has_begun: bool) -> Refusal | None:
    """That it did not happen is said afterwards, by any member, of nobody."""
    if is_gone:
        return LET_GO
    return None if has_begun else NOT_YET


def what_became(*, let_go: bool, held: bool, missed: bool, moved: bool) -> str:
    """Of one planned meeting, in one word; not by whom."""
    if held:
        return "held"
    if let_go:
        return "let_go"
    if missed:
        return "missed"
    return "moved" if moved else "kept"


def asks_for_another_rhythm(became: list[str]) -> bool:
    """The newest two, newest first, were moved or let go (CT-4). All members read the same."""
    return len(became) >= IN_A_ROW and set(became[:IN_A_ROW]) <= {"moved", "let_go", "missed"}
