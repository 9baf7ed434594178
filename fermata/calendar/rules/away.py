"""Judgements about days away: pure."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from fermata.core.refusal import Refusal

MOST_TIMES = 60
FURTHEST = timedelta(days=731)
A_DAY = timedelta(days=1)
"""So much earlier it may still be today, where somebody lives."""

OUT_OF_REACH = Refusal("away_out_of_reach", _("Choose a last day to come, within two years."))
MANY = Refusal("many_days_away", _("You have said sixty times already when you are away. Take one of them out first."))


def why_not_be_away(*, last_on: date, today: date, times: int) -> Refusal | None:
    """Days to come, and not without end; the first day may have passed, since one can be away already."""
    if not today - A_DAY <= last_on <= today + FURTHEST:
        return OUT_OF_REACH
    return MANY if times >= MOST_TIMES else None
