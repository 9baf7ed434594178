"""The letters of this room."""

from fermata.core.letters import something_new
from fermata.partnerships.models import Partnership


def tell_all(partnership: Partnership) -> None:
    """To each member, the same: that there is something new, and no more."""
    for membership in partnership.memberships.filter(left_at=None).select_related("person"):
        something_new(to=membership.person.email, language=membership.person.language)
