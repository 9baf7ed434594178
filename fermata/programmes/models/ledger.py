"""How each promise has fared, and which of the promises the software holds have been switched off."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fermata.people.models import Person
from fermata.programmes.models.programme import Programme


class LedgerEntry(models.Model):
    """What was said about one promise, by those who made it: how it stands, and what shows that."""

    class Standing(models.TextChoices):
        KEPT = "kept", _("Kept")
        PARTLY = "partly", _("Kept in part")
        NOT_KEPT = "not_kept", _("Not kept")
        ANSWER = "answer", _("An answer")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="ledger")
    promise = models.CharField(max_length=12)
    standing = models.CharField(max_length=12, choices=Standing)
    words = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]


class Dispute(models.Model):
    """Somebody says a promise is not kept. Shown only as "three or more", never who."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="disputes")
    promise = models.CharField(max_length=12)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="disputes")
    said_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_dispute_per_promise_each", fields=["programme", "promise", "person"])
        ]


class ShownDispute(models.Model):
    """Three people have disputed a promise. It stays, so that taking one back tells nothing about anybody."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="shown_disputes")
    promise = models.CharField(max_length=12)
    shown_on = models.DateField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_open_dispute_per_promise", fields=["programme", "promise"], condition=Q(answered_at=None)
            )
        ]


class Switch(models.Model):
    """A promise the software holds was switched off, or on again. Everybody is told at once."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="switches")
    setting = models.CharField(max_length=24)
    is_on = models.BooleanField()
    turned_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]


class Announcement(models.Model):
    """News for everybody who takes part: on their page at once, and by a letter each, written by the worker."""

    class About(models.TextChoices):
        CHARTER = "charter", _("The promises are to change")
        SWITCH = "switch", _("A promise was switched off or on")
        END = "end", _("The programme has ended")
        OFFER = "offer", _("Whoever runs this site made a link for a role")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="announcements")
    about = models.CharField(max_length=12, choices=About)
    made_at = models.DateTimeField()
    reached = models.UUIDField(null=True)
    """The last enrolment whose letter is written."""
    written_at = models.DateTimeField(null=True)
