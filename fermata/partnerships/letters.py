"""The letters of this room. They say that there is something new, and nothing else: no name, no word of what."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from fermata.partnerships.models import Partnership


def something_new(partnership: Partnership) -> None:
    """To each member, the same."""
    for membership in partnership.memberships.filter(left_at=None).select_related("person"):
        with translation.override(membership.person.language):
            body = _("There is something new in Fermata:\n\n{site}\n\nIt can wait until you have a moment.").format(
                site=settings.URL
            )
            EmailMessage(_("There is something new in Fermata"), body, to=[membership.person.email]).send()
