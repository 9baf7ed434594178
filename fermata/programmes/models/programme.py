"""Organisations, their programmes, and who looks after them."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fermata.core.ids import new_id
from fermata.people.models import Person
from fermata.programmes.models.marks import name_in, token_of


class Organisation(models.Model):
    """One house among several on an installation. None of them learns of another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=320)
    founded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, person: Person) -> Self:
        """Programmes this person has joined, or looks after while they last."""
        looks_after = Role.objects.filter(person=person, ended_at=None, programme__ended_at=None)
        joined = person.enrolments.values("programme")
        return self.filter(Q(pk__in=joined) | Q(pk__in=looks_after.values("programme"))).select_related("organisation")

    def looked_after_by(self, person: Person, *kinds: str) -> Self:
        """Programmes in which this person has one of these roles, as long as they last."""
        roles = Role.objects.filter(person=person, ended_at=None, kind__in=kinds)
        return self.filter(pk__in=roles.values("programme"), ended_at=None).select_related("organisation")

    def running(self) -> Self:
        return self.exclude(opened_at=None).filter(ended_at=None)


class Programme(models.Model):
    """An invitation to peer coaching, with a charter, a beginning, and perhaps an end."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="programmes")
    name = models.CharField(max_length=320)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    founded_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    link_number = models.PositiveIntegerField(default=0)
    """Which open link works; nought while there is none. A closed link never works again."""
    link_opened = models.PositiveIntegerField(default=0)
    """How many open links there have been."""

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-founded_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def token(self) -> str:
        """What the open link carries, for everybody it is passed on to."""
        return token_of("programme", f"{self.pk.hex}.{self.link_number}")

    @staticmethod
    def name_in(token: str) -> tuple[str, int] | None:
        """The id and the number in an open link."""
        pk, _, number = (name_in("programme", token) or "").partition(".")
        return (pk, int(number)) if number.isdecimal() else None


class Role(models.Model):
    """Somebody looks after a programme, by their own yes. Each role sees less than people expect."""

    class Kind(models.TextChoices):
        ORGANISER = "organiser", _("Organiser")
        SPONSOR = "sponsor", _("Sponsor")
        GUARDIAN = "guardian", _("Guardian")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="roles")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=12, choices=Kind)
    taken_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_open_role_of_a_kind_each", fields=["programme", "person", "kind"], condition=Q(ended_at=None)
            )
        ]


class RoleOffer(models.Model):
    """A link by which one person may take a role. It works once, for fourteen days."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="role_offers")
    kind = models.CharField(max_length=12, choices=Role.Kind)
    made_at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    @property
    def token(self) -> str:
        return token_of("role", self.pk.hex)

    @staticmethod
    def id_in(token: str) -> str | None:
        return name_in("role", token)
