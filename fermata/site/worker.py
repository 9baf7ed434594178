"""The worker: letters out, old things away. A loop that can be killed at any point and loses nothing."""

import logging
import signal
import threading
import time
from datetime import datetime, timedelta
from types import FrameType

from django.conf import settings
from django.db import Error, connection

from fermata.calendar import tasks as calendar
from fermata.core import deadline
from fermata.core.clock import now
from fermata.core.letters import kept_here, send_next
from fermata.core.models import KeptAnswer, Letter
from fermata.introductions import tasks as introductions
from fermata.partnerships.actions import life
from fermata.partnerships.models import Invitation
from fermata.people.actions import tidying
from fermata.programmes import tasks as programmes
from fermata.site.hosting import swap
from fermata.site.processes import Beside
from fermata.vault.models import Draft

log = logging.getLogger("fermata.worker")

BEAT_SECONDS = 0.5
PATIENCE_SECONDS = 20
"""With the database, where nobody waits for an answer."""
TIDY_SECONDS = 3600
MAILBOX_SECONDS = 60
ANSWERS_FOR = timedelta(days=2)
LETTERS_FOR = timedelta(days=2)
DRAFTS_FOR = timedelta(days=180)
INVITATIONS_FOR = timedelta(days=30)


def work() -> None:
    """Go on until asked to stop. Where the database is away, wait and try again."""
    stopping = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    tidied_at = asked_at = float("-inf")
    rounds, calendars = Beside("rounds"), Beside("calendars")
    while not stopping.wait(BEAT_SECONDS):
        try:
            deadline.begin(seconds=PATIENCE_SECONDS)
            while not stopping.is_set() and (programmes.next_step(now=now()) or introductions.next_step(now=now())):
                deadline.begin(seconds=PATIENCE_SECONDS)
            if introductions.is_a_round_due(now=now()):
                rounds.start()
            while not stopping.is_set() and calendar.next_step(now=now()):
                deadline.begin(seconds=PATIENCE_SECONDS)
            is_mail_due = bool(settings.MAILBOX_URL) and time.monotonic() - asked_at > MAILBOX_SECONDS
            if is_mail_due or calendar.is_one_due(now=now()):
                asked_at = time.monotonic()
                calendars.start()
            while not kept_here() and not stopping.is_set() and send_next(at=now()):
                deadline.begin(seconds=PATIENCE_SECONDS)
            if time.monotonic() - tidied_at > TIDY_SECONDS:
                tidied_at = time.monotonic()
                tidy(at=now())
        except Error:
            log.warning("the database did not answer; trying again", exc_info=True)
            connection.close()
            stopping.wait(2)


def tidy(*, at: datetime) -> None:
    """Forget what nobody needs any more, and move on what waited for its day."""
    KeptAnswer.objects.filter(kept_at__lt=at - ANSWERS_FOR).delete()
    Letter.objects.filter(made_at__lt=at - LETTERS_FOR).delete()
    Draft.objects.filter(changed_at__lt=at - DRAFTS_FOR).delete()
    Invitation.objects.filter(lapses_at__lt=at - INVITATIONS_FOR).delete()
    tidying.tidy(now=at)
    programmes.tidy(now=at)
    introductions.tidy(now=at)
    calendar.tidy(now=at)
    life.let_time_pass(at=at)
    swap.let_age(settings.DATA / "snapshots")
