"""Who meets: a partnership, its members, its end."""

from collections.abc import Iterable
from datetime import datetime
from json import dumps
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from fermata.core.ids import new_id
from fermata.partnerships.rules.life import GRACE
from fermata.people.models import Person
from fermata.vault.models import Space


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    def visible_to(self, person: Person) -> Self:
        """Partnerships this person may know of. Every lookup starts here, so the rest are 404."""
        return self.filter(memberships__person=person, memberships__left_at=None)

    def of_all(self, people: Iterable[Person]) -> Self:
        """Living partnerships all of these are in, whoever else is."""
        found = self.filter(goodbye=None)
        for person in people:
            found = found.filter(pk__in=Membership.objects.filter(person=person).values("partnership"))
        return found

    def of_exactly(self, people: list[Person]) -> Self:
        """Living partnerships of these people and nobody else."""
        return self.of_all(people).alias(size=models.Count("memberships")).filter(size=len(people))

    def with_members_and_words(self) -> Self:
        """Everything most pages show of a partnership, in four questions however many there are."""
        people = models.Prefetch("memberships", Membership.objects.select_related("person"))
        return self.with_phase().select_related("space", "goodbye").prefetch_related(people, "proposals__signatures")

    def with_phase(self) -> Self:
        """And the phase it is in (`newest_phase`), without asking for all it has been through."""
        same = Partnership.objects.filter(pk=models.OuterRef("pk"))
        return self.annotate(newest_phase=_first(same, "-passages__number", shows="passages__phase"))

    def with_next_hour(self, *, now: datetime) -> Self:
        """And when they meet next, which the calendar above knows (`next_hour_at`); whether hours are offered."""
        same = Partnership.objects.filter(pk=models.OuterRef("pk"))
        coming = same.filter(
            appointments__let_go_at=None,
            appointments__met_at=None,
            appointments__missed_at=None,
            appointments__starts_at__gt=now - GRACE,
        )
        offered = same.filter(offers__starts_at__gt=now)
        return self.annotate(
            next_hour_at=_first(coming, "appointments__starts_at"),
            offered_until=_first(offered, "-offers__starts_at"),
        )


def _first(found: models.QuerySet["Partnership"], order: str, *, shows: str = "") -> models.Subquery:
    """A question of its own for each partnership, so that hours are never multiplied by offers."""
    return models.Subquery(found.order_by(order).values(shows or order.lstrip("-"))[:1])


class Partnership(models.Model):
    """Two or three people who work together as equals. Nobody created it: all said yes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    space = models.OneToOneField(Space, on_delete=models.PROTECT, related_name="partnership")
    formed_at = models.DateTimeField()
    times_met = models.PositiveIntegerField(default=0)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-formed_at"]

    def others(self, person: Person) -> "list[Membership]":
        """Everybody else in it, also who has left: they are named as long as they have an account."""
        return [membership for membership in self.memberships.all() if membership.person_id != person.pk]

    def names_for(self, person: Person) -> str:
        """How this member calls the others in a sentence; empty when none of them has an account any more."""
        names = [str(membership.person) for membership in self.others(person)]
        return str(_("{one} and {other}")).format(one=names[0], other=names[1]) if len(names) == 2 else "".join(names)

    def people_for(self, person: Person) -> str:
        """The others by id, as JSON: whose words are whose, and whom a browser may lock them for."""
        return dumps({str(membership.person_id): str(membership.person) for membership in self.others(person)})


class Membership(models.Model):
    """One of the members. All rows are alike: no first, no second, no owner."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    left_at = models.DateTimeField(null=True)
    seen_on = models.DateField(null=True)
    """The day this member last looked in, so that the others can be told when somebody is not reachable."""

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="a_member_once_per_partnership", fields=["partnership", "person"])
        ]


class Goodbye(models.Model):
    """The end of a partnership: when, and nothing else. No reason, no name."""

    partnership = models.OneToOneField(Partnership, on_delete=models.CASCADE, related_name="goodbye")
    at = models.DateTimeField()
