"""Judgements about meetings: pure; no queries, no clock, no request."""

from django.utils.translation import gettext_lazy as _

from fermata.core.refusal import Refusal
from fermata.partnerships.rules.agreement import ONE_HAS_LEFT

NO_AGREEMENT = Refusal(
    "no_agreement",
    _("You have met once already. Sign your agreement first, then the room opens again; five lines are enough."),
)
RESTING = Refusal(
    "resting", _("You are on hold together. When everybody is ready again, the room opens; nobody is in a hurry.")
)
FINISHED = Refusal("meeting_finished", _("This meeting has ended. You can open a new one at any time."))


def why_not_meet(*, is_over: bool, has_met: bool, is_agreed: bool, is_resting: bool = False) -> Refusal | None:
    """The first meeting may be the one in which you agree; every later one stands on words all have signed."""
    if is_over:
        return ONE_HAS_LEFT
    if is_resting:
        return RESTING
    return NO_AGREEMENT if has_met and not is_agreed else None


def why_not_move(*, is_over: bool, is_finished: bool) -> Refusal | None:
    """Any member may move the room's clock while the meeting runs."""
    if is_over:
        return ONE_HAS_LEFT
    return FINISHED if is_finished else None
