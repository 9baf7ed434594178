"""Fields that forms of several rooms have; and in every form, who sent something wrong goes on where it is wrong."""

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates

from fermata.core.words import clean_name, why_not_name


class NameField(forms.CharField):
    """A name, cleaned of what would harm other people's pages, and judged by core/words."""

    def to_python(self, value: Any) -> str:
        return clean_name(str(value or ""))

    def validate(self, value: str) -> None:
        if refusal := why_not_name(value):
            raise forms.ValidationError(str(refusal.reason), code=refusal.code)


class FocusedField(forms.BoundField):
    """The first field with something wrong has the keyboard when the page comes, and is read out with what is wrong.

    Where the whole of a form is wrong, its sentences have it (site/parts/form_wrong.html).
    """

    def build_widget_attrs(self, attrs: Any, widget: forms.Widget | None = None) -> Any:
        built = super().build_widget_attrs(attrs, widget)
        return built | {"autofocus": True} if self._is_first_wrong() else built

    def _is_first_wrong(self) -> bool:
        if not self.errors or self.form.non_field_errors():
            return False
        wrong = [name for name in self.form.errors if not self.form[name].use_fieldset]
        return bool(wrong) and min(wrong, key=list(self.form.fields).index) == self.name


class Renderer(DjangoTemplates):
    bound_field_class = FocusedField
