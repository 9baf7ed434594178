"""kill -9, again and again, of web processes, of the worker, of everything at once, while people write.

Nothing acknowledged is lost, nothing is doubled, no state is half. The test kills a dozen times; as a command:
python -m tests.bad_days.kills --kills 1000 [--database postgresql] [--seed 7] [--without-keys]
With --without-keys every try has a key of its own, as if there were none: then doubles appear, which shows that this
would see them.
"""

import argparse
import contextlib
import random
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from conftest import Server, a_server
from tests import postgresql
from tests.bad_days.post import PostOffice, post_office
from tests.bad_days.processes import children, kill, web, workers
from tests.bad_days.tables import change, rows
from tests.bad_days.verdict import verdict
from tests.bad_days.writers import Ledger, Writer, ask_for_codes
from tests.visitor import Visitor, pair


@dataclass
class Campaign:
    server: Server
    post: PostOffice
    ledger: Ledger
    killed: dict[str, int]
    wrong: list[str]

    def __str__(self) -> str:
        told = ", ".join(f"{count} {what}" for what, count in self.killed.items())
        letters = len(self.ledger.codes)
        return f"killed {told}; {self.ledger.kept} writes kept in {self.ledger.tries} tries, {letters} letters promised"


def run(server: Server, *, kills: int, seed: int = 7, has_keys: bool = True) -> Campaign:
    """Start two pairs writing on a fresh server, kill, let it heal, and judge."""
    ledger, done = Ledger(), threading.Event()
    with post_office() as post:
        campaign = Campaign(server, post, ledger, {"web": 0, "worker": 0, "all": 0}, [])
        people = [Visitor(server.url, name).sign_in() for name in ("Amara", "Ben", "Chidi", "Dewi")]
        places = [place for couple in (people[:2], people[2:]) for place in [_place(*couple)] * 2]
        _send_letters_by(post, server=server)
        writers = [
            Writer(who, place=place, token=who.csrf(), ledger=ledger, seed=f"{seed}{n}", has_keys=has_keys)
            for n, (who, place) in enumerate(zip(people, places, strict=True))
        ]
        threads = [threading.Thread(target=w.write_until, args=(done,), daemon=True) for w in writers]
        threads.append(
            threading.Thread(target=ask_for_codes, args=(server.url,), kwargs={"ledger": ledger, "done": done})
        )
        for thread in threads:
            thread.start()
        with _nursed(server):
            _kill_often(campaign, kills=kills, choice=random.Random(seed))
            done.set()
            for thread in threads:
                thread.join(60)
            _deliver_the_rest(campaign)
        campaign.wrong = [*verdict(server, ledger), *_letters_missing(campaign)]
    return campaign


def _place(one: Visitor, other: Visitor) -> dict[str, str]:
    """What two write on: a note, an agreement, the state of a room."""
    partnership = pair(one, other)
    meeting = one.form(f"/partnerships/{partnership}/meetings/").headers["location"].split("/")[2]
    space = one.get(f"/api/partnerships/{partnership}/").json()["space"]
    own = {"note": str(uuid.uuid4()), "words": str(uuid.uuid4())}
    return {"partnership": partnership, "space": space, "meeting": meeting, **own}


def _send_letters_by(post: PostOffice, *, server: Server) -> None:
    server.stop()
    server.environment["FERMATA_SMTP_URL"] = f"smtp://127.0.0.1:{post.port}"
    server.start()


@contextlib.contextmanager
def _nursed(server: Server) -> Iterator[None]:
    """Started again whenever it has ended: it gives up when its processes die too often, as a crash loop should."""
    well = threading.Event()

    def nurse() -> None:
        while not well.wait(0.05):
            if server.process and server.process.poll() is not None:
                with contextlib.suppress(AssertionError):
                    server.start()

    by = threading.Thread(target=nurse, daemon=True)
    by.start()
    try:
        yield
    finally:
        well.set()
        by.join()


def _kill_often(campaign: Campaign, *, kills: int, choice: random.Random) -> None:
    """Always in the middle of work: somebody has been told something since the last one."""
    server = campaign.server
    while sum(campaign.killed.values()) < kills:
        _wait_for_work(campaign)
        time.sleep(choice.uniform(0, 0.3))
        what = choice.choices(["web", "worker", "all"], [7, 2, 1])[0]
        assert server.process
        below = {"web": web(server), "worker": workers(server)}
        victims = [choice.choice(below[what])] if below.get(what) else []
        if what == "all":
            victims = [server.process.pid, *children(server.process.pid)]
        kill(*victims)
        campaign.killed[what] += bool(victims)
    _wait_for_work(campaign)


def _wait_for_work(campaign: Campaign, *, seconds: float = 60) -> None:
    before, end = campaign.ledger.kept, time.monotonic() + seconds
    while campaign.ledger.kept < before + 4:
        assert time.monotonic() < end, campaign.server.log.read_text()[-2000:]
        time.sleep(0.01)


def _deliver_the_rest(campaign: Campaign) -> None:
    """Letters in the hands of a killed worker are tried again after their lease, which is over now."""
    end = time.monotonic() + 30
    while time.monotonic() < end and rows(campaign.server, "SELECT 1 FROM fermata_letter WHERE sent_at IS NULL"):
        change(campaign.server, "UPDATE fermata_letter SET leased_until = NULL WHERE sent_at IS NULL AND tries > 0")
        time.sleep(1)


def _letters_missing(campaign: Campaign) -> Iterator[str]:
    for address in campaign.ledger.codes:
        came = campaign.post.to(address)
        if not came:
            yield f"no letter came to {address}"
        if len({letter["Message-ID"] for letter in came}) > 1:
            yield f"letters to {address} pass for different ones"


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.bad_days.kills")
    asked.add_argument("--kills", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    asked.add_argument("--without-keys", action="store_true")
    wanted = asked.parse_args()
    with contextlib.ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fermata-kills-")))
        is_other = wanted.database == "postgresql"
        settings = {"DATABASE_URL": stack.enter_context(postgresql.cluster()).database()} if is_other else {}
        server = a_server(data, "--processes", "2", **settings)
        stack.callback(server.stop)
        server.start()
        began = time.monotonic()
        campaign = run(server, kills=wanted.kills, seed=wanted.seed, has_keys=not wanted.without_keys)
    print(f"{wanted.database}, {time.monotonic() - began:.0f} s: {campaign}")
    print("\n".join(campaign.wrong) or "nothing lost, nothing doubled, nothing half")
    return 1 if campaign.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
