"""What a person typed, made clean."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from fermata.core.forms import NameField
from fermata.people import time_zones
from fermata.people.models import Person


class AddressForm(forms.Form):
    address = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={
            "required": _("Write your e-mail address here."),
            "invalid": _("That does not look like an e-mail address. It has an @ in the middle."),
            "max_length": _("That is longer than an e-mail address can be."),
        },
    )

    def clean_address(self) -> str:
        return str(self.cleaned_data["address"]).lower()


class EmptyAgain(forms.TextInput):
    """What was typed wrongly is typed anew, so the field comes back empty."""

    def format_value(self, value: object) -> None:
        return None


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The six digits"),
        max_length=100,
        widget=EmptyAgain(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false", "dir": "ltr"}
        ),
        error_messages={"required": _("Write the six digits from the letter here.")},
    )


class ZoneSelect(forms.Select):
    """Each place with the names it also had, so that a browser that says one of them is understood."""

    def create_option(self, name: str, value: Any, *more: Any, **options: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *more, **options)
        if also := time_zones.older_names().get(str(value)):
            option["attrs"]["data-also"] = " ".join(also)
        return option


class ProfileForm(forms.Form):
    display_name = NameField(
        label=_("Your name"),
        help_text=_("What your partners call you. It may be any name you like."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Your language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=_("Your time zone"),
        help_text=_("So that times are right where you are. By region, then by the nearest large city."),
        widget=ZoneSelect,
        error_messages={"invalid_choice": _("Choose a time zone from the list, such as Europe/Ljubljana.")},
    )

    def __init__(self, typed: QueryDict | None = None, *, person: Person) -> None:
        kept = {"display_name": person.display_name, "language": person.language, "time_zone": person.time_zone}
        super().__init__(typed, initial=kept)
        self.fields["time_zone"].choices = time_zones.choices(kept=person.time_zone)  # type: ignore[attr-defined]
