"""Judgements about programmes: pure; no queries, no clock, no request."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from fermata.core.refusal import Refusal

NOTICE_DAYS = 14
GUEST_DAYS = 30
OFFER_DAYS = 14
FORGET_AFTER_DAYS = 90
SHOWN_FROM = 3
NUMBERS_FROM = 20
LONGEST_HOLD_DAYS = 366
EASTERNMOST, WESTERNMOST = timedelta(hours=14), timedelta(hours=-12)
"""How far clocks are from UTC where a day begins first, and where it ends last."""

ORGANISERS_ONLY = Refusal("organisers_only", _("Only an organiser of this programme can do that. Ask one of them."))
SPONSORS_ONLY = Refusal("sponsors_only", _("Only the sponsor signs, since the promises are made in their name."))
NOT_THEIRS_TO_SAY = Refusal(
    "sponsor_or_organisers_only", _("Only the sponsor or an organiser says in public how a promise stands.")
)
ENDED = Refusal("programme_ended", _("This programme has ended. What is here can be read, and nothing can be added."))
NOT_OPEN = Refusal(
    "not_open_yet", _("This programme is not open yet. Come back when the sponsor has signed its charter.")
)
OPEN_ALREADY = Refusal("open_already", _("This programme is open already. Nothing more is needed."))
NOT_SIGNED = Refusal(
    "charter_not_signed", _("The sponsor has not signed the charter yet. Send them the link for sponsors.")
)
PARTS_MISSING = Refusal(
    "charter_not_whole", _("A part of the charter is still empty. Fill in what is named there, then try again.")
)
SIGNED_ALREADY = Refusal(
    "charter_signed_already", _("These words are signed already. Change them to make a new version.")
)
WORDS_CHANGED = Refusal(
    "charter_words_changed", _("The words have changed since you read them. Read them once more, then sign.")
)
NOTHING_CHANGED = Refusal("nothing_changed", _("Nothing is different from the version before."))
YES_ALREADY = Refusal("yes_already", _("You have said yes to these promises already."))
NOT_OUR_LINK = Refusal(
    "not_our_programme_link", _("This link is not one of ours, or a part of it got lost. Ask for it to be sent again.")
)
LAPSED = Refusal("programme_link_lapsed", _("This link no longer works. Ask whoever sent it for a new one."))
ROLE_TAKEN = Refusal("role_taken", _("This link has been used already; each works once. Ask for a new one."))
ROLE_IS_YOURS = Refusal("role_is_yours", _("This role is yours already. Nothing more is needed."))
OUTSIDE_THE_LINE = Refusal(
    "guardian_outside",
    _("The guardian stands outside: whoever organises or sponsors a programme cannot be its guardian."),
)
LAST_ORGANISER = Refusal(
    "last_organiser", _("You are the only organiser. Let somebody else become one first, or end the programme.")
)
ON_HOLD = Refusal("on_hold_already", _("You are on hold already. Come back whenever you like."))
NOT_ON_HOLD = Refusal("not_on_hold", _("You are not on hold. Nothing more is needed."))
BAD_RETURN = Refusal("return_not_ahead", _("The day of your return lies between tomorrow and a year from now."))
STILL_WRITING = Refusal(
    "list_on_its_way",
    _("The letters of the last list are still being written. A further list can go out in a few minutes."),
)
NOBODY_NEW = Refusal("nobody_new", _("Everybody on this list has been invited already. Nobody is written to twice."))
DISPUTED_ALREADY = Refusal("disputed_already", _("You have said so already. It counts once."))
NOT_DISPUTED = Refusal("not_disputed", _("There is nothing of yours to take back here."))
LEDGER_SHUT = Refusal("ledger_shut", _("Disputing promises is switched off in this programme, as its page says."))
NO_SUCH_PROMISE = Refusal("no_such_promise", _("There is no such promise in this charter."))
DATES = Refusal("dates_the_wrong_way", _("The last day lies before the first. Change one of the two."))


def why_not_look_after(*, is_organiser: bool, has_ended: bool) -> Refusal | None:
    """Organisers change a programme while it lasts."""
    if not is_organiser:
        return ORGANISERS_ONLY
    return ENDED if has_ended else None


def why_not_write(*, looks_after_it: bool, has_ended: bool) -> Refusal | None:
    """Those who made the promises, or organise, say how they stand."""
    if not looks_after_it:
        return NOT_THEIRS_TO_SAY
    return ENDED if has_ended else None


def why_not_dates(*, starts_on: date | None, ends_on: date | None) -> Refusal | None:
    return DATES if starts_on and ends_on and ends_on < starts_on else None


def is_over_before(moment: datetime) -> date:
    """A last day before this one is over everywhere."""
    return (moment + WESTERNMOST).date()


def why_not_sign(
    *, is_sponsor: bool, has_ended: bool, is_newest: bool, fits: bool, is_signed: bool, is_whole: bool
) -> Refusal | None:
    """The sponsor signs exactly the words they have read, once, and only if no part of them is empty."""
    if not is_sponsor:
        return SPONSORS_ONLY
    if has_ended:
        return ENDED
    if is_signed:
        return SIGNED_ALREADY
    if not is_newest or not fits:
        return WORDS_CHANGED
    return None if is_whole else PARTS_MISSING


def why_not_open(
    *, is_organiser: bool, has_ended: bool, is_open: bool, is_whole: bool, is_signed: bool
) -> Refusal | None:
    """A programme opens with a whole charter, signed by its sponsor, and not before."""
    if refusal := why_not_look_after(is_organiser=is_organiser, has_ended=has_ended):
        return refusal
    if is_open:
        return OPEN_ALREADY
    if not is_whole:
        return PARTS_MISSING
    return None if is_signed else NOT_SIGNED


def why_not_invite(
    *, is_organiser: bool, has_ended: bool, is_open: bool, is_writing: bool = False, new: int = 1
) -> Refusal | None:
    """Letters go out from an open programme, one list at a time."""
    if refusal := why_not_look_after(is_organiser=is_organiser, has_ended=has_ended):
        return refusal
    if not is_open:
        return NOT_OPEN
    if is_writing:
        return STILL_WRITING
    return None if new else NOBODY_NEW


def why_not_join(*, is_link_good: bool, is_open: bool, has_ended: bool) -> Refusal | None:
    """Whoever holds a link may join, by their own yes. That they have joined already is no hindrance."""
    if not is_link_good or has_ended:
        return LAPSED
    return None if is_open else NOT_OPEN


def why_not_yes(*, has_ended: bool, is_signed: bool, has_said_yes: bool) -> Refusal | None:
    """One says yes to signed words, also while their fourteen days last."""
    if has_ended:
        return ENDED
    if not is_signed:
        return NOT_SIGNED
    return YES_ALREADY if has_said_yes else None


def why_not_take_role(
    *, kind: str, is_used: bool, has_lapsed: bool, has_ended: bool, has_it: bool, others: frozenset[str]
) -> Refusal | None:
    """A link for a role works once, for one's own yes. `others`: further roles one has in this programme."""
    if has_it:
        return ROLE_IS_YOURS
    if is_used:
        return ROLE_TAKEN
    if has_lapsed or has_ended:
        return LAPSED
    is_inside_and_outside = "guardian" in others if kind != "guardian" else bool(others)
    return OUTSIDE_THE_LINE if is_inside_and_outside else None


