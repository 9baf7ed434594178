"""Mail leaves through an outbox: written with its cause, sent by the worker, at least once, with one Message-ID."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.db import connection, transaction
from django.db.models import F, Q

from fermata.core.models import Letter

LEASE = timedelta(minutes=2)
MOST_TRIES = 60
LONGEST_WAIT = timedelta(hours=1)
"""Tried for about two days, then given up."""
AT_ONCE = 50


class OutboxBackend(BaseEmailBackend):
    """Django's and allauth's mails end here."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            for address in message.recipients():
                Letter.objects.create(
                    to=address,
                    subject=str(message.subject),
                    body=str(message.body),
                    message_id=make_msgid(domain="fermata"),
                )
        return len(email_messages)


def kept_here() -> bool:
    """Whether letters stay in the outbox to be read on this machine, because nothing is set up to send them."""
    return not settings.SMTP_URL


def send_waiting(*, at: datetime) -> int:
    """Send what waits. A letter is leased first, so a killed worker's letters are tried again after the lease."""
    letters = _lease(at=at)
    if not letters:
        return 0
    post = EmailBackend(**settings.SMTP)
    sent = 0
    for letter in letters:
        sent += _send(letter, post=post, at=at)
    post.close()
    return sent


def _lease(*, at: datetime) -> list[Letter]:
    waiting = Letter.objects.filter(Q(leased_until=None) | Q(leased_until__lt=at), sent_at=None, tries__lt=MOST_TRIES)
    with transaction.atomic():
        if connection.vendor == "postgresql":
            waiting = waiting.select_for_update(skip_locked=True)
        letters = list(waiting.order_by("made_at")[:AT_ONCE])
        Letter.objects.filter(pk__in=[letter.pk for letter in letters]).update(
            leased_until=at + LEASE, tries=F("tries") + 1
        )
    return letters


def _send(letter: Letter, *, post: BaseEmailBackend, at: datetime) -> int:
    """Hand one letter over and forget its words; on failure it waits longer each time."""
    message = EmailMessage(
        letter.subject, letter.body, settings.DEFAULT_FROM_EMAIL, [letter.to], headers={"Message-ID": letter.message_id}
    )
    try:
        post.send_messages([message])
    except OSError:
        wait = min(timedelta(seconds=15 * 2 ** min(letter.tries, 12)), LONGEST_WAIT)
        Letter.objects.filter(pk=letter.pk).update(leased_until=at + wait)
        return 0
    Letter.objects.filter(pk=letter.pk).update(sent_at=at, subject="", body="")
    return 1
