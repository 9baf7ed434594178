"""Saying no with a reason. A rule answers None (go ahead) or a Refusal (no, because)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Refusal:
    code: str
    """Stable; tests, logs and scripts rely on it."""
    reason: "str | _StrPromise"
    """One sentence the person can act on, translated when shown."""


class Refused(Exception):
    """A rule has said no."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def stop_if(refusal: Refusal | None) -> None:
    """Raise Refused when a rule has said no."""
    if refusal is not None:
        raise Refused(refusal)
