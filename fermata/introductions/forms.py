"""What a person typed, made clean."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from fermata.core.refusal import Refusal
from fermata.core.words import clean_name
from fermata.introductions import lists
from fermata.introductions.models import Profile
from fermata.introductions.rules.apart import MONTHS_APART
from fermata.introductions.rules.audience import CHOICES, USUAL, audience_of
from fermata.introductions.rules.fit import QUALITIES
from fermata.introductions.rules.hours import SLOTS
from fermata.introductions.rules.rounds import IN_THE_PAST, TOO_LATE
from fermata.introductions.words import AUDIENCES

EITHER = [("", _("It does not matter")), ("similar", _("Similar")), ("different", _("Different"))]
LISTED = {"wanted": "topics", "offered": "topics", "languages": "languages", "mediums": "mediums"}
CHOSEN = {"rhythm": "rhythms", "season": "seasons", "work": "work"}
WRITTEN = {"wanted_words": 240, "offered_words": 240, "access_needs": 400, "team": 120}
MOST_PICKED = 12
TOO_MANY = _("Choose the twelve that matter most.")


class OwnWords(forms.CharField):
    """A line or two, cleaned of what would harm other people's pages."""

    def to_python(self, value: Any) -> str:
        return clean_words(str(value or ""))


def clean_words(typed: str) -> str:
    """As a name is cleaned, piece by piece, since words may be longer than names."""
    return " ".join(clean_name(word) for word in typed[:2000].split())


class FindingForm(forms.Form):
    """The profile for the matcher. Everything may stay empty: then the person is not sure yet, and that is fine."""

    is_apart_from_team = forms.BooleanField(required=False, label=_("Keep me apart from my own team"))
    may_be_found = forms.BooleanField(
        required=False, label=_("People of this programme may find me when they look around")
    )
    months_apart = forms.TypedChoiceField(
        coerce=int,
        label=_("After a partnership has ended, do not introduce us again"),
        choices=[
            (0, _("I do not mind")),
            (6, _("for six months")),
            (12, _("for a year")),
            (24, _("for two years")),
        ],
    )

    def __init__(self, typed: QueryDict | None = None, *, profile: Profile) -> None:
        super().__init__(typed, initial=_initial(profile))
        assert {int(value) for value, _words in self.fields["months_apart"].choices} == set(MONTHS_APART)  # type: ignore[attr-defined]  # noqa: S101
        for name, kind in LISTED.items():
            self.fields[name] = _many(lists.choices(kind))
        self.fields["hours"] = forms.MultipleChoiceField(required=False, choices=[(slot, slot) for slot in SLOTS])
        for name, kind in CHOSEN.items():
            self.fields[name] = forms.ChoiceField(required=False, choices=[("", "—"), *lists.choices(kind)])
        for quality in QUALITIES:
            self.fields[f"wish_{quality}"] = forms.ChoiceField(required=False, choices=EITHER)
        for name, longest in WRITTEN.items():
            self.fields[name] = OwnWords(required=False, max_length=longest)
        for name in USUAL:
            self.fields[f"to_{name}"] = forms.ChoiceField(choices=[(value, AUDIENCES[value]) for value in CHOICES])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in ("wanted", "offered"):
            if len(cleaned.get(name, ())) > MOST_PICKED:
                self.add_error(name, forms.ValidationError(TOO_MANY, code="too_many"))
        return cleaned

    def said(self) -> dict[str, Any]:
        """What a profile keeps of it."""
        cleaned = self.cleaned_data
        plain = (*LISTED, "hours", *CHOSEN, *WRITTEN, "is_apart_from_team", "months_apart")
        return {name: cleaned[name] for name in plain} | {
            "wishes": {quality: cleaned[f"wish_{quality}"] for quality in QUALITIES if cleaned[f"wish_{quality}"]},
            "shown_to": {name: cleaned[f"to_{name}"] for name in USUAL},
        }


def _many(choices: list[tuple[str, str]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(required=False, choices=choices)


def _initial(profile: Profile) -> dict[str, Any]:
    kept = {name: getattr(profile, name) for name in (*LISTED, "hours", *CHOSEN, *WRITTEN)}
    if profile._state.adding:  # noqa: SLF001  # the documented way to ask
        kept["languages"] = [profile.enrolment.person.language]
    kept |= {"is_apart_from_team": profile.is_apart_from_team, "months_apart": profile.months_apart}
    kept |= {f"wish_{quality}": profile.wishes.get(quality, "") for quality in QUALITIES}
    kept |= {f"to_{name}": audience_of(name, shown_to=profile.shown_to) for name in USUAL}
    return kept | {"may_be_found": profile.found_from is not None}


class AddressForm(forms.Form):
    address = forms.EmailField(
        label=_("Their e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={
            "required": _("Write their e-mail address here."),
            "invalid": _("That does not look like an e-mail address. It has an @ in the middle."),
        },
    )


class RoundForm(forms.Form):
    closes_on = forms.DateField(
        label=_("Until which day can people enter?"),
        help_text=_("Until that day is over everywhere on Earth: at noon (UTC) of the day after. It may be today."),
        validators=[MaxValueValidator(date.max - timedelta(days=1), message=TOO_LATE.reason)],
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("Write the day as year-month-day, such as 2026-12-01."),
        },
    )

    hour = forms.TimeField(
        required=False,
        label=_("Or until an hour of that day"),
        help_text=_(
            "It may stay empty. For a workshop, or to try it out, it can be a few minutes from now, as your own clock "
            "shows it; whoever has not looked in by then is not in it."
        ),
        widget=forms.TimeInput(attrs={"type": "time"}),
        error_messages={"invalid": _("Write the hour such as 14:30.")},
    )

    def closes_at(self, *, zone: tzinfo) -> datetime:
        """At that hour there; without one at noon of the day after, in UTC: then the day is over everywhere."""
        day, hour = self.cleaned_data["closes_on"], self.cleaned_data["hour"]
        if hour is not None:
            return datetime.combine(day, hour, tzinfo=zone)
        return datetime.combine(day, time(12), tzinfo=UTC) + timedelta(days=1)

    def refuse(self, refusal: Refusal) -> None:
        """Beside what was typed, which stays."""
        is_hour = refusal is IN_THE_PAST and self.cleaned_data["hour"] is not None
        self.add_error("hour" if is_hour else "closes_on", str(refusal.reason))


class SuggestionForm(forms.Form):
    one = forms.EmailField(label=_("The address of one"), max_length=254)
    other = forms.EmailField(label=_("The address of the other"), max_length=254)
