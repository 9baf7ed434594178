"""Who takes part, by their own act. Leaving erases the row: it is then as if they had never joined."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from fermata.core.ids import new_id
from fermata.people.models import Person
from fermata.programmes.models.programme import Programme


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def visible_to(self, person: Person) -> Self:
        """One's own. Nobody sees anybody else's, the organiser neither."""
        return self.filter(person=person)

    def open(self) -> Self:
        """Of programmes that are running. Whoever has left has no row."""
        return self.exclude(programme__opened_at=None).filter(programme__ended_at=None)

    def ready(self) -> Self:
        """Open, with a profile saved, and not on hold: people who may be introduced."""
        resting = Pause.objects.filter(ended_at=None).values("enrolment")
        return self.open().exclude(ready_at=None).exclude(pk__in=resting)


class Enrolment(models.Model):
    """A person takes part in a programme."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="enrolments")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="enrolments")
    joined_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_enrolment_each_per_programme", fields=["programme", "person"])
        ]


class Pause(models.Model):
    """A pause somebody takes from a programme, until they return. Nobody is told why."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="pauses")
    began_at = models.DateTimeField()
    returns_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_open_pause_per_enrolment", fields=["enrolment"], condition=Q(ended_at=None)
            )
        ]
