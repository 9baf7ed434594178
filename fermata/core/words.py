"""What people type as a name, made fit to be shown to others."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from fermata.core.refusal import Refusal

LONGEST_NAME = 80

NO_NAME = Refusal("no_name", _("Please write a name others can call you by."))
LONG_NAME = Refusal("long_name", _("That is longer than a name can be here. Please shorten it to 80 letters."))

_BIDI = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
_MARKS_IN_A_ROW = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def clean_name(typed: str) -> str:
    """NFC, no control characters, no text-direction tricks, no towers of accents, single spaces."""
    text = unicodedata.normalize("NFC", typed[: 40 * LONGEST_NAME]).translate(_BIDI)
    text = "".join(letter if unicodedata.category(letter) not in {"Cc", "Cs", "Co", "Cn"} else " " for letter in text)
    return " ".join(_MARKS_IN_A_ROW.sub(r"\1", text).split())


def why_not_name(name: str) -> Refusal | None:
    """A name must show something, and fit on a line."""
    if not any(unicodedata.category(letter)[0] in "LNSP" for letter in name):
        return NO_NAME
    if sum(not unicodedata.combining(letter) for letter in name) > LONGEST_NAME or len(name) > 4 * LONGEST_NAME:
        return LONG_NAME
    return None
