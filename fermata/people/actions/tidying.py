"""Forgetting what has lapsed: the worker asks for it every hour."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection


def tidy(*, now: datetime) -> None:
    """Sessions that are over, the sign-ins they belonged to, and counts of tries that no longer count."""
    Session.objects.filter(expire_date__lte=now).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    counts = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    with connection.cursor() as cursor:
        lapsed = connection.ops.adapt_datetimefield_value(now)
        cursor.execute(f"DELETE FROM {counts} WHERE expires < %s", [lapsed])  # noqa: S608  # a name of our own
