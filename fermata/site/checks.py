"""Checked whenever Django starts: every address says who may knock."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import Error, register
from django.urls import get_resolver


@register()
def every_view_has_a_door(app_configs: Sequence[Any] | None, **options: Any) -> list[Error]:
    return [
        Error(f"{pattern.pattern} does not declare who may knock (core/doors).", id="fermata.E001")
        for pattern in get_resolver().url_patterns
        if not hasattr(pattern.callback, "door")
    ]
