"""Who may do what, declared once. The tests hold the running product to it; docs/reference/access.md prints it."""

from dataclasses import dataclass, field

MEMBER, PARTNER, EX_MEMBER, STRANGER = "member", "partner", "ex-member", "stranger"
SIGNED_OUT, ENDED_SIGN_IN = "signed out", "ended sign-in"
ORGANISER, SPONSOR, GUARDIAN, ELSEWHERE = "organiser", "sponsor", "guardian", "organiser elsewhere"
ACTORS = (MEMBER, PARTNER, EX_MEMBER, STRANGER, ORGANISER, SPONSOR, GUARDIAN, ELSEWHERE, SIGNED_OUT, ENDED_SIGN_IN)
KNOWN = frozenset({MEMBER, PARTNER, EX_MEMBER, STRANGER, ORGANISER, SPONSOR, GUARDIAN, ELSEWHERE})
PARTICIPANTS = frozenset({MEMBER, PARTNER, EX_MEMBER})
ROLES = frozenset({ORGANISER, SPONSOR, GUARDIAN})
ALL = frozenset(ACTORS)
MEMBERS = frozenset({MEMBER, PARTNER})
ONLY_ME = frozenset({MEMBER})

BEGUN, AGREED, MEETING, ACTIVE, HELD = "begun", "agreed", "meeting", "active", "held"
REVIEWING, CLOSING, CLOSED, ENDED, PROTECTED = "reviewing", "closing", "closed", "ended", "protected"
STATES = (BEGUN, AGREED, MEETING, ACTIVE, HELD, REVIEWING, CLOSING, CLOSED, ENDED, PROTECTED)
"""*begun*: contracting; *agreed*: in trial; *meeting*: in trial, in the room; the others as in docs/reference/transitions.md."""
ASKED_OF_ALL = frozenset({BEGUN, ENDED})
GONE = frozenset({ENDED, PROTECTED})
"""One has left. To the other these two are the same, byte for byte."""
AT_AN_END = GONE | {CLOSED}
ALIVE = frozenset(STATES) - AT_AN_END
IN_QUESTION = frozenset({AGREED, MEETING, HELD, REVIEWING, CLOSED})
"""Phases that ask each something."""
DRAFT, OPEN, OVER = "before it opens", "open", "ended programme"
PROGRAMME_STATES = (DRAFT, OPEN, OVER)
ANY = frozenset(STATES) | frozenset(PROGRAMME_STATES)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


@dataclass(frozen=True)
class May:
    """Who may use one method, and in which states of the partnership; in others they are told why not (409)."""

    who: frozenset[str]
    states: frozenset[str] = ANY


@dataclass(frozen=True)
class Address:
    """One address: what may be done there. What is not named is refused."""

    get: May | None = None
    post: May | None = None
    needs: frozenset[str] = ANY
    """States in which the thing it is about exists at all."""
    body: str = field(default="")


def read(who: frozenset[str], **more: object) -> Address:
    return Address(get=May(who), **more)  # type: ignore[arg-type]


def write(who: frozenset[str], states: frozenset[str] = ANY, **more: object) -> Address:
    return Address(post=May(who, states), **more)  # type: ignore[arg-type]


def both(who: frozenset[str], states: frozenset[str] = ANY, reads: frozenset[str] = ANY, **more: object) -> Address:
    return Address(get=May(who, reads), post=May(who, states), **more)  # type: ignore[arg-type]


WITH_MEETING = frozenset({MEETING, CLOSED, ENDED, PROTECTED})

