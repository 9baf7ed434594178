"""Who may do what about introductions, declared once: the third part of the policy. tests/introductions asks it.

The actors: Amara and Ben are put to each other; Chidi takes part and looks around; Efua has left; Hana takes part in
a programme of another organisation. The states: before anything, an introduction to answer, partners, an end.
"""

from tests.access.policy import (
    KNOWN,
    MEMBERS,
    ONLY_ME,
    ORGANISER,
    ROLES,
    STRANGER,
    Address,
    May,
    both,
    read,
    write,
)

TO_ANSWER, TALK, NOTHING = "to answer", "first talk", "came to nothing"
INTRODUCTION_STATES = (TO_ANSWER, TALK, NOTHING)
BOTH = MEMBERS
TAKING_PART = BOTH | {STRANGER}
ONE, FINDERS = ONLY_ME, frozenset({STRANGER})
WAITS, TALKS = frozenset({TO_ANSWER}), frozenset({TALK})
ALL_STATES = frozenset(INTRODUCTION_STATES)

INTRODUCTIONS: dict[str, Address] = {
    # one's own, whoever one is
    "finding_anywhere": read(KNOWN),
    "not_with": both(KNOWN, ALL_STATES),
    "remove_not_with": write(ONE, ALL_STATES),
    # in a programme
    "finding": read(TAKING_PART),
    "finding_profile": both(TAKING_PART, ALL_STATES),
    "seen_by_a_stranger": read(TAKING_PART),
    "people_around": read(TAKING_PART),
    # about somebody who can be found, by those who may see them: Chidi sees Amara
    "create_ask": write(FINDERS, ALL_STATES),
    "create_interest": write(FINDERS, ALL_STATES),
    "create_not_with": write(FINDERS, ALL_STATES),
    "forget_interest": write(TAKING_PART, ALL_STATES),
    # between two
    "introduction": read(BOTH),
    "accept_introduction": write(BOTH, WAITS),
    "not_now": write(BOTH, ALL_STATES),
    "yes_after_talk": write(BOTH, TALKS),
    # rounds: everybody of the programme reads the same page; organisers announce
    "rounds": Address(get=May(TAKING_PART | ROLES), post=May(frozenset({ORGANISER}), ALL_STATES)),
    "suggestions": both(frozenset({ORGANISER}), ALL_STATES),
    "enter_round": write(TAKING_PART, ALL_STATES),
    "leave_round": write(TAKING_PART, ALL_STATES),
    "choose_after_round": write(TAKING_PART, ALL_STATES),
}
