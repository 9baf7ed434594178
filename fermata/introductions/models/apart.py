"""Who is kept apart: each person's private list, and who has been partners."""

from typing import ClassVar, Self

from django.db import models

from fermata.core.ids import new_id
from fermata.people.models import Person


class NotWithQuerySet(models.QuerySet["NotWith"]):
    def visible_to(self, person: Person) -> Self:
        """One's own list. Nobody else's, and nobody sees whose lists they are on."""
        return self.filter(person=person)


class NotWith(models.Model):
    """Somebody a person would rather not be introduced to. No reason is asked, and none is kept.

    Of the other only a mark of their address is kept, so the list works for people who are not here yet; and what
    the list's owner recognises them by.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="not_with")
    mark = models.CharField(max_length=64, db_index=True)
    label = models.CharField(max_length=320, blank=True)
    made_at = models.DateTimeField()

    objects = NotWithQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [models.UniqueConstraint(name="somebody_once_on_a_list", fields=["person", "mark"])]


class Companion(models.Model):
    """One of two who are partners or were. Each of the two has a row, so all rows are alike."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="companions")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    parted_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="a_companion_once", fields=["person", "other"])]
