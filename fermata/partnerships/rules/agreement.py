"""When words may be proposed, signed, taken back, and which hold: pure."""

from django.utils.translation import gettext_lazy as _

from fermata.core.refusal import Refusal

ONE_HAS_LEFT = Refusal(
    "partnership_over", _("This partnership has ended. What is here can be read, and nothing can be added.")
)
TEXT_CHANGED = Refusal("text_changed", _("The words have changed since you read them. Read them once more, then sign."))
SIGNED = Refusal("already_signed", _("You have signed these words already."))
NOT_SIGNED = Refusal("not_signed", _("There is no signature of yours under these words."))


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
