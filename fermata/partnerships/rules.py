"""Judgements about partnerships: pure; no queries, no clock, no request."""

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
TOGETHER = Refusal("already_together", _("You two are partners already. Nothing more is needed."))
ONE_HAS_LEFT = Refusal(
    "partnership_over", _("This partnership has ended. What is here can be read, and nothing can be added.")
)
TEXT_CHANGED = Refusal("text_changed", _("The words have changed since you read them. Read them once more, then sign."))
SIGNED = Refusal("already_signed", _("You have signed these words already."))
NOT_SIGNED = Refusal("not_signed", _("There is no signature of yours under these words."))


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


def why_not_propose(*, is_over: bool) -> Refusal | None:
    """Any member may put new words on the table while the partnership lives."""
    return ONE_HAS_LEFT if is_over else None


def why_not_sign(*, is_over: bool, is_newest: bool, digest_fits: bool, has_signed: bool) -> Refusal | None:
    """A member signs exactly the words they have read, once."""
    if is_over:
        return ONE_HAS_LEFT
    if not is_newest or not digest_fits:
        return TEXT_CHANGED
    return SIGNED if has_signed else None


def why_not_withdraw_signature(*, is_over: bool, has_signed: bool) -> Refusal | None:
    """A signature can be taken back at any time, and both see it at once."""
    if is_over:
        return ONE_HAS_LEFT
    return None if has_signed else NOT_SIGNED


def in_force(proposals: list[tuple[int, bool, bool]]) -> int | None:
    """Which words hold: the newest that all members signed, unless one of them has withdrawn since.

    Each proposal is (number, has been in force, is signed by all now). Older words never come back by themselves.
    """
    reached = [(number, signed_by_all) for number, was_in_force, signed_by_all in proposals if was_in_force]
    if not reached:
        return None
    number, signed_by_all = max(reached)
    return number if signed_by_all else None
