"""Verbs of the vault. The server keeps locked files in order; it opens none."""

import hashlib
import hmac
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from fermata.core.refusal import Refusal, stop_if
from fermata.people.models import Person
from fermata.vault import rules
from fermata.vault.bundles import Bundle, digest, next_head
from fermata.vault.models import Draft, Item, ItemVersion, Keeper, LogEntry, Space, SpaceKey, WayIn

MOST_DRAFTS = 200
TOO_MANY_DRAFTS = Refusal("too_many_drafts", _("You have very many drafts. Save or empty some of them first."))
MOST_WAYS_IN = 12
TOO_MANY_WAYS_IN = Refusal("too_many_ways_in", _("You have very many ways in. Remove one you no longer use first."))


class Stale(Exception):
    """Somebody saved first. Nothing was written; the caller fetches that version and merges."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


def make_own_space(person: Person) -> Space:
    """Everybody has a space of their own, for what only they read."""
    space = Space.objects.create(kind=Space.Kind.OWN)
    Keeper.objects.create(space=space, person=person)
    return space


def make_shared_space(people: list[Person]) -> Space:
    """A space of several, all alike. Their browsers make its key."""
    space = Space.objects.create(kind=Space.Kind.SHARED)
    Keeper.objects.bulk_create([Keeper(space=space, person=person) for person in people])
    return space


@transaction.atomic
def leave_space(space: Space, *, by: Person, at: datetime) -> None:
    """Serve this person nothing more from here, and let nobody write here again."""
    space.keepers.filter(person=by, left_at=None).update(left_at=at)
    close_space(space, at=at)


def close_space(space: Space, *, at: datetime) -> None:
    """Let nobody write here again; whoever is in it goes on reading."""
    Space.objects.filter(pk=space.pk, closed_at=None).update(closed_at=at)


@transaction.atomic
def add_way_in(  # one argument per column
    *, by: Person, method: str, label: str, file: bytes, credential: str, now: datetime
) -> WayIn:
    """Keep an account file. A new phrase or a new sheet takes the place of the former one."""
    stop_if(rules.why_not_way_in(file, method=method))
    _one_tab_at_a_time(by)
    stop_if(TOO_MANY_WAYS_IN if by.ways_in.count() >= MOST_WAYS_IN else None)
    if method != WayIn.Method.PASSKEY:
        by.ways_in.filter(method=method).delete()
    return by.ways_in.create(method=method, label=label, file=file, credential=credential, made_on=now.date())


@transaction.atomic
def remove_way_in(way: WayIn, *, by: Person) -> None:
    _one_tab_at_a_time(by)
    stop_if(rules.why_not_remove_way_in(ways_in=by.ways_in.count()))
    way.delete()


def _one_tab_at_a_time(person: Person) -> None:
    """Counting rows locks none; so whoever counts their own ways in holds their own row meanwhile."""
    Person.objects.select_for_update().get(pk=person.pk)


@transaction.atomic
def append_to_log(text: str, *, by: Person) -> LogEntry:
    """Add a person's newest public bundle to the chain."""
    _one_at_a_time()
    bundle = Bundle.read(text)
    own = list(LogEntry.objects.filter(person_id=by.pk).order_by("index"))
    latest = Bundle.read(own[-1].bundle) if own else None
    stop_if(
        rules.why_not_log(
            is_own=bundle is not None and bundle.user == str(by.pk),
            follows=bundle is not None
            and bundle.seq == len(own)
            and bundle.prev == (latest.fingerprint if latest else ""),
            signature_holds=bundle is not None and bundle.holds(),
        )
    )
    last = LogEntry.objects.order_by("-index").first()
    entry = digest(text)
    head = next_head(last.head if last else "", entry=entry)
    index = last.index + 1 if last else 1
    return LogEntry.objects.create(index=index, person_id=by.pk, bundle=text, digest=entry, head=head)


def _one_at_a_time() -> None:
    """The chain has one end. On SQLite every transaction has the lock already; PostgreSQL is asked for it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE fermata_logentry IN SHARE ROW EXCLUSIVE MODE")


@transaction.atomic
def put_key(space: Space, *, file: bytes, former: int) -> int:
    """Keep the key file of a space, if nobody else came first. Returns its version."""
    stop_if(rules.why_not_key_file(file))
    space = Space.objects.select_for_update().get(pk=space.pk)
    stop_if(rules.why_not_write(is_closed=space.closed_at is not None))
    kept = SpaceKey.objects.filter(space=space).first()
    version = kept.version if kept else 0
    if former != version:
        raise Stale(version)
    SpaceKey.objects.update_or_create(space=space, defaults={"file": file, "version": version + 1})
    return version + 1


@transaction.atomic
def save_item(  # one argument per column
    space: Space, *, item_id: UUID, base: int, file: bytes, withdrawal: str, now: datetime, is_guarded: bool = False
) -> int:
    """Keep the next version of an item, if it follows the one its writer had seen. Returns the version."""
    stop_if(rules.why_not_item(file))
    space = Space.objects.select_for_update().get(pk=space.pk)
    stop_if(rules.why_not_write(is_closed=space.closed_at is not None))
    new = {"space": space, "version": 0, "withdrawal": withdrawal, "is_guarded": is_guarded}
    item, _ = Item.objects.get_or_create(pk=item_id, defaults=new)  # another space may make the same id at once
    if item.space_id != space.pk or item.is_guarded != is_guarded:
        raise Item.DoesNotExist
    if base != item.version:
        raise Stale(item.version)
    item.version += 1
    item.save(update_fields=["version"])
    ItemVersion.objects.create(item=item, version=item.version, file=file, day=now.date())
    return item.version


@transaction.atomic
def withdraw_item(item: Item, *, base: int, token: str, file: bytes, now: datetime) -> int:
    """Take a text back: a sealed empty version takes its place, and every older one is erased."""
    stop_if(rules.why_not_item(file))
    item = Item.objects.select_for_update().get(pk=item.pk)
    fits = hmac.compare_digest(hashlib.sha256(token.encode()).hexdigest(), item.withdrawal)
    stop_if(rules.why_not_withdraw(token_fits=fits))
    if base != item.version:
        raise Stale(item.version)
    item.version += 1
    item.save(update_fields=["version"])
    ItemVersion.objects.create(item=item, version=item.version, file=file, day=now.date())
    item.versions.filter(version__lt=item.version).delete()
    return item.version


@transaction.atomic
def keep_draft(*, by: Person, slot: UUID, file: bytes, now: datetime) -> None:
    """Keep what somebody is writing, sealed to themselves. The newest draft of a text box replaces the older."""
    stop_if(rules.why_not_item(file))
    mine = Draft.objects.filter(person=by)
    if not mine.filter(slot=slot).update(file=file, changed_at=now):
        stop_if(TOO_MANY_DRAFTS if mine.count() >= MOST_DRAFTS else None)
        mine.update_or_create(slot=slot, defaults={"person": by, "file": file, "changed_at": now})  # two tabs at once
