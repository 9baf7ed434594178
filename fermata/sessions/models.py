"""When people meet. What they do in the room is sealed; the server keeps the newest state and its own clock."""

from typing import ClassVar, Self

from django.db import models

from fermata.calendar.models import Appointment
from fermata.core.ids import new_id
from fermata.partnerships.models import Partnership
from fermata.people.models import Person


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, person: Person) -> Self:
        """Meetings of partnerships this person is in. Every lookup starts here, so the rest are 404."""
        return self.filter(partnership__memberships__person=person, partnership__memberships__left_at=None)


class Meeting(models.Model):
    """A conversation of a partnership. Its sealed state is the LiveState of the same id."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="meetings")
    appointment = models.ForeignKey(Appointment, on_delete=models.SET_NULL, null=True, related_name="meetings")
    """The agreed hour it was opened for; none when they just met."""
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-opened_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_open_meeting_per_partnership", fields=["partnership"], condition=models.Q(ended_at=None)
            )
        ]
