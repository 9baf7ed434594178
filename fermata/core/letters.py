"""Mail leaves through an outbox: written with its cause, sent by the worker, at least once, with one Message-ID."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from fermata.core.models import Letter

log = logging.getLogger("fermata.letters")

LEASE = timedelta(minutes=2)
MOST_TRIES = 60
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=15), timedelta(hours=1)
"""Tried for about two days, then given up."""


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


def post(*, to: str, subject: str, body: str, calendar: str = "", about: str = "") -> None:
    """Put a letter into the outbox, with an invitation for a calendar if there is one."""
    Letter.objects.create(
        to=to, subject=subject, body=body, calendar=calendar, about=about, message_id=make_msgid(domain="fermata")
    )


def something_new(*, to: str, language: str, about: str = "") -> None:
    """That there is something new, and nothing else: no name, no word of what."""
    with override(language):
        body = _("There is something new in Fermata:\n\n{site}\n\nIt can wait until you have a moment.")
        post(to=to, subject=_("There is something new in Fermata"), body=body.format(site=settings.URL), about=about)


def is_told(about: str, *, since: datetime) -> bool:
    """Whether a letter about this still waits to leave, or was written since."""
    return Letter.objects.filter(Q(sent_at=None) | Q(made_at__gt=since), about=about).exists()


def take_back(about: str) -> bool:
    """Drop the letters about this that nobody has tried to send yet. False when there was none."""
    waiting = Letter.objects.filter(about=about, sent_at=None, tries=0)
    return not kept_here() and waiting.delete()[0] > 0


def kept_here() -> bool:
    """Whether letters stay in the outbox to be read on this machine, because nothing is set up to send them."""
    return not settings.SMTP_URL


def send_next(*, at: datetime) -> bool:
    """Send the letter that has waited longest. False when none waits, or it could not be sent.

    It is leased first, so that the letter of a killed worker is tried again after the lease.
    """
    letter = _lease(at=at)
    return letter is not None and _send(letter, at=at)


def _lease(*, at: datetime) -> Letter | None:
    waiting = Letter.objects.filter(Q(leased_until=None) | Q(leased_until__lt=at), sent_at=None, tries__lt=MOST_TRIES)
    with transaction.atomic():
        if connection.vendor == "postgresql":
            waiting = waiting.select_for_update(skip_locked=True)
        letter = waiting.order_by("made_at").first()
        if letter is not None:
            letter.leased_until, letter.tries = at + LEASE, letter.tries + 1
            letter.save(update_fields=["leased_until", "tries"])
    return letter


def _send(letter: Letter, *, at: datetime) -> bool:
    """Hand one letter over and forget its words; on failure it waits longer each time."""
    message = _message(letter)
    try:
        EmailBackend(**settings.SMTP).send_messages([message])
    except (OSError, ValueError) as error:  # the line or the other server; or an address no letter can be written to
        log.warning("a letter could not be sent (%s); trying again later", type(error).__name__)
        wait = min(FIRST_WAIT * 2 ** min(letter.tries - 1, 12), LONGEST_WAIT)
        Letter.objects.filter(pk=letter.pk).update(leased_until=at + wait)
        return False
    Letter.objects.filter(pk=letter.pk).update(sent_at=at, subject="", body="", calendar="")
    return True


def _message(letter: Letter) -> EmailMultiAlternatives:
    """An invitation is another way to read the same letter; which kind it is stands in it (RFC 6047)."""
    headers = {"Message-ID": letter.message_id}
    made = EmailMultiAlternatives(
        letter.subject, letter.body, settings.DEFAULT_FROM_EMAIL, [letter.to], headers=headers
    )
    if letter.calendar:
        method = "CANCEL" if "\nMETHOD:CANCEL" in letter.calendar else "REQUEST"
        made.attach_alternative(letter.calendar, f"text/calendar; method={method}")
    return made
