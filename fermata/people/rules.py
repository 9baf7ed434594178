"""Judgements about signing in and names of things: pure; no queries, no clock, no request."""

import unicodedata
from ipaddress import ip_address

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fermata.core.refusal import Refusal

CODE_MINUTES = 10
TRIES_PER_CODE = 5
MOST_PASSKEYS = 10
LONGEST_PATH = 1000

NOT_THE_CODE = Refusal(
    "not_the_code", _("That code does not work, or no longer. Use the one in the newest letter, or ask for a new one.")
)
NOT_THE_PASSKEY = Refusal(
    "not_the_passkey", _("This passkey did not fit. Try once more, or sign in with a code by e-mail.")
)
NEEDS_A_NAME = Refusal(
    "needs_a_name",
    _("Passkeys work only where the address of the site is a name, such as localhost, and not a number."),
)
MANY_PASSKEYS = Refusal("many_passkeys", _("You have ten passkeys. Remove one you no longer use first."))
CLOSED = Refusal("account_closed", _("This account is closed. Write to whoever runs this site."))

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chromium", "Chromium"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def why_not_code(*, has_tries_left: bool, is_fresh: bool, fits: bool) -> Refusal | None:
    """A code works once, for ten minutes, within five tries. Why it did not is nobody's business."""
    return None if has_tries_left and is_fresh and fits else NOT_THE_CODE


def why_not_passkeys(*, host: str) -> Refusal | None:
    """A passkey belongs to a name; browsers refuse to make one for a number."""
    try:
        ip_address(host.removeprefix("[").partition("]")[0] if host.startswith("[") else host.partition(":")[0])
    except ValueError:
        return None
    return NEEDS_A_NAME


def why_not_add_passkey(*, passkeys: int) -> Refusal | None:
    """Ten are plenty."""
    return MANY_PASSKEYS if passkeys >= MOST_PASSKEYS else None


def digits(typed: str) -> str:
    """The digits in what was typed, whichever script's digits and whatever stands between them."""
    return "".join(str(unicodedata.decimal(letter)) for letter in typed[:100] if letter.isdecimal())


def own_path(asked: str) -> str:
    """Where to go next, if that is a page of ours; else nothing. Never another site, however it is spelled."""
    odd = any(letter == "\\" or unicodedata.category(letter).startswith(("C", "Z")) for letter in asked)
    if odd or not asked.startswith("/") or asked.startswith("//") or len(asked) > LONGEST_PATH:
        return ""
    return asked


def device(user_agent: str) -> str:
    """A browser and its system in plain words, as far as it says."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    if browser and system:
        return _now("{browser} on {system}").format(browser=browser, system=system)
    return browser or system or _now("A browser that does not say its name")
