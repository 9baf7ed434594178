"""The letters of this room. They hold nothing but what their reader needs to go on."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from fermata.people.rules import CODE_MINUTES


def send_code(*, to: str, code: str) -> None:
    """The code for signing in. It is not in the subject, which shows on locked screens."""
    body = _(
        "Your code for Fermata:\n\n"
        "{code}\n\n"
        "It works once, for {minutes} minutes, in the browser where you asked for it ({site}).\n\n"
        "If it was not you who asked, you need do nothing. Give the code to nobody; we never ask for it."
    ).format(code=code, minutes=CODE_MINUTES, site=settings.URL)
    EmailMessage(_("Your code for Fermata"), body, to=[to]).send()
