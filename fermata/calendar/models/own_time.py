"""Each one's own time: quiet hours, days away, when their calendar is taken, and how they like to be told."""

from datetime import datetime, time
from typing import ClassVar, Self

from django.db import models

from fermata.people.models import Person


class OwnChoices(models.Model):
    """How somebody likes it. Who never chose has the first of everything."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="time_choices")
    quiet_from = models.TimeField(default=time(21))
    quiet_until = models.TimeField(default=time(8))
    title = models.CharField(max_length=12, default="session")
    gets_letters = models.BooleanField(default=True)
    reminded = models.CharField(max_length=12, default="mail")
    lead_minutes = models.PositiveSmallIntegerField(default=60)
    feed = models.CharField(max_length=64, unique=True, null=True)  # null, since only digests are unique
    """The digest of the secret address of their calendar feed. The address itself is nowhere here."""
    feed_made_at = models.DateTimeField(null=True)


class Away(models.Model):
    """Days on which somebody does not meet. Nobody else sees them."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="days_away")
    first_on = models.DateField()
    last_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["first_on"]


class BusyCalendarQuerySet(models.QuerySet["BusyCalendar"]):
    def due(self, *, now: datetime) -> Self:
        """Those with an address to be asked again."""
        return self.exclude(address="").filter(due_at__lte=now).order_by("due_at")


class BusyCalendar(models.Model):
    """When one of somebody's calendars is taken: start and end, and never a word of what it is."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="busy_calendars")
    address = models.CharField(max_length=1000, blank=True)
    """Where the worker asks for it; empty for a file that was read once."""
    busy = models.BinaryField(default=b"")
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=24, blank=True)
    """The code of what was wrong when it was last asked for; empty when all was well."""

    objects = BusyCalendarQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["made_at"]
        indexes: ClassVar = [models.Index(name="calendars_to_ask", fields=["due_at"])]
