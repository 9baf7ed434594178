"""The life of a partnership: which phase follows which, by what, and when time moves it on. Pure.

The table is the whole of it; docs/reference/transitions.md is drawn from it.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from fermata.core.refusal import Refusal
from fermata.partnerships.rules.agreement import ONE_HAS_LEFT

TRIAL_MEETINGS = 2
MEETINGS_TO_A_REVIEW = 6
QUIET_DAYS = 45
PAIR = 2
GRACE = timedelta(hours=1)
"""For who comes late: so long after an agreed hour has begun it is still the next, and the room is opened for it."""


class Phase(StrEnum):
    PROPOSED = "proposed"
    CONTRACTING = "contracting"
    TRIAL = "trial"
    ACTIVE = "active"
    HELD = "held"
    REVIEWING = "reviewing"
    CLOSING = "closing"
    CLOSED = "closed"
    ENDED = "ended"
    PROTECTED = "protected"


class Event(StrEnum):
    ACCEPTED = "accepted"
    LAPSED = "lapsed"
    CAME_TO_NOTHING = "came_to_nothing"
    SIGNED = "signed"
    CARRIED_ON = "carried_on"
    MET_OFTEN = "met_often"
    TIME = "time"
    HELD = "held"
    BACK = "back"
    RENEWED = "renewed"
    NEW_RHYTHM = "new_rhythm"
    FINISHING = "finishing"
    CLOSING = "closing"
    STATUS_CHANGED = "status_changed"
    DAY_TO_PART = "day_to_part"
    MET = "met"
    WAIVED = "waived"
    LEFT = "left"
    PROTECTED = "protected"


LIVING = frozenset(
    {Phase.CONTRACTING, Phase.TRIAL, Phase.ACTIVE, Phase.HELD, Phase.REVIEWING, Phase.CLOSING},
)
WORKING = (Phase.CONTRACTING, Phase.TRIAL, Phase.ACTIVE)
"""To one of these a hold and a review lead back: whichever was the last."""
AS_BEFORE = None

TABLE: dict[tuple[Phase, Event], Phase | None] = {
    (Phase.PROPOSED, Event.ACCEPTED): Phase.CONTRACTING,
    (Phase.PROPOSED, Event.LAPSED): Phase.CLOSED,
    (Phase.CONTRACTING, Event.SIGNED): Phase.TRIAL,
    (Phase.CONTRACTING, Event.CAME_TO_NOTHING): Phase.CLOSED,
    (Phase.TRIAL, Event.CARRIED_ON): Phase.ACTIVE,
    (Phase.TRIAL, Event.TIME): Phase.CLOSED,
    (Phase.ACTIVE, Event.MET_OFTEN): Phase.REVIEWING,
    (Phase.ACTIVE, Event.TIME): Phase.REVIEWING,
    (Phase.HELD, Event.BACK): AS_BEFORE,
    (Phase.HELD, Event.TIME): Phase.REVIEWING,
    (Phase.REVIEWING, Event.RENEWED): AS_BEFORE,
    (Phase.REVIEWING, Event.NEW_RHYTHM): AS_BEFORE,
    (Phase.REVIEWING, Event.FINISHING): Phase.CLOSING,
    (Phase.CLOSING, Event.MET): Phase.CLOSED,
    (Phase.CLOSING, Event.WAIVED): Phase.CLOSED,
    (Phase.CLOSING, Event.TIME): Phase.CLOSED,
    **{(phase, Event.HELD): Phase.HELD for phase in sorted(LIVING - {Phase.HELD})},
    **{(phase, Event.CLOSING): Phase.CLOSING for phase in sorted(LIVING - {Phase.CLOSING})},
    **{(phase, Event.STATUS_CHANGED): Phase.CLOSING for phase in sorted(LIVING)},
    **{(phase, Event.DAY_TO_PART): Phase.CLOSED for phase in sorted(LIVING)},
    **{(phase, Event.LEFT): Phase.ENDED for phase in sorted(LIVING)},
    **{(phase, Event.PROTECTED): Phase.PROTECTED for phase in sorted(LIVING)},
}
"""What no pair of phase and event names does not happen. `None` leads back to where they were before."""

PATIENCE: dict[Phase, timedelta] = {
    Phase.TRIAL: timedelta(days=21),
    Phase.ACTIVE: timedelta(days=91),
    Phase.HELD: timedelta(days=90),
    Phase.CLOSING: timedelta(days=30),
}
STATUS_CHANGE_PATIENCE = timedelta(days=14)
"""Then they part, wherever they have gone from there: a hold does not keep one above the other."""

QUESTIONS: dict[Phase, tuple[str, ...]] = {
    Phase.TRIAL: ("carry_on",),
    Phase.HELD: ("ready",),
    Phase.REVIEWING: ("renew", "rhythm", "rematch", "finish"),
    Phase.CLOSED: ("again",),
    Phase.ENDED: ("again",),
}
"""What each may answer in a phase, unseen by the others."""

NOT_NOW = Refusal("not_now", _("This does not fit where you are together just now. Look at the page once more."))
BACK_LATER = Refusal("back_in_the_past", _("Choose a day to come, or leave it open."))


def after(phase: Phase, event: Event, *, before: Phase = Phase.ACTIVE) -> Phase | None:
    """Where an event leads, or None where it leads nowhere. `before` is the last phase they worked in."""
    if (phase, event) not in TABLE:
        return None
    return TABLE[phase, event] or before


def why_not(phase: Phase, event: Event) -> Refusal | None:
    """Only what stands in the table happens."""
    if (phase, event) in TABLE:
        return None
    return NOT_NOW if phase in LIVING else ONE_HAS_LEFT


def why_not_hold(*, is_over: bool, back_on: date | None, today: date) -> Refusal | None:
    """Any member may hold, at any time, as long as there is something to hold. Holding what is held holds it."""
    if is_over:
        return ONE_HAS_LEFT
    return BACK_LATER if back_on is not None and back_on <= today else None


def why_not_answer(*, phase: Phase, word: str, members: int) -> Refusal | None:
    """To what is asked just now, and with one of its words; none takes an answer back."""
    if phase in {Phase.CLOSED, Phase.ENDED} and members < PAIR:
        return ONE_HAS_LEFT
    if word and word not in QUESTIONS.get(phase, ()):
        return NOT_NOW
    return None if phase in QUESTIONS else NOT_NOW


def until(phase: Phase, *, event: Event, at: datetime) -> datetime | None:
    """When time moves a phase on. A review waits as long as people like, and so do words to be agreed."""
    if event == Event.STATUS_CHANGED:
        return at + STATUS_CHANGE_PATIENCE
    patience = PATIENCE.get(phase)
    return None if patience is None else at + patience


def outcome(phase: Phase, *, answers: list[str], members: int, meetings: int) -> Event | None:
    """What follows when all have answered; before that nothing, and nobody sees who has.

    In a trial, going on takes everybody's yes, given after two meetings. In a review the gentlest option all can
    live with: the same, a new rhythm, or an ending in peace. Who would rather part need not be argued with.
    """
    if len(answers) < members:
        return None
    if phase == Phase.TRIAL:
        return Event.CARRIED_ON if meetings >= TRIAL_MEETINGS else None
    if phase == Phase.HELD:
        return Event.BACK
    if phase != Phase.REVIEWING:
        return None
    if set(answers) == {"renew"}:
        return Event.RENEWED
    return Event.NEW_RHYTHM if set(answers) <= {"renew", "rhythm"} else Event.FINISHING


def after_a_meeting(phase: Phase, *, meetings: int) -> Event | None:
    """What a meeting brings about: the end of a closing, or the sixth one a review."""
    if phase == Phase.CLOSING:
        return Event.MET
    return Event.MET_OFTEN if phase == Phase.ACTIVE and meetings >= MEETINGS_TO_A_REVIEW else None


def is_not_reachable(*, seen_on: date | None, quiet_days: int, today: date) -> bool:
    """Silent for longer than this person has said they may be. Before they first looked in, nothing is said."""
    return seen_on is not None and (today - seen_on).days > quiet_days
