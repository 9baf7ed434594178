"""Judgements about programmes: pure; no queries, no clock, no request."""

from collections.abc import Mapping


def everybody_above(start: str, *, above: Mapping[str, set[str]]) -> set[str]:
    """All who decide over somebody, at any distance. Rings and lines to oneself do no harm."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for manager in above.get(waiting.pop(), ()):
            if manager not in found:
                found.add(manager)
                waiting.append(manager)
    return found
