"""The floor's tables: what people watch live, answers given once, letters on their way."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from fermata.core.clock import now
from fermata.core.ids import new_id


class LiveState(models.Model):
    """The newest state of something people watch: a version, and a sealed body if it has one."""

    id = models.UUIDField(primary_key=True, editable=False)
    version = models.PositiveBigIntegerField(default=0)
    body = models.BinaryField(null=True)


class KeptAnswer(models.Model):
    """What a script was told the first time, so that asking again with the same key changes nothing."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    question = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.BinaryField(default=b"")
    kept_at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="one_answer_per_key", fields=["person", "key"])]
        indexes: ClassVar = [models.Index(name="kept_answers_by_age", fields=["kept_at"])]


class Letter(models.Model):
    """A mail on its way out. It is written in the transaction of its cause and sent by the worker."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    calendar = models.TextField(blank=True, default="")
    """An invitation for a calendar, as RFC 5545 writes it, if the letter brings one."""
    about = models.CharField(max_length=80, blank=True, default="")
    """What a later letter may take the place of, as long as this one has not left."""
    message_id = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=now)
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(name="letters_to_send", fields=["leased_until"], condition=models.Q(sent_at=None))
        ]
