"""What every page's layout needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from fermata.partnerships.models import Membership
from fermata.people.models import Person


def house(request: HttpRequest) -> dict[str, Any]:
    """The person looking, and the partners their navigation names (asked for only where it is drawn)."""
    person = getattr(request, "user", None)
    person = person if isinstance(person, Person) else None
    return {
        "person": person,
        "partners": lambda: _partners(person) if person else [],
        "shows_outbox": not settings.SMTP_URL and settings.ON_LOOPBACK,
    }


def _partners(person: Person) -> list[Membership]:
    return list(
        Membership.objects.filter(
            partnership__memberships__person=person, partnership__memberships__left_at=None, left_at=None
        )
        .exclude(person=person)
        .select_related("person")
        .order_by("partnership__formed_at")[:6]
    )
