"""Who is kept apart. The reasons never leave this room: to everybody but the one who wished it, it is silence."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.utils.translation import gettext_lazy as _

from fermata.core.refusal import Refusal

MOST_ON_A_LIST = 200
MONTHS_APART = (0, 6, 12, 24)
LONGEST_MONTHS_APART = 24

OWN_WISH = Refusal(
    "kept_apart_by_you",
    _("Your own list or one of your own wishes keeps you two apart. Change it first, if you would like to meet now."),
)
PARTNERS_NOW = Refusal(
    "partners_now", _("You two are partners now. Part kindly first; then you can put them on this list.")
)
LONG_LIST = Refusal("long_list", _("Your list holds two hundred people already. Take somebody off it first."))
YOURSELF = Refusal("yourself", _("That is your own address. Write the address of somebody else."))


class Apart(Enum):
    """Whether two are kept apart, as far as the one who asks may know it."""

    OWN = "by a wish of one's own"
    UNSAID = "by something they are not told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """What speaks against putting two people together. `mine`: on the side of the one who asks."""

    on_my_list: bool = False
    on_their_list: bool = False
    is_line: bool = False
    parted_at: datetime | None = None
    my_months: int = 0
    their_months: int = 0
    is_one_team: bool = False
    i_keep_from_team: bool = False
    they_keep_from_team: bool = False


def kept_apart(facts: Between, *, at: datetime) -> Apart | None:
    """None when nothing speaks against it. One's own wish is named to oneself alone."""
    if (
        facts.on_my_list
        or (facts.is_one_team and facts.i_keep_from_team)
        or is_too_soon(facts.parted_at, months=facts.my_months, at=at)
    ):
        return Apart.OWN
    if (
        facts.on_their_list
        or facts.is_line
        or (facts.is_one_team and facts.they_keep_from_team)
        or is_too_soon(facts.parted_at, months=facts.their_months, at=at)
    ):
        return Apart.UNSAID
    return None


def is_too_soon(parted_at: datetime | None, *, months: int, at: datetime) -> bool:
    """Whether less than so many months have passed since two have parted."""
    return parted_at is not None and months > 0 and at < later(parted_at, months=months)


def later(moment: datetime, *, months: int) -> datetime:
    """So many months later, on the last day of a month that is too short."""
    year, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + year, month + 1
    return moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))


def why_not_exclude(*, is_self: bool, are_partners: bool, listed: int) -> Refusal | None:
    """Anybody may put anybody on their list, without a reason; a partner only after a goodbye."""
    if is_self:
        return YOURSELF
    if are_partners:
        return PARTNERS_NOW
    return LONG_LIST if listed >= MOST_ON_A_LIST else None
