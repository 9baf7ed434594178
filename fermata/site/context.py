"""What every page's layout needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from fermata.partnerships.models import Membership
from fermata.people.models import Person

MOST_NAMED = 4


def house(request: HttpRequest) -> dict[str, Any]:
    """The person looking, and the partners their navigation names (asked for only where it is drawn)."""
    person = getattr(request, "user", None)
    person = person if isinstance(person, Person) else None
    return {
        "person": person,
        "partners": lambda: _partners(person, here=request.path) if person else [],
        "shows_outbox": not settings.SMTP_URL and settings.ON_LOOPBACK,
    }


def _partners(person: Person, *, here: str) -> list[Membership]:
    found = list(
        Membership.objects.filter(
            partnership__memberships__person=person, partnership__memberships__left_at=None, left_at=None
        )
        .exclude(person=person)
        .select_related("person")
        .order_by("partnership__formed_at")
    )
    return few(found, here=here)


def few(found: list[Membership], *, here: str) -> list[Membership]:
    """All of them while they are few; of many only the one whose page this is. Home has the whole list."""
    return found if len(found) <= MOST_NAMED else [one for one in found if str(one.partnership_id) in here]
