"""The worker: letters out, old things away. A loop that can be killed at any point and loses nothing."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
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
AWAY_SECONDS = 2
FIRST_REST_SECONDS, LONGEST_REST_SECONDS = 2, 60
"""Of a step that broke."""
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
    steps = _steps()
    while not stopping.wait(BEAT_SECONDS):
        if not all(step.take(stopping) for step in steps):
            stopping.wait(AWAY_SECONDS)


@dataclass(slots=True)
class Step:
    """One kind of work, done piece by piece. Where it breaks it rests a while, and keeps no other from its turn."""

    do: Callable[..., bool | None]
    """The next piece. False or nothing when none waits."""
    every_seconds: float = 0
    due_at: float = float("-inf")
    rest_seconds: float = FIRST_REST_SECONDS

    def take(self, stopping: threading.Event) -> bool:
        """Do what waits. False when the database is away: then nothing else need be tried."""
        try:
            self._take(stopping)
        except Exception as error:  # whatever it was
            connection.close()
            if isinstance(error, Error) and not _is_there():
                log.warning("the database did not answer; trying again", exc_info=True)
                return False
            name = f"{self.do.__module__}.{self.do.__qualname__}"
            log.exception("%s was not finished; the others go on, and it is tried again", name)
            self.due_at = time.monotonic() + self.rest_seconds
            self.rest_seconds = min(self.rest_seconds * 2, LONGEST_REST_SECONDS)
        return True

    def _take(self, stopping: threading.Event) -> None:
        if time.monotonic() < self.due_at:
            return
        is_more: bool | None = True
        while is_more and not stopping.is_set():
            deadline.begin(seconds=PATIENCE_SECONDS)
            is_more = self.do(now=now())
        self.due_at, self.rest_seconds = time.monotonic() + self.every_seconds, FIRST_REST_SECONDS


def _is_there() -> bool:
    """What the database refuses is a fault of ours. So it is asked something that nobody can refuse."""
    try:
        deadline.begin(seconds=PATIENCE_SECONDS)
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        connection.close()
        return False
    return True


def _steps() -> list[Step]:
    rounds, calendars = Beside("rounds"), Beside("calendars")

    def start_rounds(*, now: datetime) -> None:
        if introductions.is_a_round_due(now=now):
            rounds.start()

    def start_calendars(*, now: datetime) -> None:
        if calendar.is_one_due(now=now):
            calendars.start()

    def read_mailbox(*, now: datetime) -> None:
        calendars.start()

    return [
        *(Step(each) for each in (*programmes.STEPS, introductions.next_step, start_rounds)),
        *(Step(each) for each in (calendar.next_step, start_calendars)),
        *([Step(read_mailbox, every_seconds=MAILBOX_SECONDS)] if settings.MAILBOX_URL else []),
        Step(send_letter),
        *(Step(each, every_seconds=TIDY_SECONDS) for each in TIDYING),
    ]


def send_letter(*, now: datetime) -> bool:
    return not kept_here() and send_next(at=now)


def forget_rows(*, now: datetime) -> None:
    KeptAnswer.objects.filter(kept_at__lt=now - ANSWERS_FOR).delete()
    Letter.objects.filter(made_at__lt=now - LETTERS_FOR).delete()
    Draft.objects.filter(changed_at__lt=now - DRAFTS_FOR).delete()
    Invitation.objects.filter(lapses_at__lt=now - INVITATIONS_FOR).delete()


def let_time_pass(*, now: datetime) -> None:
    life.let_time_pass(at=now)


def let_snapshots_age(*, now: datetime) -> None:
    swap.let_age(settings.DATA / "snapshots")


TIDYING: tuple[Callable[..., None], ...] = (
    forget_rows,
    tidying.tidy,
    programmes.tidy,
    introductions.tidy,
    calendar.tidy,
    let_time_pass,
    let_snapshots_age,
)


def tidy(*, at: datetime) -> None:
    """Forget what nobody needs any more, and move on what waited for its day."""
    for each in TIDYING:
        each(now=at)
