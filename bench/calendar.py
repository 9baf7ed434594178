"""What hours cost: python -m bench.calendar [--storm 10000] [--only suggestion reading storm]

Three people with 5,000 events each look for an hour: the rule alone, and the whole page. A calendar of 5,000 and of
10,000 events is read in its box. Then so many reminders are due at once, and are handed over to a post office on this
machine, while somebody asks for a page ten times a second.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from bench.round import Visitor
from bench.server import table
from conftest import a_server, free_port

THREE = """
import json, random, statistics, time
import django; django.setup()
from datetime import timedelta
from django.test import Client
from fermata.calendar.actions.finding import find_hours, members_times
from fermata.calendar.models import BusyCalendar
from fermata.calendar.rules.spans import joined, packed
from fermata.core.clock import now
from fermata.partnerships.actions.invitations import accept, invite
from tests.cast import person
people = [person(name) for name in ("Amara", "Ben", "Chidi")]
for who, zone in zip(people, ("Asia/Kolkata", "America/New_York", "Europe/Berlin")):
    who.time_zone = zone
    who.save()
link = invite(by=people[0], now=now(), seats=2)
accept(link, by=people[1], now=now())
partnership = accept(link, by=people[2], now=now())
chance, start = random.Random(6), int(now().timestamp() // 60)
for who in people:
    events = [(at := start + chance.randrange(120 * 1440), at + chance.choice((15, 30))) for _ in range(5000)]
    BusyCalendar.objects.create(person=who, busy=packed(sorted(events)), made_at=now())
def timed(what, count=200):
    took, cpu = [], time.process_time()
    for _ in range(count):
        began = time.perf_counter()
        what()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took), sorted(took)[int(count * .99)], (time.process_time() - cpu) / count * 1000
client = Client(HTTP_HOST="localhost")
client.force_login(people[0], backend="allauth.account.auth_backends.AuthenticationBackend")
page = f"/partnerships/{partnership.pk}/when/"
assert client.get(page).status_code == 200
look = lambda: find_hours(partnership, members_times(partnership, now=now()), minutes=30, now=now())
print(json.dumps({"found": len(look()), "rule": timed(look), "page": timed(lambda: client.get(page))}))
"""
STORM = """
import sys
import django; django.setup()
from datetime import timedelta
from fermata.calendar.models import Appointment, CalendarEntry
from fermata.core.clock import now
from fermata.partnerships.models import Membership, Partnership, Passage
from fermata.people.models import Person
from fermata.vault.models import Space
pairs, at = int(sys.argv[1]) // 2, now()
def keep(rows):
    type(rows[0]).objects.bulk_create(rows, batch_size=5000)
    return rows
