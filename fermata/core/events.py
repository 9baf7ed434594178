"""Down by import, up by event: a room announces, the rooms above it listen, all in one transaction.

The topmost room hears first, since its rows stand on those of the rooms below.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

E = TypeVar("E")

_listeners: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def on(event: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Call the decorated function whenever such an event is announced."""

    def listen(handler: Callable[[E], None]) -> Callable[[E], None]:
        _listeners[event].insert(0, handler)
        return handler

    return listen


def announce(event: object) -> None:
    """Tell every listener, now, inside the transaction of whoever announces."""
    for handler in _listeners[type(event)]:
        handler(event)
