from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.core.signals import request_finished, request_started

from fermata.core import deadline

ROOMS = ("core", "people", "vault", "programmes", "introductions", "partnerships", "calendar", "sessions")


class FermataConfig(AppConfig):
    name = "fermata"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Every room says what it does when a lower room announces something, and what it keeps about people."""
        for part in [f"fermata.{room}.{file}" for room in ROOMS for file in ("handlers", "data_map")]:
            try:
                import_module(part)
            except ModuleNotFoundError as missing:
                if missing.name != part:
                    raise
        import_module("fermata.site.checks")
        request_started.connect(begin_visit, dispatch_uid="fermata.begin_visit")
        request_finished.connect(end_visit, dispatch_uid="fermata.end_visit")


def begin_visit(sender: object, environ: dict[str, Any] | None = None, **kwargs: object) -> None:
    """A visit may wait for the database so long, counted from when it came to the door (site/asgi)."""
    scope = (environ or {}).get("asgi.scope") or {}
    deadline.begin(at=scope.get("arrived_at"))


def end_visit(sender: object, **kwargs: object) -> None:
    deadline.end()
