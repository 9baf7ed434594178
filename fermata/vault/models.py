"""The server half of encryption: locked files and who may fetch them. Nothing here can be read by the server."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from fermata.core.clock import now
from fermata.core.ids import new_id
from fermata.people.models import Person


class WayIn(models.Model):
    """One way to open a person's space: their account file, locked by a phrase, a sheet or a passkey."""

    class Method(models.TextChoices):
        PHRASE = "phrase", _("Five words")
        SHEET = "sheet", _("Your sheet")
        PASSKEY = "passkey", _("Passkey")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ways_in")
    method = models.CharField(max_length=8, choices=Method.choices)
    label = models.CharField(max_length=80, blank=True)
    credential = models.CharField(max_length=400, blank=True)
    file = models.BinaryField()
    made_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["made_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_phrase_and_one_sheet_per_person",
                fields=["person", "method"],
                condition=models.Q(method__in=["phrase", "sheet"]),
            )
        ]


class LogEntry(models.Model):
    """One line of the key log: an append-only chain of everybody's public bundles, under opaque ids.

    It outlives the person, since a chain with a missing link proves nothing; it holds no name and no address.
    """

    index = models.PositiveBigIntegerField(primary_key=True)
    person_id = models.UUIDField(db_index=True)
    bundle = models.TextField()
    digest = models.CharField(max_length=64)
    head = models.CharField(max_length=64)


class SpaceQuerySet(models.QuerySet["Space"]):
    def visible_to(self, person: Person) -> Self:
        """Spaces this person is in. Every lookup starts here, so the rest are 404."""
        return self.filter(keepers__person=person, keepers__left_at=None)


class Space(models.Model):
    """A place for sealed items, of one person or of the members of a partnership."""

    class Kind(models.TextChoices):
        OWN = "own"
        SHARED = "shared"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    closed_at = models.DateTimeField(null=True)

    objects = SpaceQuerySet.as_manager()


class Keeper(models.Model):
    """A person in a space. All keepers are equal; there is no owner.

    The row outlives the person's account as an opaque id: without it, the one who stays could no longer check who
    wrote what.
    """

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="keepers")
    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, db_constraint=False, related_name="kept")
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(name="a_keeper_once_per_space", fields=["space", "person"])]


class SpaceKey(models.Model):
    """The signed, wrapped key of a space. Members' browsers make it; the server cannot open it."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="key")
    epoch = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    file = models.BinaryField()


class Item(models.Model):
    """One sealed thing: a note, an agreement, a reflection; the server cannot tell which."""

    id = models.UUIDField(primary_key=True, editable=False)
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="items")
    version = models.PositiveIntegerField()
    withdrawal = models.CharField(max_length=64, blank=True)
    is_guarded = models.BooleanField(default=False)
    """Written only through the room that keeps it in order (the agreement), not by itself."""

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(name="items_of_a_space", fields=["space", "id"])]


class ItemVersion(models.Model):
    """One immutable version of an item. The day is kept, not the hour; the author is not kept at all."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    epoch = models.PositiveIntegerField(default=1)
    day = models.DateField()
    file = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="a_version_once_per_item", fields=["item", "version"])]


class Draft(models.Model):
    """What somebody is still writing, sealed to themselves."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    slot = models.UUIDField()
    file = models.BinaryField()
    changed_at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="one_draft_per_slot", fields=["person", "slot"])]
