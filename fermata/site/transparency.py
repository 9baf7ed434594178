"""The data map as a page for people: every table and field, what it is, why, for how long, and who can read it.

It is the map the export is made from; a test holds it to the live schema (people/tests/test_export, tests/reference).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

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

    title: str
    why: str
    until: str
    seen_by: str
    plain: list[str]
    special: list[Kept]


@dataclass(frozen=True, slots=True)
class Chapter:
    name: str
    title: str
    tables: list[ShownTable]


@cache
def chapters(language: str) -> list[Chapter]:
    """In the words of one language, put together once."""
    with override(language):
        return [Chapter(name, str(title), list(_tables_of(name))) for name, title in CHAPTERS.items()]


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
        title=str(table.title),
        why=str(table.why),
        until=str(table.until),
        seen_by=str(table.seen_by),
        plain=[str(words) for words in said if not isinstance(words, Kept)],
        special=[_in_words(kept) for kept in said if isinstance(kept, Kept)],
    )


def _in_words(kept: Kept) -> Kept:
    return Kept(what=str(kept.what), why=str(kept.why), until=str(kept.until), seen_by=str(kept.seen_by))
