"""The data map as a page for people: every table and field, what it is, why, for how long, and who can read it.

It is the map the export is made from; a test holds it to the live schema (people/tests/test_export, tests/reference).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from fermata.core.data_map import Kept, Table, Words, nobody, tables

CHAPTERS: dict[str, Words] = {
    "people": _("Who you are, and how you sign in"),
    "vault": _("What you write"),
    "partnerships": _("Your partnerships"),
    "calendar": _("When you meet"),
    "sessions": _("Your meetings"),
    "introductions": _("How you are introduced"),
    "programmes": _("Programmes"),
    "core": _("What keeps the site going"),
}
"""By room. What comes with a package is in the hands of `people`."""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as the page shows it: what holds for all of it, then each field that differs in something."""

    title: Words
    why: Words
    until: Words
    seen_by: Words
    plain: list[Words]
    special: list[Kept]


@dataclass(frozen=True, slots=True)
class Chapter:
    name: str
    title: Words
    tables: list[ShownTable]


def chapters() -> list[Chapter]:
    return [Chapter(name, title, list(_tables_of(name))) for name, title in CHAPTERS.items()]


def room_of(table: Table) -> str:
    """The room a table belongs to."""
    house, room, *_rest = table.model.__module__.split(".")
    return room if house == "fermata" else "people"


def about_nobody() -> list[Words]:
    return list(dict.fromkeys(nobody().values()))


def _tables_of(room: str) -> Iterator[ShownTable]:
    for table in tables():
        if room_of(table) == room:
            yield _shown(table)


def _shown(table: Table) -> ShownTable:
    said = table.fields.values()
    return ShownTable(
        title=table.title,
        why=table.why,
        until=table.until,
        seen_by=table.seen_by,
        plain=[words for words in said if not isinstance(words, Kept)],
        special=[kept for kept in said if isinstance(kept, Kept)],
    )
