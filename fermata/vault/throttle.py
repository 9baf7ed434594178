"""Nobody needs their account file often. Guessing words against it would."""

from django.core.cache import cache
from django.http import HttpResponse, JsonResponse

from fermata.people.models import Person

PER_HOUR = 60


def slow_down(person: Person) -> HttpResponse | None:
    """None, or the answer for somebody who fetches account files too often."""
    counter = f"vault.way_in.{person.pk}"
    cache.add(counter, 0, timeout=3600)
    if cache.incr(counter) <= PER_HOUR:
        return None
    answer = JsonResponse({"code": "slow_down"}, status=429)
    answer.headers["Retry-After"] = "600"
    return answer
