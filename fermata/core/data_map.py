"""What is kept about people: for every field of every table what it is, why, for how long, and who sees it.

Each room says it for its own tables in `data_map.py`. The export is made from this map, and a test fails when a
field is missing from it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fermata.core.models import KeptAnswer, Letter, LiveState

Words = str | Promise

YOU_AND_OPERATOR = _("you, and whoever runs this site")
MEMBERS_AND_OPERATOR = _("you, your partners, and whoever runs this site")
SEALED_FOR_YOU = _("only you can open it; whoever runs this site sees a sealed file and its length")
SEALED_FOR_BOTH = _("only you and your partners can open it; whoever runs this site sees a sealed file and its length")
OPERATOR_ONLY = _("whoever runs this site")
UNTIL_YOU_LEAVE = _("until you delete your account")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What one field says about a person."""

    what: Words
    why: Words
    until: Words
    seen_by: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with rows about people. `rows` finds those about one person, whatever way they hang together."""

    model: type[Model]
    title: Words
    rows: Callable[[Any], "QuerySet[Any]"]
    why: Words
    until: Words
    seen_by: Words
    fields: dict[str, Words | Kept]
    secret: frozenset[str] = field(default_factory=frozenset)
    """Fields that are named in an export but not printed: whoever had them could pass for the person."""

    def kept(self, name: str) -> Kept:
        said = self.fields[name]
        if isinstance(said, Kept):
            return said
        return Kept(what=said, why=self.why, until=self.until, seen_by=self.seen_by)


_tables: list[Table] = []
_about_nobody: dict[type[Model], Words] = {}


def keep(table: Table) -> None:
    """Name a table that holds something about people."""
    _tables.append(table)


def about_nobody(model: type[Model], *, since: Words) -> None:
    """Name a table that says nothing about anybody, and why that is so."""
    _about_nobody[model] = since


def tables() -> Iterator[Table]:
    yield from _tables


def nobody() -> dict[type[Model], Words]:
    return dict(_about_nobody)


YOURS = _("that it is yours")
NUMBER = _("its number")

keep(
    Table(
        model=KeptAnswer,
        title=_("Answers given to your browser"),
        rows=lambda person: KeptAnswer.objects.filter(person=person),
        why=_("so that a click sent twice does its work once"),
        until=_("for two days"),
        seen_by=OPERATOR_ONLY,
        fields={
            "id": NUMBER,
            "person": YOURS,
            "key": _("a random mark your browser put on what it sent"),
            "question": _("a digest of what it sent"),
            "status": _("whether it worked"),
            "body": _("the short answer, such as a version number"),
            "kept_at": _("when"),
        },
    )
)
keep(
    Table(
        model=Letter,
        title=_("Letters to you"),
        rows=lambda person: Letter.objects.filter(to=person.email),
        why=_("so that a letter is not lost when the mail is away for a moment"),
        until=_("for two days; the words only until it is sent"),
        seen_by=YOU_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "to": _("your address"),
            "subject": _("what stands over it"),
            "body": _("its words"),
            "calendar": _("the invitation for your calendar it brings, if any"),
            "about": _("a mark of what it is about, so that a newer letter can take its place"),
            "message_id": _("a mark by which mail systems know a letter they have seen"),
            "made_at": _("when it was written"),
            "leased_until": _("until when one attempt to send it may take"),
            "tries": _("how often sending was tried"),
            "sent_at": _("when it was handed over"),
        },
    )
)
keep(
    Table(
        model=LiveState,
        title=_("A counter for open pages"),
        rows=lambda person: LiveState.objects.filter(pk=person.pk),
        why=_("so that pages you have open notice at once when a sign-in ends"),
        until=UNTIL_YOU_LEAVE,
        seen_by=OPERATOR_ONLY,
        fields={
            "id": _("your number"),
            "version": _("how often your sign-ins have changed"),
            "body": _("always empty here"),
        },
    )
)
