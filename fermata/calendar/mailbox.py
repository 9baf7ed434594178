"""The mailbox answers come to, where the operator has named one (FERMATA_MAILBOX_URL). Without it, nobody looks."""

import email
import imaplib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from urllib.parse import unquote, urlsplit

from django.conf import settings

from fermata.calendar import replies
from fermata.core import deadline

log = logging.getLogger("fermata.mailbox")

SECONDS = 10
PATIENCE_SECONDS = 20
AT_ONCE = 50


def read_answers(*, clock: Callable[[], datetime]) -> int:
    """Take in what has come. Returns how many answers were ours; those are deleted, others are marked as seen."""
    if not settings.MAILBOX_URL:
        return 0
    try:
        with _opened() as box:
            return sum(_take(box, number, clock=clock) for number in _unseen(box)[:AT_ONCE])
    except (OSError, imaplib.IMAP4.error) as error:
        log.warning("the mailbox for answers could not be read (%s); trying again later", type(error).__name__)
        return 0


@contextmanager
def _opened() -> Iterator[imaplib.IMAP4]:
    address = urlsplit(settings.MAILBOX_URL)
    host, is_secure = address.hostname or "localhost", address.scheme == "imaps"
    box = (
        imaplib.IMAP4_SSL(host, address.port or 993, timeout=SECONDS)
        if is_secure
        else imaplib.IMAP4(host, address.port or 143, timeout=SECONDS)
    )
    try:
        box.login(unquote(address.username or ""), unquote(address.password or ""))
        box.select(unquote(address.path.strip("/")) or "INBOX")
        yield box
        box.expunge()
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            box.logout()


def _unseen(box: imaplib.IMAP4) -> list[str]:
    _status, found = box.uid("SEARCH", "UNSEEN")
    return (found[0] or b"").decode().split()


def _take(box: imaplib.IMAP4, number: str, *, clock: Callable[[], datetime]) -> bool:
    """One letter. It is marked before it is acted on: a letter that kills whoever reads it does so once."""
    deadline.begin(seconds=PATIENCE_SECONDS)
    box.uid("STORE", number, "+FLAGS", "(\\Seen)")
    _status, found = box.uid("FETCH", number, f"(BODY.PEEK[]<0.{replies.LARGEST_BYTES}>)")
    body = next((part[1] for part in found if isinstance(part, tuple)), b"")
    is_ours = replies.take(email.message_from_bytes(body), now=clock())
    if is_ours:
        box.uid("STORE", number, "+FLAGS", "(\\Deleted)")
    return is_ours
