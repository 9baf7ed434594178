"""Who may do what around programmes, declared once: the second half of the policy."""

from tests.access.policy import (
    ALL,
    DRAFT,
    KNOWN,
    OPEN,
    ORGANISER,
    OVER,
    PARTICIPANTS,
    ROLES,
    SPONSOR,
    Address,
    May,
    both,
    read,
    write,
)

ORGANISERS = frozenset({ORGANISER})
SPONSORS = frozenset({SPONSOR})
EVERYBODY_IN_IT = PARTICIPANTS | ROLES
BEFORE, RUNNING, BEFORE_THE_END = frozenset({DRAFT}), frozenset({OPEN}), frozenset({DRAFT, OPEN})

PROGRAMMES: dict[str, Address] = {
    "open_programme": both(ALL, frozenset({OPEN, OVER}), reads=frozenset({OPEN, OVER})),
    "decline_programme": write(ALL),
    "open_role": both(ALL, needs=BEFORE_THE_END),
    "start_kit": read(ALL),
    "kit_page": read(ALL),
    "how_kept": read(ALL),
    "programmes": read(KNOWN),
    "left_programme": read(KNOWN),
    "programme": read(EVERYBODY_IN_IT),
    "what_they_see": read(EVERYBODY_IN_IT),
    "charter": read(EVERYBODY_IN_IT),
    "charter_version": read(EVERYBODY_IN_IT),
    "charter_changes": read(EVERYBODY_IN_IT),
    "promises": read(EVERYBODY_IN_IT),
    "ledger_csv": read(EVERYBODY_IN_IT),
    "promise": read(EVERYBODY_IN_IT),
    "roles": Address(get=May(EVERYBODY_IN_IT), post=May(ORGANISERS)),
    "give_back_role": write(ROLES),
    # by organisers
    "describe_programme": both(ORGANISERS),
    "found_beside": write(ORGANISERS),
    "open_up": write(ORGANISERS, BEFORE),
    "end_programme": both(ORGANISERS),
    "turn_switch": write(ORGANISERS),
    "edit_charter": both(ORGANISERS),
    "invite": read(ORGANISERS),
    "turn_link": write(ORGANISERS, RUNNING),
    "create_list": write(ORGANISERS, RUNNING),
    "guest_list": read(ORGANISERS),
    "confirm_list": write(ORGANISERS, RUNNING),
    "discard_list": write(ORGANISERS),
    "lines": both(ORGANISERS),
    "delete_lines": write(ORGANISERS),
    # by those who promised
    "sign_charter": write(SPONSORS),
    "write_ledger": write(ORGANISERS | SPONSORS),
    # by those who take part, for themselves
    "say_yes": write(PARTICIPANTS, RUNNING),
    "dispute": write(PARTICIPANTS, RUNNING),
    "take_back_dispute": write(PARTICIPANTS),
    "hold_enrolment": both(PARTICIPANTS, RUNNING),
    "come_back": write(PARTICIPANTS),
    "leave_programme": both(PARTICIPANTS),
}
REASONS = {
    # allowed, and yet refused for a fact of this world, with its sentence
    "open_role": lambda actor, state: actor in ROLES,
    "take_back_dispute": lambda actor, state: actor != "member",
    "dispute": lambda actor, state: actor == "member",
    "come_back": lambda actor, state: actor != "partner",
    "hold_enrolment": lambda actor, state: actor == "partner",
    "open_programme": lambda actor, state: state == OVER,
}