POLICY: dict[str, Address] = {
    # the roof
    "home": read(ALL),
    "who_reads_what": read(ALL),
    "transparency": read(ALL),
    "browsers": read(ALL),
    "health": read(ALL),
    "outbox": read(ALL),
    "patterns": read(ALL),
    # people: everything under /me/ is one's own by construction; there is no id of another person in any address
    "account_login": both(ALL),
    "account_confirm_login_code": both(ALL),
    "account_logout": both(ALL),
    "choose_language": write(ALL),
    "welcome": both(KNOWN),
    "profile": both(KNOWN),
    "sign_ins": read(KNOWN),
    "end_sign_in": write(ONLY_ME),
    "end_other_sign_ins": write(KNOWN),
    "passkeys": read(KNOWN),
    "remove_passkey": write(ONLY_ME),
    "export": read(KNOWN),
    "export_server_side": read(KNOWN),
    "leaving": read(KNOWN),
    "leave_fermata": both(KNOWN),
    "api_passkey_door": both(ALL),
    "api_new_passkey": read(KNOWN),
    "api_add_passkey": write(KNOWN),
    # the vault
    "space": read(KNOWN),
    "space_anew": read(KNOWN),
    "ways_in": read(KNOWN),
    "api_vault": read(KNOWN),
    "api_create_way_in": write(KNOWN),
    "api_way_in": read(ONLY_ME),
    "api_delete_way_in": write(ONLY_ME),
    "api_log": both(KNOWN),
    "api_space": read(MEMBERS),
    "api_space_key": write(MEMBERS, ALIVE),
    "api_items": read(MEMBERS),
    "api_item": both(MEMBERS, ALIVE),
    "api_withdraw_item": write(MEMBERS),
    "api_drafts": read(KNOWN),
    "api_draft": Address(get=May(ONLY_ME), post=May(KNOWN)),
    "api_delete_draft": write(KNOWN),
    # partnerships
    "create_invitation": write(KNOWN),
    "invitation": read(ONLY_ME),
    "withdraw_invitation": write(ONLY_ME),
    "open_invitation": both(ALL),
    "decline_invitation": write(ALL),
    "partnership": read(MEMBERS),
    "agreement": read(MEMBERS),
    "new_note": read(MEMBERS),
    "note": read(MEMBERS),
    "hold": both(MEMBERS, ALIVE),
    "create_answer": write(MEMBERS, IN_QUESTION),
    "close": both(MEMBERS, ALIVE - {CLOSING}),
    "waive": write(MEMBERS, frozenset({CLOSING})),
    "conflict": both(MEMBERS, ALIVE),
    "observation": read(MEMBERS),
    "leave": both(MEMBERS),
    "left": read(KNOWN),
    "protect": both(MEMBERS),
    "protected": read(KNOWN),
    "silence": both(KNOWN),
    "api_partnership": read(MEMBERS),
    "api_propose": write(MEMBERS, ALIVE),
    "api_put_side": write(MEMBERS, ALIVE),
    "api_sign": write(MEMBERS, ALIVE),
    "api_withdraw_signature": write(MEMBERS, ALIVE),
    "api_say_goodbye": write(MEMBERS),
    # calendar: what hangs on a partnership, and everything under /me/time/, which is one's own
    "when": both(MEMBERS, ALIVE - {HELD}),
    "end_rhythm": write(MEMBERS),
    "accept_hour": write(MEMBERS, needs=ALIVE - {HELD}),
    "take_back_offer": write(MEMBERS, needs=ALIVE - {HELD}),
    "appointment": both(MEMBERS, ALIVE - {HELD}),
    "let_go": write(MEMBERS, ALIVE - {HELD}),
    "say_missed": write(MEMBERS, frozenset()),  # the hours of these worlds are still to come
    "my_time": both(KNOWN),
    "create_away": write(KNOWN),
    "remove_away": write(ONLY_ME),
    "create_calendar": write(KNOWN),
    "remove_calendar": write(ONLY_ME),
    "create_feed": write(KNOWN),
    "close_feed": write(KNOWN),
    "calendar_feed": read(ALL),
    # sessions
    "create_meeting": write(MEMBERS, ALIVE - {HELD}),
    "preparing": read(MEMBERS),
    "turns": read(MEMBERS),
    "kinds": read(MEMBERS),
    "questions": read(KNOWN),  # the same page for everybody
    "meeting": read(MEMBERS, needs=WITH_MEETING),
    "api_meeting": read(MEMBERS, needs=WITH_MEETING),
    "api_move": write(MEMBERS, frozenset({MEETING}), needs=WITH_MEETING),
    "api_end_meeting": write(MEMBERS, needs=WITH_MEETING),
}
