"""What is kept of an address where only sameness matters, and the links that carry an id nobody can make up."""

import hmac
from functools import cache

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.crypto import salted_hmac


def address_mark(address: str) -> str:
    """The same for the same address, and read back by nobody without this installation's secret."""
    return hmac.digest(_key(settings.SECRET_KEY), address.strip().lower().encode(), "sha256").hex()


@cache
def _key(secret: str) -> bytes:
    return salted_hmac("fermata.programmes.address", "key", secret=secret, algorithm="sha256").digest()


def token_of(kind: str, name: str) -> str:
    """What a link carries. It is computed, so that the database holds nothing one could use."""
    return _signer(kind).sign(name)


def name_in(kind: str, token: str) -> str | None:
    """What a link names, or None when it is not one of ours."""
    try:
        return _signer(kind).unsign(token)
    except BadSignature:
        return None


@cache
def _signer(kind: str) -> Signer:
    return Signer(salt=f"fermata.programmes.{kind}", sep="~")
