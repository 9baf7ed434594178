"""What a person typed, made clean."""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fermata.core.forms import NameField
from fermata.programmes import charter_words
from fermata.programmes.charter_words import Words
from fermata.programmes.models import LedgerEntry, Programme, Role

LONGEST_TEXT = 4000
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class WordsField(forms.CharField):
    """A few plain paragraphs: NFC, no control characters, no text-direction tricks."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        box = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
        super().__init__(max_length=LONGEST_TEXT, widget=box, **options)

    def to_python(self, value: Any) -> str:
        lines = unicodedata.normalize("NFC", str(value or "")).replace("\r\n", "\n").split("\n")
        kept = ("".join(letter for letter in line if _is_shown(letter)).strip() for line in lines)
        return "\n".join(kept).strip()


def _is_shown(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Cc", "Cs", "Co", "Cn"} and letter not in "\u202a\u202b\u202d\u202e"


class DayField(forms.DateField):
    def __init__(self, **options: Any) -> None:
        said = {"invalid": _("Write the day as year, month, day, such as 2027-03-01.")}
        super().__init__(required=False, widget=DAY, error_messages=said, **options)


class ProgrammeForm(forms.Form):
    name = NameField(label=_("What it is called"), widget=forms.TextInput(attrs={"dir": "auto"}))
    starts_on = DayField(label=_("First day"), help_text=_("It may stay empty."))
    ends_on = DayField(
        label=_("Last day"),
        help_text=_("When it is over, everything organisers can see ends by itself. Partnerships go on."),
    )

    @classmethod
    def showing(cls, programme: Programme) -> "ProgrammeForm":
        kept = {"name": programme.name, "starts_on": programme.starts_on, "ends_on": programme.ends_on}
        return cls(initial=kept)


class BesideForm(forms.Form):
    name = NameField(label=_("What it is called"), widget=forms.TextInput(attrs={"dir": "auto"}))


HELD_BY: dict[str, Any] = {
    "software": _("%(promise)s, held by the software while its words stay"),
    "people": _("%(promise)s, held by people"),
    "nobody": _("%(promise)s, cannot be guaranteed"),
}


class CharterForm(forms.Form):
    """Every promise and every part, each in a box of its own. A list has one entry on each line."""

    def __init__(self, typed: Any = None, *, words: Words) -> None:
        super().__init__(typed)
        kept = {one["id"]: one["words"] for one in words["promises"]}
        for one in charter_words.defaults()["promises"]:
            name, label = one["id"], HELD_BY[one["held_by"]] % {"promise": one["id"]}
            self.fields[name] = WordsField(label=label, initial=kept.get(name, ""), required=False, rows=2)
        for number, name in enumerate(charter_words.OWN, 1):
            own: Any = _("A promise of your own (%(number)s)") % {"number": number}
            self.fields[name] = WordsField(label=own, initial=kept.get(name, ""), required=False, rows=2)
        for name, title in charter_words.LISTS.items():
            if name not in charter_words.FIXED:
                lines = "\n".join(words.get(name, []))
                hint: Any = _("One on each line.")
                self.fields[name] = WordsField(label=title, initial=lines, required=False, help_text=hint)
        hints = charter_words.defaults()["hints"]
        for name, title in charter_words.TEXTS.items():
            hint = hints.get(name, "")
            self.fields[name] = WordsField(label=title, initial=words.get(name, ""), required=False, help_text=hint)

    def words(self) -> Words:
        given = self.cleaned_data
        names = [one["id"] for one in charter_words.defaults()["promises"]]
        own = [name for name in charter_words.OWN if given[name]]
        lists = {name: given[name].split("\n") if given[name] else [] for name in charter_words.LISTS if name in given}
        return {
            "promises": [{"id": name, "words": given[name]} for name in [*names, *own]],
            **{name: [line for line in lines if line] for name, lines in lists.items()},
            **{name: given[name] for name in charter_words.TEXTS},
        }


class LedgerForm(forms.Form):
    standing = forms.ChoiceField(label=_("How it stands"), choices=LedgerEntry.Standing.choices)
    words = WordsField(
        label=_("What shows it"),
        help_text=_("Everybody who takes part can read this, and nobody can erase it."),
        error_messages={"required": _("Say in a sentence what shows it.")},
    )


class PastedForm(forms.Form):
    pasted = forms.CharField(
        label=_("Paste addresses"),
        help_text=_("One on each line, or with commas between them; with or without names."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocapitalize": "none", "dir": "ltr"}),
    )
    file = forms.FileField(
        label=_("Or choose a file"),
        help_text=_("CSV, from any spreadsheet. Only the column with addresses is read."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
        allow_empty_file=True,
    )


class LinesForm(forms.Form):
    file = forms.FileField(
        label=_("A file with two columns"),
        help_text=_("CSV: “email”, and “manager” with the address of whoever they report to."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file first.")},
    )


class OfferForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Which role"),
        choices=Role.Kind.choices,
        error_messages={"required": _("Choose a role first."), "invalid_choice": _("Choose a role first.")},
    )


class HoldForm(forms.Form):
    returns_on = DayField(label=_("Back on"), help_text=_("It may stay empty. You can come back sooner."))
