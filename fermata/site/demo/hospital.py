"""Harbour Hospital and its programme: a signed charter, people who take part, and a round that is open."""

from datetime import datetime, timedelta
from typing import Any

from fermata.introductions.actions import rounds
from fermata.introductions.actions.profiles import describe
from fermata.introductions.models import Profile, Round
from fermata.people.models import Person
from fermata.programmes import charter_words
from fermata.programmes.actions import charter, enrolment, founding, guests, ledger, roles
from fermata.programmes.models import LedgerEntry, Programme, Role
from fermata.site.demo.cast import OTHERS_IN_THE_ROUND

DAY = timedelta(days=1)
FILLED = {
    "guardian": "Farid, on the third floor, farid@example.org",
    "local_help": "112. The chaplain’s door is open day and night.",
    "legal_basis": "Art. 6(1)(b) GDPR.",
}
BLANKS = {
    "OP-7": "We protect 120 minutes of paid time a month.",
    "OP-12": "A guardian outside the line of management answers within three working days.",
}
SAID: dict[str, dict[str, Any]] = {
    "Amara": {"wanted": ["speaking", "presence"], "offered": ["listening"], "rhythm": "fortnightly"},
    "Ben": {"wanted": ["saying-no"], "offered": ["asking", "speaking"], "rhythm": "fortnightly"},
    "Chidi": {"wanted": ["hard-talks", "feedback"], "offered": ["decisions"]},
    "Grace": {"wanted": ["decisions"], "offered": ["feedback", "listening"]},
    "Ife": {"wanted": ["conflict", "feedback"], "offered": ["writing"]},
    "Jun": {"wanted": ["writing"], "offered": ["conflict", "priorities"]},
}
OF_THE_OTHERS: dict[str, Any] = {"wanted": ["priorities", "listening"], "offered": ["feedback", "writing"]}


def programme(people: dict[str, Person], *, founded_at: datetime) -> Programme:
    """Founded, looked after, promised, signed, and open."""
    dewi, efua, farid = people["Dewi"], people["Efua"], people["Farid"]
    made = founding.found_organisation(name="Harbour Hospital", programme="Peer coaching in the wards", now=founded_at)
    for person, kind in ((dewi, Role.Kind.ORGANISER), (efua, Role.Kind.SPONSOR), (farid, Role.Kind.GUARDIAN)):
        roles.take(roles.offer(made, kind=kind, by=None, now=founded_at), by=person, now=founded_at)
    drafted = charter.draft(made, words=_whole_charter(), by=dewi, now=founded_at + DAY)
    digest = charter_words.digest(drafted.words)
    charter.sign(made, number=drafted.number, digest=digest, by=efua, now=founded_at + 2 * DAY)
    founding.open_up(made, by=dewi, now=founded_at + 2 * DAY)
    made.refresh_from_db()
    _invite(made, by=dewi, at=founded_at + 3 * DAY)
    kept = LedgerEntry.Standing.KEPT
    words = "The rota plans two hours a month for everybody who takes part; the plan hangs in the staff room."
    ledger.write(made, promise="OP-7", standing=kept, words=words, by=efua, now=founded_at + 30 * DAY)
    made.refresh_from_db()
    return made


def _whole_charter() -> charter_words.Words:
    words = charter_words.first_words() | FILLED
    promises = [one | {"words": BLANKS.get(one["id"], one["words"])} for one in words["promises"]]
    return words | {"promises": promises}


def _invite(made: Programme, *, by: Person, at: datetime) -> None:
    addresses = [f"ward.{number}@example.org" for number in range(1, 41)]
    guests.confirm(guests.keep_list(made, addresses=addresses, by=by, now=at), by=by, now=at)
    while guests.write_letters(now=at):
        pass
    guests.open_link(made, by=by)


def take_part(made: Programme, person: Person, *, at: datetime) -> Profile:
    """By their own yes; then they say what they look for, and may be found."""
    promised = charter.versions(made).in_force(at=at)
    assert promised is not None  # noqa: S101  # signed before anybody joins
    joined = enrolment.join(made, number=promised.number, is_link_good=True, by=person, now=at)
    said: dict[str, Any] = {"languages": ["en"], "mediums": [], "hours": ["tue-evening", "thu-afternoon"]}
    return describe(joined, said=said | SAID.get(person.display_name, OF_THE_OTHERS), may_be_found=True, now=at)


def open_round(made: Programme, profiles: dict[str, Profile], *, now: datetime) -> Round:
    """Announced some days ago, open for nine more; Ife and the others are in."""
    found = rounds.announce_round(made, kind=Round.Kind.ROUND, closes_at=now + 9 * DAY, now=now - 5 * DAY)
    for name in ("Ife", *OTHERS_IN_THE_ROUND):
        rounds.enter(found, profile=profiles[name], takes_more=False, now=now - 4 * DAY)
    return found