def why_not_give_back(*, kind: str, organisers: int) -> Refusal | None:
    """A role can be laid down at any time; but a programme is not left without an organiser by accident."""
    return LAST_ORGANISER if kind == "organiser" and organisers <= 1 else None


def why_not_hold(*, has_ended: bool, is_on_hold: bool, returns_on: date | None, today: date) -> Refusal | None:
    """Anybody may pause, once at a time, with or without a day to return."""
    if has_ended:
        return ENDED
    if is_on_hold:
        return ON_HOLD
    is_ahead = returns_on is None or today < returns_on <= today + timedelta(days=LONGEST_HOLD_DAYS)
    return None if is_ahead else BAD_RETURN


def why_not_dispute(*, has_ended: bool, is_switched_on: bool, is_promise: bool, has_disputed: bool) -> Refusal | None:
    """Everybody who takes part may say that a promise is not kept, once."""
    if has_ended:
        return ENDED
    if not is_promise:
        return NO_SUCH_PROMISE
    if not is_switched_on:
        return LEDGER_SHUT
    return DISPUTED_ALREADY if has_disputed else None


def shows_dispute(*, disputes: int) -> bool:
    """One or two could be guessed. Three or more show."""
    return disputes >= SHOWN_FROM


def shows_number(*, invited: int) -> bool:
    """Of fewer than twenty invited people no number is said to anybody, and none is told from nineteen (OP-4)."""
    return invited >= NUMBERS_FROM


def in_force_at(*, signed_at: datetime, is_open: bool) -> datetime:
    """The first words hold at once; once people have joined, a change waits for fourteen days."""
    return signed_at + timedelta(days=NOTICE_DAYS) if is_open else signed_at


def everybody_above(start: str, *, above: Mapping[str, set[str]]) -> set[str]:
    """All who decide over somebody, at any distance. Rings and lines to oneself do no harm."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for manager in above.get(waiting.pop(), ()):
            if manager not in found:
                found.add(manager)
                waiting.append(manager)
    return found


def people_in_rings(above: Mapping[str, set[str]]) -> set[str]:
    """Everybody who, through others, decides over themselves. Tarjan's way, without recursion.

    (R. Tarjan, Depth-first search and linear graph algorithms, 1972.)
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    open_ones: list[str] = []
    is_open: set[str] = set()
    rings: set[str] = set()
    for start in above:
        if start in index:
            continue
        path = [(start, iter(above[start]))]
        index[start] = low[start] = len(index)
        open_ones.append(start)
        is_open.add(start)
        while path:
            here, ahead = path[-1]
            following = next(ahead, None)
            if following is None:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[here])
                if low[here] == index[here]:
                    rings |= _close(here, open_ones=open_ones, is_open=is_open)
            elif following not in index:
                index[following] = low[following] = len(index)
                open_ones.append(following)
                is_open.add(following)
                path.append((following, iter(above.get(following, ()))))
            elif following in is_open:
                low[here] = min(low[here], index[following])
    return rings


def _close(here: str, *, open_ones: list[str], is_open: set[str]) -> set[str]:
    """Everybody from here on hangs together; one alone is no ring."""
    group = set()
    while True:
        one = open_ones.pop()
        is_open.discard(one)
        group.add(one)
        if one == here:
            return group if len(group) > 1 else set()
