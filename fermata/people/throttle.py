"""How often something may be tried, counted by allauth in the database, so across all processes.

Per network and per address. On a device the person has signed in on before (devices.py) they have a count of their
own: strangers who use up the common one keep nobody out. Addresses are counted under a keyed digest.
"""

import math
import time
from typing import Any

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from fermata.core.doors import wants_json
from fermata.people import devices
from fermata.people.rules import TRIES_PER_CODE

HERE = "fermata.people"
RATES = {
    # asking for a code
    "code": "60/m/ip,600/h/ip,3/m/key,10/h/key,30/d/key",
    "code_known": "3/m/key,10/h/key,30/d/key",
    # typing a wrong one
    "wrong": "60/h/ip,10/h/key,30/d/key",
    "wrong_known": "10/h/key,30/d/key",
    # typing any, per code
    "try": f"{TRIES_PER_CODE}/30m/key",
    # a passkey cannot be guessed; this only keeps the machine calm
    "passkey": "60/m/ip",
    # nobody fetches their account file often; guessing words against it would
    "way_in": "60/h/key",
}


def count(request: HttpRequest, action: str, *, key: str = "") -> bool:
    """Count one more. False when that is one too many."""
    return bool(_consume(request, action, key=key, dry_run=False))


def seconds_to_wait(request: HttpRequest, action: str, *, key: str = "") -> int:
    """How long until one more would be let through; 0 for now."""
    if _consume(request, action, key=key, dry_run=True):
        return 0
    waits = [1.0]
    for rate in ratelimit.get_rates(app=HERE, action=action, config=RATES):
        kept = cache.get(ratelimit.get_cache_key(request, app=HERE, action=action, rate=rate, key=key), [])
        if len(kept) >= rate.amount:
            waits.append(kept[rate.amount - 1] + rate.duration - time.time())
    return math.ceil(max(waits))


def counted_as(request: HttpRequest, action: str, *, address: str) -> dict[str, str]:
    """Whose count: that of the device where it is known, else that of the address for the whole world."""
    if device := devices.known(request, address=address):
        return {"action": f"{action}_known", "key": _digest(f"{device}:{address}")}
    return {"action": action, "key": _digest(address)}


def slow_down(request: HttpRequest, *, seconds: int) -> HttpResponse:
    """The answer for whoever has to wait."""
    answer: HttpResponse
    if wants_json(request):
        answer = JsonResponse({"code": "slow_down"}, status=429)
    else:
        answer = render(request, "site/pages/slow_down.html", {"minutes": math.ceil(seconds / 60)}, status=429)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _consume(request: HttpRequest, action: str, *, key: str, dry_run: bool) -> Any:
    return ratelimit.consume(request, app=HERE, action=action, config=RATES, key=key, dry_run=dry_run, limit_get=True)


def _digest(key: str) -> str:
    return salted_hmac("fermata.people.throttle", key, algorithm="sha256").hexdigest()
