"""Where people are invited: organisations, programmes and roles; the charter and its ledger; guests and enrolments."""

from fermata.programmes.models.charter import Charter, CharterSignature, CharterYes
from fermata.programmes.models.enrolment import Enrolment, Pause
from fermata.programmes.models.guests import Guest, GuestList
from fermata.programmes.models.ledger import Announcement, Dispute, LedgerEntry, ShownDispute, Switch
from fermata.programmes.models.lines import AuthorityLine, LineList
from fermata.programmes.models.marks import address_mark
from fermata.programmes.models.programme import Organisation, Programme, Role, RoleOffer

__all__ = [
    "Announcement",
    "AuthorityLine",
    "Charter",
    "CharterSignature",
    "CharterYes",
    "Dispute",
    "Enrolment",
    "Guest",
    "GuestList",
    "LedgerEntry",
    "LineList",
    "Organisation",
    "Pause",
    "Programme",
    "Role",
    "RoleOffer",
    "ShownDispute",
    "Switch",
    "address_mark",
]
