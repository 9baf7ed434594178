"""What somebody typed about hours, made clean."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.forms.fields import BaseTemporalField
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from fermata.calendar import words
from fermata.calendar.entries import TITLES
from fermata.calendar.models import OwnChoices
from fermata.calendar.rules.appointments import MOST_OFFERS, PAST, TOO_FAR
from fermata.calendar.rules.local_time import moment
from fermata.core.refusal import Refusal
from fermata.introductions.rules.hours import SLOTS

NO_HOUR = _("Choose at least one hour, or name one of your own.")
WRONG_HOUR = _("Write the day and the hour, such as 2026-12-01 17:30.")
WRONG_DAY = _("Write the day as year-month-day, such as 2026-12-01.")
MOST_DAYS_AWAY = 366
YEARS = range(2001, 2200)


class ClockField(forms.DateTimeField):
    """A day and an hour as somebody's clock shows them: what they mean is for rules/local_time to say."""

    def to_python(self, value: Any) -> datetime | None:
        return None if value in self.empty_values else BaseTemporalField.to_python(self, value)


class OfferForm(forms.Form):
    """Some of the hours that suit everybody, or one's own."""

    own = ClockField(
        required=False,
        label=_("Or another hour, as my clock shows it"),
        help_text=_("The others say for themselves whether it suits them."),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "step": "300"}),
        error_messages={"invalid": WRONG_HOUR},
    )
    minutes = forms.TypedChoiceField(label=_("How long"), coerce=int, choices=list(words.LENGTHS.items()))
    every = forms.ChoiceField(label=_("How often"), required=False, choices=list(words.EVERY.items()))

    def __init__(self, typed: Mapping[str, Any] | None = None, *, hours: list[str], minutes: int) -> None:
        super().__init__(typed, initial={"minutes": minutes})
        self._hours = hours
        self.hours: list[datetime] = []

    def clean_own(self) -> datetime | None:
        """In the zone of the page, that is, of the person; a time the clocks skip is moved on (rules/local_time)."""
        own = self.cleaned_data["own"]
        if own is None:
            return None
        if own.year not in YEARS:
            raise forms.ValidationError(WRONG_HOUR, code="invalid")
        return moment(own.date(), own.time(), zone=str(get_current_timezone()))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.hours = [hour for typed in self._hours[: MOST_OFFERS + 1] if (hour := _moment(typed))]
        if cleaned.get("own"):
            self.hours.append(cleaned["own"])
        if not self.hours and not self.errors:
            self.add_error(None, forms.ValidationError(NO_HOUR, code="no_hour"))
        return cleaned

    def refuse(self, refusal: Refusal) -> None:
        """Beside what was typed, which stays."""
        is_own = refusal in {PAST, TOO_FAR} and self.cleaned_data.get("own") is not None
        self.add_error("own" if is_own else None, str(refusal.reason))


def _moment(typed: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(typed[:40])
        return found.astimezone(UTC) if found.tzinfo and found.year in YEARS else None
    except (ValueError, OverflowError):
        return None


class ChoicesForm(forms.Form):
    """My time: hours, quiet hours, what my calendar shows, how I am reminded."""

    hours = forms.MultipleChoiceField(required=False, choices=[(slot, slot) for slot in SLOTS])
    quiet_from = forms.TimeField(label=_("Quiet from"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    quiet_until = forms.TimeField(
        label=_("Quiet until"),
        help_text=_("Between the two no hour is suggested, and no reminder is sent. The same time twice: never quiet."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    reminded = forms.ChoiceField(label=_("How I am reminded"), choices=list(words.REMINDED.items()))
    lead_minutes = forms.TypedChoiceField(label=_("When"), coerce=int, choices=list(words.LEADS.items()))
    title = forms.ChoiceField(
        label=_("What my calendar calls it"),
        help_text=_("Whoever looks at your calendar reads this, and no more."),
        choices=list(TITLES.items()),
    )
    gets_letters = forms.BooleanField(required=False, label=_("Send me letters that put hours into my calendar"))

    def __init__(self, typed: Mapping[str, Any] | None = None, *, hours: list[str], choices: OwnChoices) -> None:
        names = ("quiet_from", "quiet_until", "reminded", "lead_minutes", "title", "gets_letters")
        super().__init__(typed, initial={"hours": hours} | {name: getattr(choices, name) for name in names})

    def chosen(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "hours"}


class AwayForm(forms.Form):
    first_on = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}), error_messages={"invalid": WRONG_DAY}
    )
    last_on = forms.DateField(
        label=_("Until the end of"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": WRONG_DAY},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_on"), cleaned.get("last_on")
        if isinstance(first, date) and isinstance(last, date) and not 0 <= (last - first).days <= MOST_DAYS_AWAY:
            self.add_error("last_on", forms.ValidationError(_("Choose a last day within a year after the first.")))
        return cleaned


class CalendarForm(forms.Form):
    file = forms.FileField(
        required=False,
        label=_("A calendar file"),
        help_text=_("Its name ends in .ics; up to 2 MB. It is read once, for the next four months."),
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,text/calendar"}),
    )
    address = forms.CharField(
        required=False,
        label=_("Or the secret address of a calendar"),
        help_text=_("It begins with https:// or webcal://. It is asked every three hours."),
        max_length=1000,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "url", "dir": "ltr"}),
    )
