"""The agreement as the server knows it: a salted digest, and who signed it."""

from typing import ClassVar

from django.db import models

from fermata.partnerships.models.partnership import Partnership
from fermata.people.models import Person


class Proposal(models.Model):
    """A version of the agreement. The text is a sealed item; the server knows only its salted digest."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="proposals")
    number = models.PositiveIntegerField()
    item = models.UUIDField()
    digest = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    in_force_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="a_proposal_once_per_number", fields=["partnership", "number"])
        ]


class Signature(models.Model):
    """One member's yes to one text, with the proof their partner's browser checks.

    It outlives the account as an opaque id: what was signed stays signed, what was taken back stays taken back.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="signatures")
    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    proof = models.CharField(max_length=88)
    signed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_open_signature_each",
                fields=["proposal", "person"],
                condition=models.Q(withdrawn_at=None),
            )
        ]
