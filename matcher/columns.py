"""The columns of a file of people: their names, what else people call them, and what stands in them."""

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matcher.errors import MatcherError
from matcher.misread import Troubles


@dataclass(frozen=True, slots=True)
class Column:
    """A column the matcher knows. `also` are headings that mean the same."""

    name: str
    also: tuple[str, ...]
    meaning: str
    example: str


COLUMNS = (
    Column(
        "id",
        ("person", "person id", "key", "email", "e mail", "email address", "e mail address", "mail", "staff id"),
        "What the person is called in results. Each stands once. Without this column, the name is the id.",
        "amara",
    ),
    Column("name", ("full name", "first name", "display name", "participant"), "Shown beside the id.", "Amara O."),
    Column(
        "takes part",
        ("participates", "taking part", "opted in"),
        "yes or no. Somebody who does not take part is only looked at for the reporting line. Empty: yes.",
        "yes",
    ),
    Column(
        "topics wanted",
        (
            "topic wanted",
            "wanted topics",
            "wants",
            "wanted",
            "want",
            "topics",
            "topic",
            "looking for",
            "learn",
            "i want",
            "goals",
        ),
        "What the person would like to work on. Numbers weigh: listening:3 counts three times as much.",
        "listening:3; budgets",
    ),
    Column(
        "topics offered",
        (
            "topic offered",
            "offered topics",
            "offers",
            "offered",
            "offer",
            "can help with",
            "i can help with",
            "i offer",
            "teach",
            "strengths",
        ),
        "What the person brings along for others. Empty: the topics they want themselves.",
        "delegating; feedback",
    ),
    Column("values", ("value", "what matters"), "What matters to the person at work.", "fairness; curiosity"),
    Column(
        "season",
        ("stage", "career stage", "life stage", "career season", "season of life", "experience", "years"),
        "Where the person stands in life or career: words of your own, or one number for everybody.",
        "new parent",
    ),
    Column(
        "function",
        ("role", "job", "department", "team", "profession", "discipline", "office", "area", "field"),
        "What kind of work the person does.",
        "nursing",
    ),
    Column("languages", ("language", "speaks"), "Partners share at least one. Empty: any will do.", "English; French"),
    Column(
        "time zone",
        ("timezone", "zone", "tz"),
        "A name of the IANA list. Empty: as told with --zone.",
        "Europe/Berlin",
    ),
    Column(
        "usual hours",
        ("hours", "availability", "available", "free", "usual times", "times"),
        "When the person could meet, in their own time. Partners share two hours a week. Empty: any time.",
        "Mon 9-12; Tue 14-16",
    ),
    Column(
        "band",
        ("level", "grade", "status", "seniority", "rank"),
        "Equal standing: people are paired within a band. Empty everywhere: all are of one band.",
        "3",
    ),
    Column(
        "manager",
        ("manager id", "reports to", "boss", "supervisor", "line manager"),
        "The id or name of whom the person reports to. Nobody is paired with anybody above or below them.",
        "dewi",
    ),
    Column(
        "not with",
        ("notwith", "exclude", "excluded", "avoid", "never with"),
        "Ids or names. Holds in both directions, is never traded and never explained.",
        "chidi; farid",
    ),
    Column(
        "past partners",
        ("past partner", "previous partners", "previous partner", "partners before", "history"),
        "Ids or names of earlier partners; they are not paired again.",
        "ben",
    ),
    Column("wish for values", ("values wish",), "similar, different or any. Empty: similar.", "similar"),
    Column("wish for season", ("season wish", "wish for stage"), "similar, different or any. Empty: similar.", "any"),
    Column(
        "wish for function",
        ("function wish", "wish for role", "wish for department"),
        "similar, different or any. Empty: different.",
        "different",
    ),
)

KNOWN = {heading: column.name for column in COLUMNS for heading in (column.name, *column.also)}
LISTS = ("topics wanted", "topics offered", "values", "languages", "not with", "past partners")


def plain(heading: str) -> str:
    """A heading without what people vary: case, marks, underscores, spaces.

    >>> plain("  Topics_Wanted* ")
    'topics wanted'
    """
    text = unicodedata.normalize("NFKC", heading).casefold()
    return " ".join(re.sub(r"[\W_]+", " ", text).split())


def known(heading: str) -> str | None:
    """The column this heading means, or None.

    >>> known("E-Mail"), known("Reports to"), known("favourite colour")
    ('id', 'manager', None)
    """
    return KNOWN.get(plain(heading))


def recognise(
    headings: Sequence[str], *, troubles: Troubles, told: Mapping[str, str] | None = None
) -> tuple[list[str | None], list[str]]:
    """For each heading the column it means (None: not used), and a sentence for each that is not used.

    told: headings, plain, and the columns somebody said they mean.
    """
    meant: list[str | None] = [(told or {}).get(plain(heading)) or known(heading) for heading in headings]
    for name in set(filter(None, meant)):
        _keep_the_plainest(headings, meant, name)
    seen: dict[str, str] = {}
    for heading, column in zip(headings, meant, strict=True):
        if column is not None and column in seen:
            troubles.add(
                1,
                heading,
                f"this and “{seen[column]}” both mean “{column}”.",
                "Rename or remove one of them.",
            )
        elif column is not None:
            seen[column] = heading
    unused = [h for h, column in zip(headings, meant, strict=True) if column is None and h.strip()]
    notes = [_not_used(heading) for heading in unused]
    if unused and not {"topics wanted", "topics offered"} & set(meant):
        notes.append("No column says what people want. If one does, say which: --column “its heading=topics wanted”.")
    return meant, notes


def told_columns(words: Sequence[str]) -> dict[str, str]:
    """What `heading=column` says of headings. Raises `MatcherError` for a column that is none.

    >>> told_columns(["What would you like to learn?=topics wanted"])
    {'what would you like to learn': 'topics wanted'}
    """
    found = {}
    for word in words:
        heading, _, name = word.rpartition("=")
        if not heading or known(name) is None:
            raise MatcherError(f"“{word}” is not a heading and a column, such as “Learning goals=topics wanted”.")
        found[plain(heading)] = known(name) or name
    return found


def _keep_the_plainest(headings: Sequence[str], meant: list[str | None], column: str) -> None:
    """Where one heading is the column's own name, others that may mean it are let go: an address beside an id, say."""
    places = [place for place, name in enumerate(meant) if name == column]
    exact = [place for place in places if plain(headings[place]) == column]
    if len(exact) == 1:
        for place in places:
            if place != exact[0]:
                meant[place] = None


def _not_used(heading: str) -> str:
    close = [] if known(heading) else difflib.get_close_matches(plain(heading), KNOWN, n=1, cutoff=0.8)
    hint = f" Did you mean “{KNOWN[close[0]]}”?" if close else ""
    return f"The column “{heading.strip()}” is not used.{hint}"
