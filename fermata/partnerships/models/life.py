"""The life of a partnership, as rows: where it came to and when, its holds, and what each said unseen."""

from typing import ClassVar, Self

from django.db import models

from fermata.partnerships.models.partnership import Partnership
from fermata.people.models import Person


class Passage(models.Model):
    """The partnership came to a phase. The newest row is where it stands; who brought it there is not kept."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="passages")
    number = models.PositiveIntegerField()
    phase = models.CharField(max_length=12)
    event = models.CharField(max_length=16)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    """When time moves it on, if nobody does before."""
    times_met = models.PositiveIntegerField()
    """How often they had met by then."""

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="a_passage_once_per_number", fields=["partnership", "number"])
        ]


class Hold(models.Model):
    """A rest any member may call. Nobody asks why, and who called it is not kept."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="holds")
    began_at = models.DateTimeField()
    back_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-began_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_open_hold_per_partnership", fields=["partnership"], condition=models.Q(ended_at=None)
            )
        ]


class AnswerQuerySet(models.QuerySet["Answer"]):
    def visible_to(self, person: Person) -> Self:
        """Only one's own. That somebody has answered is shown to nobody either."""
        return self.filter(person=person)


class Answer(models.Model):
    """What one member said to the question of a phase, unseen by the others. Erased when the phase has passed."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    word = models.CharField(max_length=12)
    at = models.DateTimeField()

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_answer_each_per_partnership", fields=["partnership", "person"])
        ]


class Quiet(models.Model):
    """After how many days of silence partners may be told that this person is not reachable at present."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="quiet")
    days = models.PositiveSmallIntegerField()
