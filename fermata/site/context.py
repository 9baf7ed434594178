"""What every page's layout needs to know."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from fermata.partnerships.models import Membership
from fermata.people.models import Person
from fermata.people.rules import own_path

MOST_NAMED = 4


def house(request: HttpRequest) -> dict[str, Any]:
    """The person looking, and the partners their navigation names (asked for only where it is drawn).

    Only living partnerships: of one that has ended, nobody is told who has left.
    """
    person = getattr(request, "user", None)
    person = person if isinstance(person, Person) else None
    return {
        "person": person,
        "partners": lambda: _partners(person, here=request.path) if person else [],
        "here": _address(request),
        "languages": settings.LANGUAGES,
        "shows_outbox": not settings.SMTP_URL and settings.ON_LOOPBACK,
    }


def _address(request: HttpRequest) -> str:
    """Where to come back to when another language is chosen; without a way onward that leads elsewhere."""
    if request.method != "GET":
        return "/"
    asked = request.GET.copy()
    if not own_path(request.GET.get("next", "")):
        asked.pop("next", None)
    return request.path + (f"?{asked.urlencode()}" if asked else "")


@dataclass(frozen=True, slots=True)
class Named:
    """A partnership as the navigation calls it: by whoever else is in it."""

    partnership_id: UUID
    names: str


def _partners(person: Person, *, here: str) -> list[Named]:
    found = (
        Membership.objects.filter(partnership__memberships__person=person, partnership__goodbye=None)
        .exclude(person=person)
        .select_related("person")
        .order_by("partnership__formed_at", "pk")
    )
    return few(list(found), here=here)


def few(found: list[Membership], *, here: str) -> list[Named]:
    """All of them while they are few; of many only the one whose page this is. Home has the whole list."""
    together: dict[UUID, list[str]] = {}
    for one in found:
        together.setdefault(one.partnership_id, []).append(str(one.person))
    named = [Named(partnership, ", ".join(names)) for partnership, names in together.items()]
    return named if len(named) <= MOST_NAMED else [one for one in named if str(one.partnership_id) in here]
