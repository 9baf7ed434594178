"""Fields that forms of several rooms have."""

from typing import Any

from django import forms

from fermata.core.words import clean_name, why_not_name


class NameField(forms.CharField):
    """A name, cleaned of what would harm other people's pages, and judged by core/words."""

    def to_python(self, value: Any) -> str:
        return clean_name(str(value or ""))

    def validate(self, value: str) -> None:
        if refusal := why_not_name(value):
            raise forms.ValidationError(str(refusal.reason), code=refusal.code)
