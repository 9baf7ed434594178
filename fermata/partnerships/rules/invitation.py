"""When people may invite and accept: pure; no queries, no clock, no request."""

from django.utils.translation import gettext_lazy as _

from fermata.core.refusal import Refusal

MOST_OPEN_INVITATIONS = 10
INVITATION_DAYS = 14

MANY_INVITATIONS = Refusal(
    "many_invitations", _("Ten invitations of yours are still open. Withdraw one, or wait until one lapses.")
)
YOUR_OWN = Refusal(
    "your_own_invitation", _("This is your own invitation. Send the link to the one you would like to invite.")
)
USED = Refusal("invitation_used", _("This link has been used already; each link works once. Ask for a new one."))
LAPSED = Refusal("invitation_lapsed", _("This link has lapsed; links work for 14 days. Ask for a new one."))
NOT_OURS = Refusal(
    "not_our_link", _("This link is not one of ours, or a part of it got lost. Ask for it to be sent again.")
)
TOGETHER = Refusal("already_together", _("You are partners already. Nothing more is needed."))


def why_not_invite(*, open_invitations: int) -> Refusal | None:
    """Anybody may invite, ten people at a time."""
    return MANY_INVITATIONS if open_invitations >= MOST_OPEN_INVITATIONS else None


def why_not_accept(
    *, is_own: bool, is_used: bool, is_withdrawn: bool, has_lapsed: bool, are_together: bool
) -> Refusal | None:
    """A link works once, for somebody else, for fourteen days. Withdrawn reads like lapsed."""
    if is_own:
        return YOUR_OWN
    if is_used:
        return USED
    if is_withdrawn or has_lapsed:
        return LAPSED
    return TOGETHER if are_together else None
