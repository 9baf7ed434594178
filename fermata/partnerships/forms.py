"""What people type about holds and silence."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fermata.partnerships.actions.quiet import LEAST_DAYS, MOST_DAYS


class HoldForm(forms.Form):
    back_on = forms.DateField(
        label=_("Back on"),
        help_text=_("A day, or nothing. It reminds nobody of anything; all of you see it."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class QuietForm(forms.Form):
    days = forms.IntegerField(
        label=_("If I go quiet for so many days"),
        help_text=_(
            "Then whoever you work with reads that you are not reachable at present. Never that you owe an answer."
        ),
        min_value=LEAST_DAYS,
        max_value=MOST_DAYS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
