"""The curated lists of content/topics: what people choose from, and the words for it."""

import json
from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fermata.core.places import ROOT
from fermata.introductions.rules.fit import OWN

KINDS = ("topics", "work", "seasons", "rhythms", "mediums", "languages")


@cache
def _file(language: str) -> dict[str, dict[str, str]]:
    folder = ROOT / "content" / "topics"
    path = folder / f"{language}.json"
    found = json.loads((path if path.exists() else folder / "en.json").read_text(encoding="utf-8"))
    return {kind: {row["id"]: row["words"] for row in found[kind]} for kind in KINDS}


def choices(kind: str) -> list[tuple[str, str]]:
    """Ids and words of one list, in its order."""
    return list(_file(get_language() or "en")[kind].items())


def words(kind: str, name: str) -> str:
    """What to call it: own words in quotation marks. An id that is no longer in the list is said as it is."""
    if name.startswith(OWN):
        return _("“{words}”").format(words=name.removeprefix(OWN))
    return _file(get_language() or "en")[kind].get(name, name)


def plain(topic: str) -> str:
    """A topic as the matcher compares it: the same words whoever reads, of the list or somebody's own."""
    return topic.removeprefix(OWN) if topic.startswith(OWN) else _file("en")["topics"].get(topic, topic)


def order(kind: str) -> tuple[str, ...]:
    """The ids of one list, in an order that is the same in every language."""
    return tuple(_file("en")[kind])
