"""Who meets: equals, their invitation, their agreement, the life of what they share."""

from fermata.partnerships.models.agreement import Proposal, Signature
from fermata.partnerships.models.invitation import Invitation, InvitationYes
from fermata.partnerships.models.life import Answer, Hold, Passage, Quiet
from fermata.partnerships.models.partnership import Goodbye, Membership, Partnership

__all__ = [
    "Answer",
    "Goodbye",
    "Hold",
    "Invitation",
    "InvitationYes",
    "Membership",
    "Partnership",
    "Passage",
    "Proposal",
    "Quiet",
    "Signature",
]
