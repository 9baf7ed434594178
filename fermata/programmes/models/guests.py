"""Who was asked to look at a programme. What became of it is not written anywhere but in an enrolment."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fermata.core.ids import new_id
from fermata.programmes.models.marks import name_in, token_of
from fermata.programmes.models.programme import Programme


class GuestList(models.Model):
    """Addresses an organiser has given: read at once, and written to only after a second click."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="guest_lists")
    addresses = models.BinaryField()
    """One on each line, packed (zlib). Empty once every letter is written."""
    new = models.PositiveIntegerField()
    """How many of them had not been invited before."""
    read_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    written_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_list_at_a_time_per_programme",
                fields=["programme"],
                condition=Q(written_at=None) & ~Q(confirmed_at=None),
            )
        ]


class Guest(models.Model):
    """One address that was invited. Declining, ignoring and lapsing leave this row as it is (INV-V2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="guests")
    mark = models.CharField(max_length=64)
    """Of the address, so that nobody is written to twice. The address itself is not kept."""
    invited_at = models.DateTimeField()
    lapses_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="a_guest_once_per_programme", fields=["programme", "mark"])
        ]

    @property
    def token(self) -> str:
        return token_of("guest", self.pk.hex)

    @staticmethod
    def id_in(token: str) -> str | None:
        return name_in("guest", token)
