"""Asking, answering, and what one may know of an answer."""

from datetime import timedelta
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from fermata.core.refusal import Refusal

DAYS_TO_ANSWER = 14
DAYS_TO_TALK = 21
DAYS_UNTIL_ASKED_AGAIN = 90
MOST_OPEN_ASKS = 3
MOST_INTERESTS = 5
ANSWER_WITHIN, TALK_WITHIN = timedelta(days=DAYS_TO_ANSWER), timedelta(days=DAYS_TO_TALK)

ON_HOLD = Refusal("on_hold", _("You are on hold in this programme. Come back first, whenever you like."))
NO_PROFILE = Refusal("no_profile", _("Say first what you are looking for; a few words are enough."))
MANY_ASKS = Refusal(
    "many_asks", _("Three people are still thinking about a question of yours. Wait for one of them, or for day 14.")
)
ASKED = Refusal("asked_already", _("You have asked them not long ago. Ask somebody else, or again in some months."))
MANY_INTERESTS = Refusal("many_interests", _("You have named five people. Take one of them back first."))
LAPSED = Refusal("introduction_lapsed", _("The fourteen days are over. Look around for somebody else."))
ANSWERED = Refusal("answered_already", _("You have said yes already. You will hear when the other has as well."))
ONE_EXERCISE = Refusal(
    "one_exercise", _("The lot has put you together for one exercise only. Look around, if you would like to go on.")
)
NO_TALK = Refusal("no_talk_open", _("There is nothing to answer here any more."))


class Standing(StrEnum):
    """How an introduction looks to one of its people. What the other has done shows only as a yes of everybody."""

    TO_ANSWER = "to_answer"
    WAITING = "waiting"
    ASIDE = "aside"
    NOTHING = "nothing"
    EXERCISE = "exercise"
    TALK = "talk"
    TALK_WAITING = "talk_waiting"
    TOGETHER = "together"


def standing(  # one argument per fact
    *,
    is_draw: bool,
    is_introduced: bool,
    has_lapsed: bool,
    has_accepted: bool,
    has_put_aside: bool,
    nothing_came: bool,
    has_said_yes: bool,
    all_said_yes: bool,
) -> Standing:
    """One's own acts and the clock, and nothing of the other's until everybody has said yes."""
    if is_draw:
        return Standing.NOTHING if has_lapsed else Standing.EXERCISE
    if not is_introduced:
        if has_lapsed:
            return Standing.NOTHING
        if has_accepted:
            return Standing.WAITING
        return Standing.ASIDE if has_put_aside else Standing.TO_ANSWER
    if nothing_came:
        return Standing.NOTHING
    if all_said_yes:
        return Standing.TOGETHER
    return Standing.TALK_WAITING if has_said_yes else Standing.TALK


def why_not_take_part(*, is_ready: bool, has_profile: bool) -> Refusal | None:
    """Whoever asks, wishes or enters a round has said what they look for, and is not on hold."""
    if not has_profile:
        return NO_PROFILE
    return None if is_ready else ON_HOLD


def why_not_ask(*, open_asks: int, has_asked_before: bool) -> Refusal | None:
    """Three open asks. They stay open until day 14 whatever the other does, so that their number tells nothing."""
    if has_asked_before:
        return ASKED
    return MANY_ASKS if open_asks >= MOST_OPEN_ASKS else None


def why_not_be_interested(*, interests: int) -> Refusal | None:
    return MANY_INTERESTS if interests >= MOST_INTERESTS else None


def why_not_accept(*, standing: Standing) -> Refusal | None:
    """A yes counts until day 14, also after "not now"."""
    if standing in {Standing.TO_ANSWER, Standing.ASIDE}:
        return None
    if standing is Standing.EXERCISE:
        return ONE_EXERCISE
    return LAPSED if standing is Standing.NOTHING else ANSWERED


def why_not_say_yes_after_talk(*, standing: Standing) -> Refusal | None:
    return None if standing is Standing.TALK else NO_TALK
