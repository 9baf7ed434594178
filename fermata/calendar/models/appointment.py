"""An hour offered, an hour agreed, a rhythm; and each member's own entry of it."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models

from fermata.core.ids import new_id
from fermata.partnerships.models import Partnership
from fermata.people.models import Person


class Rhythm(models.Model):
    """Every so often, as the clocks show it in one zone. Moments are worked out from it, and never kept instead."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="rhythms")
    every = models.CharField(max_length=12)
    starts_on = models.DateField()
    at = models.TimeField()
    zone = models.CharField(max_length=64)
    minutes = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_rhythm_per_partnership", fields=["partnership"], condition=models.Q(ended_at=None)
            )
        ]


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def visible_to(self, person: Person) -> Self:
        """Those of partnerships this person is in. Every lookup starts here, so the rest are 404."""
        return self.filter(partnership__memberships__person=person, partnership__memberships__left_at=None)

    def to_come(self, *, now: datetime) -> Self:
        """Agreed, not let go, and not begun; the soonest first."""
        return self.filter(let_go_at=None, met_at=None, starts_at__gt=now).order_by("starts_at")


class Appointment(models.Model):
    """An hour all have said yes to. What it is about, and where, is sealed (an item with its number)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="appointments")
    rhythm = models.ForeignKey(Rhythm, on_delete=models.CASCADE, null=True, related_name="appointments")
    number = models.PositiveIntegerField(null=True)
    """Which occurrence of its rhythm: so that no jump of a clock makes it twice."""
    starts_at = models.DateTimeField()
    zone = models.CharField(max_length=64)
    minutes = models.PositiveSmallIntegerField()
    changes = models.PositiveIntegerField(default=0)
    agreed_at = models.DateTimeField()
    moved_at = models.DateTimeField(null=True)
    let_go_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    """When they came into the room for it; which may be a little before its hour, or after."""
    missed_at = models.DateTimeField(null=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-starts_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="an_occurrence_happens_once", fields=["rhythm", "number"]),
        ]
        indexes: ClassVar = [models.Index(name="appointments_by_hour", fields=["partnership", "starts_at"])]

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    def is_to_come(self, *, after: datetime) -> bool:
        return {self.let_go_at, self.met_at, self.missed_at} == {None} and self.starts_at > after

    def has_begun(self, *, now: datetime) -> bool:
        """By the clock, or because they are in the room already."""
        return self.met_at is not None or self.starts_at <= now


class CalendarEntry(models.Model):
    """One member's own entry of an appointment: what their calendar was sent, and when they are reminded."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="entries")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="calendar_entries")
    sent = models.PositiveIntegerField(null=True)
    """The number of changes the newest letter to their calendar knew of."""
    remind_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_calendar_entry_each", fields=["appointment", "person"]),
        ]
        indexes: ClassVar = [
            models.Index(
                name="reminders_to_come",
                fields=["remind_at"],
                condition=models.Q(reminded_at=None) & ~models.Q(remind_at=None),
            )
        ]


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(partnership__memberships__person=person, partnership__memberships__left_at=None)


class Offer(models.Model):
    """An hour somebody could. When all have said yes it is agreed, and the offers beside it are gone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="offers")
    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, null=True, related_name="offers")
    """Which appointment it would move, if any."""
    starts_at = models.DateTimeField()
    zone = models.CharField(max_length=64)
    minutes = models.PositiveSmallIntegerField()
    every = models.CharField(max_length=12, blank=True)
    made_at = models.DateTimeField()

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["starts_at"]


class OfferYes(models.Model):
    """One member could. Who offers says yes by it; who does not, says nothing at all."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="yeses")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="one_yes_each_per_offer", fields=["offer", "person"])]
