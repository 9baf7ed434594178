"""Codes and ids, made into sentences in the language of whoever reads them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fermata.introductions import lists
from fermata.introductions.rules.audience import Audience
from fermata.introductions.rules.hours import SLOTS

DAYS = {
    "mon": gettext_lazy("Monday"),
    "tue": gettext_lazy("Tuesday"),
    "wed": gettext_lazy("Wednesday"),
    "thu": gettext_lazy("Thursday"),
    "fri": gettext_lazy("Friday"),
    "sat": gettext_lazy("Saturday"),
    "sun": gettext_lazy("Sunday"),
}
PARTS = {
    "morning": gettext_lazy("morning"),
    "noon": gettext_lazy("noon"),
    "afternoon": gettext_lazy("afternoon"),
    "evening": gettext_lazy("evening"),
}
ON_DAYS = (
    gettext_lazy("on Mondays"),
    gettext_lazy("on Tuesdays"),
    gettext_lazy("on Wednesdays"),
    gettext_lazy("on Thursdays"),
    gettext_lazy("on Fridays"),
    gettext_lazy("on Saturdays"),
    gettext_lazy("on Sundays"),
)
AUDIENCES = {
    Audience.NOBODY: gettext_lazy("Read by the matcher; shown to nobody"),
    Audience.CONSIDERED: gettext_lazy("Read by the matcher; shown to people I consider"),
    Audience.PROGRAMME: gettext_lazy("Read by the matcher; shown to the programme"),
    Audience.PARTNER: gettext_lazy("Not read by the matcher; shown when both have said yes"),
}
LABELS = {
    "wanted": gettext_lazy("Would like to think about"),
    "wanted_words": gettext_lazy("Would like to think about, in their own words"),
    "offered": gettext_lazy("Can offer attention to"),
    "offered_words": gettext_lazy("Can offer attention to, in their own words"),
    "languages": gettext_lazy("Speaks"),
    "hours": gettext_lazy("Usual hours"),
    "rhythm": gettext_lazy("Rhythm"),
    "mediums": gettext_lazy("Likes to talk"),
    "season": gettext_lazy("Season"),
    "work": gettext_lazy("Work"),
    "wishes": gettext_lazy("Hopes for somebody"),
    "access_needs": gettext_lazy("What helps them take part"),
}
WISHES = {
    "similar_season": gettext_lazy("in a similar season"),
    "different_season": gettext_lazy("in a different season"),
    "similar_work": gettext_lazy("with similar work"),
    "different_work": gettext_lazy("with different work"),
}
REASONS = {
    "similar_season": gettext_lazy("A similar season, as you wished"),
    "different_season": gettext_lazy("A different season, as you wished"),
    "similar_work": gettext_lazy("Similar work, as you wished"),
    "different_work": gettext_lazy("Different work, as you wished"),
}
TRADE_OFFS = {
    "no_topic": gettext_lazy("You have no topic in common yet; you would find one."),
    "other_rhythm": gettext_lazy("You like a different rhythm; you would have to find one."),
    "not_similar_season": gettext_lazy("A different season, though you wished for a similar one."),
    "not_different_season": gettext_lazy("A similar season, though you wished for a different one."),
    "not_similar_work": gettext_lazy("Different work, though you wished for similar."),
    "not_different_work": gettext_lazy("Similar work, though you wished for different."),
    "nothing_known": gettext_lazy("Nothing that either of you shows speaks against it."),
}


def joined(words: Sequence[str]) -> str:
    """A list as one says it."""
    if len(words) < 2:
        return "".join(words)
    return _("{some} and {last}").format(some=", ".join(words[:-1]), last=words[-1])


def reason(code: Mapping[str, Any]) -> str:
    kind = code["code"]
    if kind in REASONS:
        return str(REASONS[kind])
    if kind == "hours":
        return _hours(code)
    if kind == "rhythm":
        return _("The same rhythm: {rhythm}").format(rhythm=lists.words("rhythms", code["rhythm"]))
    topics = joined([lists.words("topics", topic) for topic in code["topics"]])
    sentences = {
        "both_want": _("You both want to think about: {topics}"),
        "they_offer": _("They offer what you look for: {topics}"),
        "you_offer": _("You offer what they look for: {topics}"),
    }
    return sentences[kind].format(topics=topics)


def _hours(code: Mapping[str, Any]) -> str:
    count = code["count"]
    said = ngettext("{count} shared hour a week, {day}", "{count} shared hours a week, most of them {day}", count)
    return said.format(count=count, day=ON_DAYS[code["day"]])


def trade_off(code: Mapping[str, Any]) -> str:
    if code["code"] == "few_hours":
        words = ngettext("Only {count} shared hour a week.", "Only {count} shared hours a week.", code["count"])
        return words.format(count=code["count"])
    return str(TRADE_OFFS[code["code"]])


def facts(shown: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is shown of somebody, as pairs of a term and its words."""
    return [(str(label), _words(name, shown[name], shown)) for name, label in LABELS.items() if shown.get(name)]


def _words(name: str, value: Any, shown: Mapping[str, Any]) -> str:
    many = {"wanted": "topics", "offered": "topics", "languages": "languages", "mediums": "mediums"}
    one = {"rhythm": "rhythms", "season": "seasons", "work": "work"}
    if name in many:
        return ", ".join(lists.words(many[name], each) for each in value)
    if name in one:
        return lists.words(one[name], value)
    if name == "hours":
        return _("{hours} ({zone})").format(hours=_slots(value), zone=shown.get("zone", "").replace("_", " "))
    if name == "wishes":
        wishes = [WISHES.get(f"{wish}_{quality}", "") for quality, wish in value.items()]
        return joined([str(wish) for wish in wishes if wish])
    return str(value)


def _slots(slots: Sequence[str]) -> str:
    """Day by day, in the order of the week."""
    days: dict[str, list[str]] = {}
    for slot in sorted(slots, key=SLOTS.index):
        day, _dash, part = slot.partition("-")
        days.setdefault(day, []).append(str(PARTS[part]))
    return "; ".join(f"{DAYS[day]} {joined(parts)}" for day, parts in days.items())


def week(ticked: Collection[str] | None) -> list[dict[str, Any]]:
    """The usual hours to tick, day by day."""
    return [
        {
            "name": name,
            "parts": [
                {"slot": f"{day}-{part}", "words": words, "is_ticked": f"{day}-{part}" in (ticked or ())}
                for part, words in PARTS.items()
            ],
        }
        for day, name in DAYS.items()
    ]
