"""Judgements about rounds."""

from django.utils.translation import gettext_lazy as _

from fermata.core.refusal import Refusal

LONGEST_DAYS_OPEN = 60

CLOSED = Refusal("round_closed", _("This round has closed. The next one will be announced on this page."))
IN_THE_PAST = Refusal("day_in_the_past", _("That moment is over. Choose one that is still to come."))
TOO_LATE = Refusal("too_late_a_day", _("That is more than two months away. Choose a nearer day, so that nobody waits."))
ONE_IS_OPEN = Refusal("a_round_is_open", _("A round is open already. When it is over, another can be announced."))
NOT_LEFT_OVER = Refusal("not_left_over", _("There is nothing to choose here."))


def why_not_announce(*, is_past: bool, days_ahead: int, is_one_open: bool) -> Refusal | None:
    """One of a kind at a time, for at most two months."""
    if is_one_open:
        return ONE_IS_OPEN
    if is_past:
        return IN_THE_PAST
    return TOO_LATE if days_ahead > LONGEST_DAYS_OPEN else None


def why_not_enter(*, has_closed: bool) -> Refusal | None:
    """In and out again, as often as one likes, until it closes."""
    return CLOSED if has_closed else None


def why_not_choose(*, is_left_over: bool) -> Refusal | None:
    return None if is_left_over else NOT_LEFT_OVER
