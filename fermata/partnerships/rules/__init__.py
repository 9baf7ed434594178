"""Judgements about partnerships, by noun: pure; no queries, no clock, no request."""

from fermata.partnerships.rules.agreement import (
    NOT_SIGNED,
    ONE_HAS_LEFT,
    SIGNED,
    TEXT_CHANGED,
    in_force,
    why_not_propose,
    why_not_sign,
    why_not_withdraw_signature,
)
from fermata.partnerships.rules.invitation import (
    INVITATION_DAYS,
    LAPSED,
    MANY_INVITATIONS,
    MOST_OPEN_INVITATIONS,
    NOT_OURS,
    TOGETHER,
    USED,
    YOUR_OWN,
    why_not_accept,
    why_not_invite,
)

__all__ = [
    "INVITATION_DAYS",
    "LAPSED",
    "MANY_INVITATIONS",
    "MOST_OPEN_INVITATIONS",
    "NOT_OURS",
    "NOT_SIGNED",
    "ONE_HAS_LEFT",
    "SIGNED",
    "TEXT_CHANGED",
    "TOGETHER",
    "USED",
    "YOUR_OWN",
    "in_force",
    "why_not_accept",
    "why_not_invite",
    "why_not_propose",
    "why_not_sign",
    "why_not_withdraw_signature",
]
