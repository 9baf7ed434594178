"""A round: whoever wishes says so until a day; then the matcher proposes."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fermata.core.ids import new_id
from fermata.introductions.models.profile import Profile
from fermata.people.models import Person
from fermata.programmes.models import Programme


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, person: Person) -> Self:
        """Those of one's programmes, taking part or looking after them."""
        return self.filter(programme__in=Programme.objects.visible_to(person))


class Round(models.Model):
    """Its state is its moments: open, running from `began_at` on, over at `finished_at`."""

    class Kind(models.TextChoices):
        ROUND = "round", _("A round of introductions")
        DRAW = "draw", _("A draw for one exercise")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="rounds")
    kind = models.CharField(max_length=8, choices=Kind)
    announced_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    """Until when one worker has it in hand."""
    finished_at = models.DateTimeField(null=True)
    input_digest = models.CharField(max_length=64, blank=True)
    result_digest = models.CharField(max_length=64, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_round_of_a_kind_at_a_time", fields=["programme", "kind"], condition=Q(finished_at=None)
            )
        ]


class Entry(models.Model):
    """Somebody wishes to be in a round. Taken back, the row is gone."""

    class Wish(models.TextChoices):
        TRIAD = "triad", _("Join two others, as three")
        SECOND = "second", _("Meet somebody who would take a second partner")
        WAIT = "wait", _("Wait for the next round")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="entries")
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="entries")
    entered_at = models.DateTimeField()
    takes_more = models.BooleanField(default=False)
    """Would also take a second partner, or be three, should somebody be left."""
    told_at = models.DateTimeField(null=True)
    """When the letter was written that the round is over."""
    left_over_at = models.DateTimeField(null=True)
    wish = models.CharField(max_length=8, choices=Wish, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(name="one_entry_each", fields=["round", "profile"])]
        indexes: ClassVar = [models.Index(name="entries_to_write_to", fields=["round"], condition=Q(told_at=None))]
