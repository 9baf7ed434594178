"""Who: a person and how they like to be addressed. No rank, no title, no password."""

from datetime import date, datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo, available_timezones

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from fermata.core.clock import now
from fermata.core.ids import new_id


def check_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("That time zone is not known. Choose one from the list, such as Europe/Ljubljana."))


class People(BaseUserManager["Person"]):
    def create_user(self, email: str, **fields: Any) -> "Person":
        person = self.model(email=self.normalize_email(email), **fields)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True, max_length=254)
    display_name = models.CharField(max_length=320, blank=True)
    language = models.CharField(max_length=12, default="en")
    time_zone = models.CharField(max_length=64, default="UTC", validators=[check_time_zone])
    usual_hours = models.JSONField(default=list)
    """Parts of a week, in their own zone (introductions/rules/hours.py); none means whenever. Said once, for all."""
    joined_at = models.DateTimeField(default=now)
    is_active = models.BooleanField(default=True)

    password = None  # type: ignore[assignment]  # there are none: sign-in is a mailed code or a passkey

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What to call them on a page, also before they have said."""
        return self.display_name or str(_("Someone without a name yet"))

    def day_at(self, moment: datetime) -> date:
        """Which day it is then, where they are."""
        return moment.astimezone(ZoneInfo(self.time_zone)).date()

    def get_session_auth_hash(self) -> str:
        """Django ties a session to the password; here there is none, and each sign-in is ended on its own."""
        return self.pk.hex

    def get_session_auth_fallback_hash(self) -> list[str]:
        return []
