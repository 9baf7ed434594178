"""Where to go on after a no: the page it was said on, or the nearest one above. Pages send no referrer."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve

BEGINNING = "/"


def way_back(request: HttpRequest) -> str:
    """A path of ours that can be looked at; not the one whose look was refused."""
    paths = _upwards(request.path)
    if request.method in {"GET", "HEAD"}:
        next(paths)
    return next((path for path in paths if _is_page(path)), BEGINNING)


def _upwards(path: str) -> Iterator[str]:
    parts = [part for part in path.split("/") if part]
    for length in range(len(parts), 0, -1):
        yield "/" + "/".join(parts[:length]) + "/"
    yield BEGINNING


def _is_page(path: str) -> bool:
    try:
        return _can_be_looked_at(resolve(path).func)
    except Resolver404:
        return False


def _can_be_looked_at(view: Callable[..., Any]) -> bool:
    """What a view takes is known to its decorator alone (django.views.decorators.http), which keeps it to itself."""
    layer: Any = view
    while layer is not None:
        if methods := inspect.getclosurevars(layer).nonlocals.get("request_method_list"):
            return "GET" in methods
        layer = getattr(layer, "__wrapped__", None)
    return True
