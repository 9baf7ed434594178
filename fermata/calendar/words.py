"""Rhythms and what became of hours, in the words of whoever reads them."""

from collections.abc import Mapping

from django.template.defaultfilters import date as written
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fermata.calendar.models import OwnChoices, Rhythm
from fermata.calendar.rules.rhythm import MONTH

Words = str | Promise

EVERY: Mapping[str, Words] = {
    "": gettext_lazy("Only this once; then when either of us calls"),
    "week": gettext_lazy("Every week"),
    "two_weeks": gettext_lazy("Every other week"),
    "three_weeks": gettext_lazy("Every third week"),
    "four_weeks": gettext_lazy("Every fourth week"),
    MONTH: gettext_lazy("Every month, on the same weekday"),
}
BECAME: Mapping[str, Words] = {
    "kept": gettext_lazy("kept"),
    "moved": gettext_lazy("moved, then kept"),
    "let_go": gettext_lazy("let go"),
    "held": gettext_lazy("on hold"),
    "missed": gettext_lazy("did not happen"),
}
PLACES: tuple[Words, ...] = (
    gettext_lazy("first"),
    gettext_lazy("second"),
    gettext_lazy("third"),
    gettext_lazy("fourth"),
    gettext_lazy("last"),
)
REMINDED: Mapping[str, Words] = {
    "mail": gettext_lazy("By a letter before each meeting"),
    "digest": gettext_lazy("By one letter in the morning, for the whole day"),
    "calendar": gettext_lazy("By my own calendar: an alarm stands in its entry"),
    "off": gettext_lazy("Not at all"),
}
LEADS: Mapping[int, Words] = {
    10: gettext_lazy("ten minutes before"),
    30: gettext_lazy("half an hour before"),
    60: gettext_lazy("an hour before"),
    120: gettext_lazy("two hours before"),
    720: gettext_lazy("twelve hours before"),
    1440: gettext_lazy("a day before"),
    2880: gettext_lazy("two days before"),
}
LENGTHS: Mapping[int, Words] = {
    20: gettext_lazy("20 minutes"),
    30: gettext_lazy("30 minutes"),
    45: gettext_lazy("45 minutes"),
    60: gettext_lazy("an hour"),
    90: gettext_lazy("an hour and a half"),
    120: gettext_lazy("two hours"),
}
USUAL_LENGTH = 60


def agreed(choices: OwnChoices) -> str:
    """How an agreed hour comes into this person's own calendar, if it does. Of the others' nothing is known here."""
    if choices.gets_letters:
        return _("Agreed. You get a letter that puts it into your calendar.")
    if choices.feed:
        return _("Agreed. Your calendar feed has it.")
    return _("Agreed. It stands on this page.")


def rhythm(found: Rhythm) -> str:
    """As its own clocks show it: “Every other week on Friday at 18:00 (Europe/Berlin)”."""
    day, hour, zone = written(found.starts_on, "l"), found.at.strftime("%H:%M"), found.zone.replace("_", " ")
    if found.every == MONTH:
        place = PLACES[(found.starts_on.day - 1) // 7]
        return _("Every month on the {place} {day}, at {hour} ({zone})").format(
            place=place, day=day, hour=hour, zone=zone
        )
    return _("{every} on {day}, at {hour} ({zone})").format(every=EVERY[found.every], day=day, hour=hour, zone=zone)
