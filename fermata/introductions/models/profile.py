"""What somebody says of themselves in one programme, and how far each part of it goes."""

import secrets
from typing import ClassVar
from uuid import uuid4

from django.db import models

from fermata.people.models import Person
from fermata.programmes.models import Enrolment


def draw_place() -> int:
    """A place in the row of all who can be found, drawn by lot: it says nothing about when somebody came."""
    return secrets.randbits(62)


class ProfileQuerySet(models.QuerySet["Profile"]):
    def of(self, person: Person) -> "ProfileQuerySet":
        """One's own, in every programme."""
        return self.filter(enrolment__person=person)


class Profile(models.Model):
    """Read by the matcher; shown to others only as far as `shown_to` says, field by field.

    Words of one's own are not sealed: whoever runs the site can read them, and the form says so.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="profile")
    place = models.BigIntegerField(default=draw_place)
    wanted = models.JSONField(default=list)
    offered = models.JSONField(default=list)
    wanted_words = models.CharField(max_length=240, blank=True)
    offered_words = models.CharField(max_length=240, blank=True)
    languages = models.JSONField(default=list)
    rhythm = models.CharField(max_length=16, blank=True)
    mediums = models.JSONField(default=list)
    season = models.CharField(max_length=24, blank=True)
    work = models.CharField(max_length=24, blank=True)
    wishes = models.JSONField(default=dict)
    access_needs = models.CharField(max_length=400, blank=True)
    team = models.CharField(max_length=120, blank=True)
    is_apart_from_team = models.BooleanField(default=False)
    months_apart = models.PositiveSmallIntegerField(default=0)
    """So long after a partnership has ended the two are not introduced again."""
    shown_to = models.JSONField(default=dict)
    found_from = models.DateTimeField(null=True)
    """Since when those who look around may find this person; empty while they may not."""
    changed_at = models.DateTimeField()

    objects = ProfileQuerySet.as_manager()

    @property
    def hours(self) -> list[str]:
        """One's usual hours: the same in every programme, and where people look for an hour to meet."""
        hours: list[str] = self.enrolment.person.usual_hours
        return hours

    class Meta:
        indexes: ClassVar = [
            models.Index(name="profiles_one_can_find", fields=["place"], condition=~models.Q(found_from=None))
        ]