people = keep([Person(email=f"somebody{n}@example.org", display_name=f"Somebody {n}") for n in range(2 * pairs)])
spaces = keep([Space(kind="shared") for _ in range(pairs)])
both = keep([Partnership(space=space, formed_at=at) for space in spaces])
keep([Membership(partnership=both[n // 2], person=who) for n, who in enumerate(people)])
keep([Passage(partnership=one, number=1, phase="active", event="carried_on", at=at, times_met=0) for one in both])
soon = {"starts_at": at + timedelta(hours=1), "zone": "UTC", "minutes": 60, "agreed_at": at}
hours = keep([Appointment(partnership=one, **soon) for one in both])
keep([CalendarEntry(appointment=hours[n // 2], person=who, remind_at=at) for n, who in enumerate(people)])
"""


class PostOffice(asyncio.Protocol):
    """Takes every letter at once, and counts."""

    def __init__(self, taken: list[float]) -> None:
        self.taken, self.is_inside, self.line = taken, False, b""

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        transport.write(b"220 here\r\n")

    def data_received(self, data: bytes) -> None:
        self.line += data
        while b"\r\n" in self.line:
            line, self.line = self.line.split(b"\r\n", 1)
            self._hear(line)

    def _hear(self, line: bytes) -> None:
        if self.is_inside:
            if line == b".":
                self.is_inside = False
                self.taken.append(time.monotonic())
                self.transport.write(b"250 taken\r\n")
        elif line.upper() == b"DATA":
            self.is_inside = True
            self.transport.write(b"354 go on\r\n")
        elif line.upper() == b"QUIT":
            self.transport.write(b"221 bye\r\n")
            self.transport.close()
        else:
            self.transport.write(b"250 well\r\n")


def open_post_office(port: int, taken: list[float]) -> None:
    async def serve() -> None:
        server = await asyncio.get_running_loop().create_server(lambda: PostOffice(taken), "127.0.0.1", port)
        await server.serve_forever()

    threading.Thread(target=lambda: asyncio.run(serve()), daemon=True).start()


def a_house(*arguments: str, **settings: str) -> Any:
    server = a_server(Path(tempfile.mkdtemp(prefix="fermata-hours-")), *arguments, **settings)
    command = [sys.executable, "-m", "fermata", "upgrade"]
    subprocess.run(command, env=server.environment, check=True)
    return server


def run(server: Any, program: str, *arguments: str) -> str:
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, env=server.environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def suggestion() -> None:
    told = json.loads(run(a_house(), THREE).splitlines()[-1])
    rows = [
        [name, *(f"{value:.1f}" for value in told[key])]
        for name, key in (("hours for three", "rule"), ("the page", "page"))
    ]
    table(
        f"Three with 5,000 events each ({told['found']} hours found)",
        ["what", "p50 ms", "p99 ms", "CPU ms"],
        rows,
    )


def reading() -> None:
    import resource
    from datetime import UTC, datetime, timedelta

    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "fermata.site.settings_test"
    django.setup()
    from fermata.calendar.busy.reading import read
    from tests.calendar.nasty import calendar, event

    now, rows = datetime(2026, 11, 28, tzinfo=UTC), []
    for many, weekly in ((5_000, 0), (10_000, 0), (5_000, 50), (10_000, 100)):
        rules = [event("RRULE:FREQ=WEEKLY", f"SUMMARY:{n}").replace("UID:1", f"UID:w{n}") for n in range(weekly)]
        days = [(now + timedelta(minutes=15 * n)).strftime("%Y%m%dT%H%M00Z") for n in range(many)]
        once = [
            event("SUMMARY:x", start=f"DTSTART:{day}", end=f"DTEND:{day}").replace("UID:1", f"UID:{day}")
            for day in days
        ]
        file = calendar(*rules, *once)
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        read(file, zone="UTC", first=now, last=now + timedelta(days=120))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        rows.append(
            [f"{many:,}", f"{weekly:,}", f"{len(file) // 1024:,}", f"{time.perf_counter() - began:.2f}", f"{cpu:.2f}"]
        )
    table("Reading a calendar", ["events", "and weekly ones", "kB", "s", "CPU s"], rows)


def storm(many: int) -> None:
    taken: list[float] = []
    port = free_port()
    open_post_office(port, taken)
    server = a_house("--no-with-worker", FERMATA_SMTP_URL=f"smtp://127.0.0.1:{port}")
    run(server, STORM, str(many))
    server.start()
    visitor = Visitor(f"{server.url}/sign-in/")
    visitor.start()
    time.sleep(2)
    visitor.seconds = []  # the first visit of all is slower than any other
    time.sleep(10)
    quiet, visitor.seconds = visitor.p99(), []
    worker = subprocess.Popen([sys.executable, "-m", "fermata", "worker"], env=server.environment)
    began = time.monotonic()
    try:
        while len(taken) < many and time.monotonic() - began < 1200:
            time.sleep(0.2)
    finally:
        worker.terminate()
        worker.wait(20)
        visitor.is_over = True
        server.stop()
    minutes = (taken[-1] - began) / 60
    row = [f"{many:,}", f"{len(taken):,}", f"{minutes:.1f}", f"{quiet:.0f}", f"{visitor.p99():.0f}"]
    table("Reminders due at once", ["due", "handed over", "minutes", "p99 before ms", "p99 meanwhile ms"], [row])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--storm", type=int, default=10_000)
    options.add_argument("--only", nargs="+", default=["suggestion", "reading", "storm"])
    asked = options.parse_args()
    if "suggestion" in asked.only:
        suggestion()
    if "reading" in asked.only:
        reading()
    if "storm" in asked.only:
        storm(asked.storm)


if __name__ == "__main__":
    main()
