"""Two people put to each other. Nothing comes of it but by a yes of each."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fermata.core.ids import new_id
from fermata.introductions.models.profile import Profile
from fermata.introductions.models.round import Round
from fermata.people.models import Person
from fermata.programmes.models import Enrolment, Programme


class Interest(models.Model):
    """Somebody would like to meet somebody. Told to neither, unless both would."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    by = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="interests")
    to = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [models.UniqueConstraint(name="one_interest_in_somebody", fields=["by", "to"])]


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    def visible_to(self, person: Person) -> Self:
        """Those in which this person has a side; of a round only when it is over, and of a programme while in it."""
        told = Q(round=None) | Q(round__finished_at__isnull=False)
        joined = Enrolment.objects.filter(person=person).values("programme")
        mine = Q(introduced_at__isnull=False) | Q(programme__in=joined)
        return self.filter(told, mine, pk__in=Side.objects.filter(person=person).values("introduction"))

    def asked_of(self, person: Person, *, at: datetime) -> Self:
        """Those this person has still to think about, if they like."""
        untouched = Side.objects.filter(person=person, accepted_at=None, put_aside_at=None).values("introduction")
        return self.visible_to(person).open(at=at).exclude(way=Introduction.Way.DRAW).filter(pk__in=untouched)

    def open(self, *, at: datetime) -> Self:
        """Still to be answered. Whether anything can come of it is asked at the last yes, and stands nowhere before."""
        return self.filter(introduced_at=None, lapses_at__gt=at)


class Introduction(models.Model):
    """Two people, or three, in one programme, put to each other for fourteen days."""

    class Way(models.TextChoices):
        ASK = "ask", _("One asked")
        INTEREST = "interest", _("Both wished it")
        ROUND = "round", _("A round")
        SUGGESTION = "suggestion", _("Suggested")
        DRAW = "draw", _("Drawn by lot")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="introductions")
    way = models.CharField(max_length=12, choices=Way)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, null=True, related_name="introductions")
    people = models.CharField(max_length=120)
    """Who, in one word that is the same in whatever order: so that there is one open at a time."""
    made_at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    introduced_at = models.DateTimeField(null=True)
    """When the last of them had said yes."""
    partnership = models.UUIDField(null=True)
    nothing_came_at = models.DateTimeField(null=True)
    """When the time for the second answers was over without a yes of each."""

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_open_introduction_at_a_time", fields=["programme", "people"], condition=Q(closed_at=None)
            )
        ]
        indexes: ClassVar = [
            models.Index(name="introductions_to_close", fields=["lapses_at"], condition=Q(closed_at=None))
        ]


class Side(models.Model):
    """One person's side of an introduction. All rows are alike."""

    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="sides")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sides")
    shown = models.JSONField(default=dict)
    """What the others are shown of this person, as it was when they were put to each other."""
    because = models.JSONField(default=list)
    """The reasons and the trade-off told to this person."""
    has_asked = models.BooleanField(default=False)
    accepted_at = models.DateTimeField(null=True)
    put_aside_at = models.DateTimeField(null=True)
    """"Not now". Only this person's own page shows it."""
    talk_yes_at = models.DateTimeField(null=True)
    """A yes after the first talk. Told to nobody until everybody has said it."""

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(name="one_side_each", fields=["introduction", "person"])]
