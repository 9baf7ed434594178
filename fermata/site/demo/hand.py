"""Somebody's hand: seals and signs what they write, as their browser would, and gives it to the vault's own actions.

What a browser counts is counted here: the running number of each author, what each has seen, the version before.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from fermata.people.models import Person
from fermata.site.demo import age, envelopes
from fermata.site.demo.cast import Character
from fermata.site.demo.envelopes import Account
from fermata.vault import actions as vault
from fermata.vault.models import LogEntry, Space, WayIn

WORK = {WayIn.Method.PHRASE: 16, WayIn.Method.SHEET: 15}


@dataclass
class Sealed:
    """An open space: its secret, how much each has written, and the newest version of each item."""

    space: Space
    secret: str
    counts: dict[str, int] = field(default_factory=dict)
    newest: dict[str, tuple[int, str]] = field(default_factory=dict)


@dataclass
class Hand:
    person: Person
    account: Account
    own: Sealed
    met: dict[str, str] = field(default_factory=dict)
    confirmed: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return str(self.person.pk)

    @property
    def print(self) -> str:
        recipient, public = age.recipient_of(self.account.identity), self.account.public_key()
        return envelopes.fingerprint({"user": self.id, "age": recipient, "sign": public})

    def seal(  # one argument per part of a heading
        self,
        text: str,
        *,
        into: Sealed,
        item: str,
        kind: str,
        at: datetime,
        about: str = "",
        is_counted: bool = True,
    ) -> tuple[int, bytes]:
        """The version it is made from, and the file of the next."""
        base, prev = into.newest.get(item, (0, ""))
        heading: dict[str, Any] = {
            "space": str(into.space.pk),
            "note": item,
            "ver": base + 1,
            "prev": prev,
            "by": self.id,
            "key": self.print,
            "epoch": 1,
            "at": moment(at),
            "kind": kind,
            **({"about": about} if about else {}),
            **self._counted(into, is_counted=is_counted),
            "klog": log_now(),
        }
        file = envelopes.write_item(heading, text, account=self.account, recipient=age.recipient_of(into.secret))
        into.newest[item] = (base + 1, envelopes.sha256(file))
        return base, file

    def _counted(self, into: Sealed, *, is_counted: bool) -> dict[str, Any]:
        if not is_counted:
            return {"aseq": 0, "seen": {}}
        into.counts[self.id] = into.counts.get(self.id, 0) + 1
        seen = {who: number for who, number in sorted(into.counts.items()) if who != self.id}
        return {"aseq": into.counts[self.id], "seen": seen}

    def keep(
        self, text: str | dict[str, Any], *, into: Sealed, kind: str, at: datetime, about: str = "", item: str = ""
    ) -> str:
        """Write it down: sealed, and kept by the vault. Returns the item's id."""
        item = item or str(uuid4())
        words = text if isinstance(text, str) else json.dumps(text, ensure_ascii=False)
        base, file = self.seal(words, into=into, item=item, kind=kind, at=at, about=about)
        withdrawal = "" if base else self.withdrawal(item)
        vault.save_item(into.space, item_id=UUID(item), base=base, file=file, withdrawal=withdrawal, now=at)
        return item

    def withdrawal(self, item: str) -> str:
        return envelopes.sha256(self.account.mark(f"fermata-withdraw/1\n{item}").hex())

    def meets(self, other: "Hand", *, has_read_words: bool) -> None:
        """Whose keys they are; confirmed when the two have read their words to each other."""
        self.met[other.id] = other.print
        if has_read_words:
            self.confirmed[other.id] = other.print

    def pin(self, shared: Sealed, *, at: datetime) -> None:
        """What a new device of theirs must not forget, at the place only they can work out."""
        aseq = {str(one.space.pk): one.counts[self.id] for one in (self.own, shared) if self.id in one.counts}
        pins = {"v": 1, **{name: dict(sorted(kept.items())) for name, kept in self._pins(aseq).items()}}
        item = envelopes.uuid_from(self.account.mark(f"fermata-pins/1\n{self.own.space.pk}"))
        base, file = self.seal(
            envelopes.canonical(pins), into=self.own, item=item, kind="pins", at=at, is_counted=False
        )
        vault.save_item(self.own.space, item_id=UUID(item), base=base, file=file, withdrawal="", now=at)

    def _pins(self, aseq: dict[str, int]) -> dict[str, dict[str, Any]]:
        return {"confirmed": self.confirmed, "met": self.met, "aseq": aseq}


def make_space(person: Person, character: Character, *, at: datetime) -> Hand:
    """As the set-up does it: keys, the public half into the log, two ways in, and the key of one's own space."""
    account = Account.drawn()
    vault.append_to_log(envelopes.make_bundle(account, user=str(person.pk)), by=person)
    for method, words in ((WayIn.Method.PHRASE, character.words), (WayIn.Method.SHEET, character.sheet)):
        file = age.seal_with_words(words, account.file().encode(), work=WORK[method])
        vault.add_way_in(by=person, method=method, label="", file=file, credential="", now=at)
    own = Space.objects.get(kind=Space.Kind.OWN, keepers__person=person)
    hand = Hand(person, account, Sealed(own, ""))
    hand.own = make_key(own, [hand], by=hand)
    return hand


def make_key(space: Space, members: list[Hand], *, by: Hand) -> Sealed:
    """The first key of a space, as the browser makes it that opens the space first."""
    secret = age.new_identity()
    statement = {
        "space": str(space.pk),
        "epoch": 1,
        "id": secret,
        "members": sorted(member.print for member in members),
        "former": [],
        "by": by.print,
        "prev": "",
    }
    recipients = [age.recipient_of(member.account.identity) for member in members]
    vault.put_key(space, file=envelopes.write_statement(statement, account=by.account, recipients=recipients), former=0)
    return Sealed(space, secret)


def log_now() -> list[Any]:
    last = LogEntry.objects.order_by("-index").first()
    return [last.index, last.head] if last else [0, ""]


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
