"""The words of a charter: its defaults, what is still missing, who holds a promise, what a change changes. Pure."""

import difflib
import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fermata.core.places import ROOT

Words = dict[str, Any]

CONTENT = ROOT / "content"
BLANK = "…"
OWN = ("OWN-1", "OWN-2", "OWN-3")
"""Promises an organisation may add. The software holds none of them."""
LISTS = {
    "expected": _("What those who manage may expect"),
    "not_expected": _("What they may not expect"),
    "seen": _("What will be seen"),
    "not_seen": _("What will not be seen"),
    "part": _("What everybody who joins is asked"),
}
TEXTS = {
    "guardian": _("The guardian, and how to reach them"),
    "local_help": _("Help nearby"),
    "legal_basis": _("Legal basis"),
    "limits": _("Limits of confidentiality"),
}
FIXED = ("seen", "not_seen")
"""Not for anybody to edit: the software decides what is seen, and these lines say it."""


def content(folder: str, name: str, *, language: str | None = None) -> Words:
    """A text of content/ in the reader's language, or the one named; in English where it has none."""
    return _file(folder, name, language or get_language() or "en")


@cache
def _file(folder: str, name: str, language: str) -> Words:
    kept = CONTENT / folder / language / f"{name}.json"
    return dict(json.loads((kept if kept.exists() else CONTENT / folder / f"{name}.json").read_text("utf-8")))


def defaults(language: str | None = None) -> Words:
    """What a new charter begins with."""
    return content("charter", "defaults", language=language)


def in_all_languages() -> list[Words]:
    return [defaults(code) for code, _name in settings.LANGUAGES]


def first_words(language: str | None = None) -> Words:
    given = defaults(language)
    return {
        "promises": [{"id": one["id"], "words": one["words"]} for one in given["promises"]],
        **{name: list(given[name]) for name in LISTS},
        **{name: given.get(name, "") for name in TEXTS},
    }


def language_of(words: Words) -> str:
    """The language a charter is in, by what nobody edits in it."""
    codes = [code for code, _name in settings.LANGUAGES]
    return next((code for code in codes if fixed(code) == {name: words.get(name) for name in FIXED}), codes[0])


def fixed(language: str) -> Words:
    """What nobody edits."""
    return {name: list(defaults(language)[name]) for name in FIXED}


def missing(words: Words) -> list[str]:
    """What is still empty, by name. A programme cannot open before this is empty itself."""
    parts = [name for name in (*LISTS, *TEXTS) if not words.get(name)]
    kept = {one["id"]: one["words"] for one in words["promises"]}
    needed = [one["id"] for one in defaults()["promises"] if not kept.get(one["id"])]
    return needed + [name for name, said in kept.items() if BLANK in said] + parts


def digest(words: Words) -> str:
    """What a signature stands for: exactly these words."""
    return hashlib.sha256(json.dumps(words, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def promises(words: Words) -> Iterator[Words]:
    """Each promise with who holds it and how. The software holds only words it was written for."""
    given = {one["id"]: one for one in defaults()["promises"]}
    ours = {(one["id"], one["words"]) for language in in_all_languages() for one in language["promises"]}
    for one in words["promises"]:
        known = given.get(one["id"], {})
        is_ours = known.get("held_by") != "software" or (one["id"], one["words"]) in ours
        if known and is_ours:
            yield {**one, "held_by": known["held_by"], "how": known["how"], "test": known.get("test", "")}
        else:
            yield {**one, "held_by": "people", "how": "", "test": ""}


def promise(words: Words, name: str) -> Words | None:
    return next((one for one in promises(words) if one["id"] == name), None)


def changes(old: Words, new: Words) -> list[Words]:
    """What is different, part by part and word by word: each run is (kept | gone | new, its words)."""
    before, after = dict(_parts(old)), dict(_parts(new))
    names = list(dict.fromkeys([*before, *after]))
    return [
        {"name": name, "title": _title(name), "runs": compare(before.get(name, ""), after.get(name, ""))}
        for name in names
        if before.get(name, "") != after.get(name, "")
    ]


def _parts(words: Words) -> Iterator[tuple[str, str]]:
    for one in words["promises"]:
        yield one["id"], one["words"]
    for name in LISTS:
        yield name, "\n".join(words.get(name, []))
    for name in TEXTS:
        yield name, words.get(name, "")


def _title(name: str) -> Any:
    return LISTS.get(name) or TEXTS.get(name) or ""


def compare(old: str, new: str) -> list[tuple[str, str]]:
    """Word by word. Put together, what is kept and gone is the old text, what is kept and new the new one."""
    one, other = re.findall(r"\S+\s*|\s+", old), re.findall(r"\S+\s*|\s+", new)
    runs: list[tuple[str, str]] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(("kept", "".join(one[a:b])))
            continue
        gone, new = "".join(one[a:b]), "".join(other[c:d])
        space = " " if gone.endswith(" ") and new.endswith(" ") else ""
        pieces = (("gone", gone.removesuffix(space)), ("new", new.removesuffix(space)), ("kept", space))
        runs += [(kind, text) for kind, text in pieces if text]
    return runs
