"""How people find each other: a link, and the yeses it brings."""

from typing import ClassVar, Self

from django.core.signing import BadSignature, Signer
from django.db import models

from fermata.core.ids import new_id
from fermata.people.models import Person


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, person: Person) -> Self:
        """Invitations this person has sent. Whoever is invited comes by the link instead."""
        return self.filter(by=person)


class Invitation(models.Model):
    """A link for one person, or for two. Declining leaves no trace: to the sender it is the same as silence."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    made_at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    seats = models.PositiveSmallIntegerField(default=1)
    """How many may come by this link: one makes a pair, two a three."""
    withdrawn_at = models.DateTimeField(null=True)
    partnership = models.OneToOneField("Partnership", on_delete=models.SET_NULL, null=True, related_name="invitation")
    used_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-made_at"]

    @property
    def token(self) -> str:
        """What the link carries. It is computed, so that the database holds nothing one could use."""
        return _signer().sign(self.id.hex)

    @staticmethod
    def id_in(token: str) -> str | None:
        """The id in a link, or None when the link is not one of ours."""
        try:
            return _signer().unsign(token)
        except BadSignature:
            return None


def _signer() -> Signer:
    return Signer(salt="fermata.partnerships.invitation", sep="~")


class InvitationYes(models.Model):
    """One of the two others of a three has said yes; it begins when both have."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="yeses")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_yes_each_per_invitation", fields=["invitation", "person"])
        ]
