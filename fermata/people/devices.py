"""Devices somebody has signed in on before. There a stranger's failed tries cannot lock them out.

The device keeps a signed cookie with its own random name and, for each person who signed in on it, a keyed digest
of their address: nobody can read from it who that was. It opens nothing; it only decides whose count of tries is
used (see throttle.py). The server keeps no list.
"""

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

COOKIE = f"{'__Host-' if settings.SECURE else ''}fermata_device"
SALT = "fermata.people.device"
YEAR_SECONDS = 365 * 24 * 3600
MOST_PEOPLE = 8


def known(request: HttpRequest, *, address: str) -> str:
    """The device's name, if this address has signed in on it before; else nothing."""
    device = _read(request)
    return device["name"] if _digest(device["name"], address) in device["people"] else ""


def remember(request: HttpRequest, response: HttpResponseBase, *, address: str) -> None:
    """Let this device be known from now on for this address."""
    device = _read(request)
    digest = _digest(device["name"], address)
    others = [one for one in device["people"] if one != digest]
    kept = {"name": device["name"], "people": [digest, *others][:MOST_PEOPLE]}
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=SALT),
        max_age=YEAR_SECONDS,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponseBase) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")


def _read(request: HttpRequest) -> dict[str, Any]:
    try:
        device = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=YEAR_SECONDS)
    except signing.BadSignature:
        return {"name": secrets.token_hex(16), "people": []}
    return dict(device)


def _digest(name: str, address: str) -> str:
    return salted_hmac(SALT, f"{name}:{address}", algorithm="sha256").hexdigest()[:32]
