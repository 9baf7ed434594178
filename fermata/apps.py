from importlib import import_module

from django.apps import AppConfig
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from fermata.core.deadline import within_deadline

ROOMS = ("core", "people", "vault", "partnerships", "sessions")


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
        connection_created.connect(watch_the_line, dispatch_uid="fermata.deadline")


def watch_the_line(sender: object, connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    """A file never goes silent; a line to another process may."""
    if connection.vendor == "postgresql" and within_deadline not in connection.execute_wrappers:
        connection.execute_wrappers.append(within_deadline)
