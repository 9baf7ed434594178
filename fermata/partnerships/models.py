"""Who meets: two equals, their invitation, their agreement, their goodbye."""

from typing import ClassVar, Self

from django.core.signing import BadSignature, Signer
from django.db import models

from fermata.core.ids import new_id
from fermata.people.models import Person
from fermata.vault.models import Space


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, person: Person) -> Self:
        """Invitations this person has sent. Whoever is invited comes by the link instead."""
        return self.filter(by=person)


class Invitation(models.Model):
    """A one-use link. Declining leaves no trace: to the sender it is the same as silence."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    made_at = models.DateTimeField()
    lapses_at = models.DateTimeField()
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


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    def visible_to(self, person: Person) -> Self:
        """Partnerships this person may know of. Every lookup starts here, so the rest are 404."""
        return self.filter(memberships__person=person, memberships__left_at=None)

    def with_members_and_words(self) -> Self:
        """Everything most pages show of a partnership, in four questions however many there are."""
        people = models.Prefetch("memberships", Membership.objects.select_related("person"))
        return self.select_related("space", "goodbye").prefetch_related(people, "proposals__signatures")


class Partnership(models.Model):
    """Two people who work together as equals. Nobody created it: both said yes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    space = models.OneToOneField(Space, on_delete=models.PROTECT, related_name="partnership")
    formed_at = models.DateTimeField()

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-formed_at"]


class Membership(models.Model):
    """One of the members. All rows are alike: no first, no second, no owner."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="a_member_once_per_partnership", fields=["partnership", "person"])
        ]


class Goodbye(models.Model):
    """The end of a partnership: when, and nothing else. No reason, no name."""

    partnership = models.OneToOneField(Partnership, on_delete=models.CASCADE, related_name="goodbye")
    at = models.DateTimeField()


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
