"""What the vault tells a browser: shapes of answers, gathered in few queries."""

from typing import Any

from django.db.models import F

from fermata.core.wire import b64
from fermata.people.models import Person
from fermata.vault.models import ItemVersion, Keeper, LogEntry, Space

AT_ONCE = 10_000
PAGE = 250


def vault_of(person: Person) -> dict[str, Any]:
    ways = list(person.ways_in.all())
    own = Space.objects.visible_to(person).filter(kind=Space.Kind.OWN).values_list("pk", flat=True).first()
    has_bundle = LogEntry.objects.filter(person_id=person.pk).exists()
    return {
        "person": str(person.pk),
        "name": person.display_name,
        "own_space": str(own) if own else None,
        "methods": [
            {"id": str(way.pk), "method": way.method, "label": way.label, "made_on": way.made_on.isoformat()}
            for way in ways
        ],
        "set_up": has_bundle and bool(ways),
        "shared": _shared_spaces(person),
        "log_size": _size(),
    }


def _shared_spaces(person: Person) -> list[dict[str, Any]]:
    """The shared spaces this person is in, each with the names of the others, in two questions."""
    mine = Space.objects.visible_to(person).filter(kind=Space.Kind.SHARED)
    others = list(Keeper.objects.filter(space__in=mine).exclude(person=person).order_by("space_id", "id"))
    names = _names([keeper.person_id for keeper in others])
    found: dict[Any, list[str]] = {keeper.space_id: [] for keeper in others}
    for keeper in others:
        if keeper.person_id in names:
            found[keeper.space_id].append(names[keeper.person_id])
    return [{"space": str(pk), "names": named} for pk, named in found.items()]


def _names(people: list[Any]) -> dict[Any, str]:
    return dict(Person.objects.filter(pk__in=people).values_list("pk", "display_name"))


def log_since(start: int, *, person: Person) -> dict[str, Any]:
    """The chain from an entry on, as digests, and the full bundles of the people this person shares a space with."""
    entries = LogEntry.objects.filter(index__gt=start).order_by("index")[:AT_ONCE]
    digests = list(entries.values_list("digest", flat=True))
    last = LogEntry.objects.order_by("-index").values_list("index", "head").first() or (0, "")
    mine = Keeper.objects.filter(person=person, left_at=None).values("space")
    known = {person.pk, *Keeper.objects.filter(space__in=mine).values_list("person_id", flat=True)}
    bundles = LogEntry.objects.filter(person_id__in=known).order_by("index").values_list("index", "bundle")
    return {
        "size": last[0],
        "head": last[1],
        "digests": digests,
        "bundles": [{"index": index, "bundle": bundle} for index, bundle in bundles],
    }


def _size() -> int:
    last = LogEntry.objects.order_by("-index").values_list("index", flat=True).first()
    return last or 0


def space(found: Space) -> dict[str, Any]:
    """All who ever kept it are named alike: once somebody has left it is read, and nobody is told who that was."""
    keepers = list(found.keepers.all())
    names = _names([keeper.person_id for keeper in keepers])
    key = getattr(found, "key", None)
    return {
        "id": str(found.pk),
        "kind": found.kind,
        "members": [_keeper(k, names) for k in keepers],
        "read_only": found.closed_at is not None,
        "key": key and {"epoch": key.epoch, "version": key.version, "file": b64(key.file)},
    }


def _keeper(keeper: Keeper, names: dict[Any, str]) -> dict[str, str]:
    return {"person": str(keeper.person_id), "name": names.get(keeper.person_id, "")}


def items_page(found: Space, *, after: str) -> dict[str, Any]:
    """The newest version of each item, a page at a time, in one query."""
    items = found.items.filter(pk__gt=after) if after else found.items.all()
    page = list(items.values_list("pk", flat=True).order_by("pk")[:PAGE])
    versions = ItemVersion.objects.filter(item__in=page, version=F("item__version")).order_by("item_id")
    return {"items": [item(version) for version in versions], "next": str(page[-1]) if len(page) == PAGE else None}


def item(version: ItemVersion) -> dict[str, Any]:
    return {
        "id": str(version.item_id),
        "version": version.version,
        "epoch": version.epoch,
        "day": version.day.isoformat(),
        "file": b64(version.file),
    }
