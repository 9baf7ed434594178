"""What the organisation promises: versions, the sponsor's signature, and everybody's own yes."""

from typing import ClassVar, Self

from django.db import models

from fermata.people.models import Person
from fermata.programmes.models.programme import Programme


class CharterQuerySet(models.QuerySet["Charter"]):
    def signed(self) -> Self:
        return self.filter(signature__isnull=False)


class Charter(models.Model):
    """One version of what the organisation promises. It is public to everybody invited, so it is not sealed."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="charters")
    number = models.PositiveIntegerField()
    words = models.JSONField()
    drafted_at = models.DateTimeField()

    objects = CharterQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="a_charter_once_per_number", fields=["programme", "number"])
        ]


class CharterSignature(models.Model):
    """The sponsor's yes to exactly one version. From then on its words no longer change."""

    charter = models.OneToOneField(Charter, on_delete=models.CASCADE, related_name="signature")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    signed_at = models.DateTimeField()
    in_force_at = models.DateTimeField()


class CharterYes(models.Model):
    """One person's yes to one version. Whoever says nothing to a newer one keeps the promises they have."""

    enrolment = models.ForeignKey("Enrolment", on_delete=models.CASCADE, related_name="yeses")
    charter = models.ForeignKey(Charter, on_delete=models.CASCADE, related_name="yeses")
    said_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_yes_per_version_each", fields=["enrolment", "charter"])
        ]
