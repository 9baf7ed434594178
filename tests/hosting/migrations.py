"""Kills in the middle of new versions: afterwards the database is the old one or a newer one, whole, and can go on.

python -m tests.hosting.migrations --kills 200 [--database postgresql] [--plain]

--plain uses Django's own command instead, in place: it shows that this campaign can find what it looks for.
"""

import argparse
import contextlib
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests import postgresql
from tests.hosting.places import Ground, Place

Work = Callable[[], object]


@dataclass
class Version:
    """An earlier state, how long the way from it takes, and where that leads."""

    name: str
    place: Place
    seconds: float = 0
    goal: Any = None


@dataclass
class Campaign:
    kills: int = 0
    attempts: int = 0
    killed_from: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def fork(place: Place, work: Work, *, log: Path) -> tuple[int, int]:
    """A process with Django ready in it. It says a byte when it begins."""
    hears, says = os.pipe()
    pid = os.fork()
    if pid:
        os.close(says)
        return pid, hears
    code = 1
    try:
        _begin(place, says=says)
        work()
        _close()
        code = 0
    except BaseException:
        with log.open("a") as file:
            traceback.print_exc(file=file)
    finally:
        os._exit(code)


def _begin(place: Place, *, says: int) -> None:
    from django.conf import settings
    from django.db import connection

    random.seed()
    place.settle(connection, settings)
    os.write(says, b".")


def _close() -> None:
    """An ending by _exit would leave the newest rows in the log beside the file."""
    from django.db import connections

    connections.close_all()


def finished(forked: tuple[int, int]) -> bool:
    pid, hears = forked
    status = os.waitpid(pid, 0)[1]
    os.close(hears)
    return status == 0


def upgrade() -> None:
    from django.conf import settings

    from fermata.site.hosting.turns import Turn
    from fermata.site.hosting.upgrade import bring_up_to_date

    bring_up_to_date(Turn(settings.DATA), say=lambda words: None)


def plainly() -> None:
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def prepare(ground: Ground, *, work: Work, log: Path, newest: int) -> list[Version]:
    from tests.hosting import earlier

    found = []
    for name in earlier.versions()[-newest:]:
        place = ground.empty()
        assert finished(fork(place, lambda name=name: earlier.make(name), log=log)), log.read_text()[-2000:]
        version = Version(name or "nothing", place)
        trial = ground.copy(place)
        forked = fork(trial, work, log=log)
        os.read(forked[1], 1)
        began = time.monotonic()
        assert finished(forked), log.read_text()[-2000:]
        version.seconds, version.goal = time.monotonic() - began, trial.fingerprint()
        ground.forget(trial)
        found.append(version)
    return found


def run(ground: Ground, *, kills: int, work: Work, log: Path, seed: int, newest: int = 0) -> Campaign:
    campaign, choice = Campaign(), random.Random(seed)
    versions = prepare(ground, work=work, log=log, newest=newest)
    while campaign.kills < kills:
        version = versions[campaign.attempts % len(versions)]
        campaign.attempts += 1
        place = ground.copy(version.place)
        if _killed(fork(place, work, log=log), after=choice.uniform(0, version.seconds)):
            campaign.kills += 1
            campaign.killed_from[version.name] += 1
            campaign.wrong += [f"from {version.name}: {said}" for said in _go_on(place, version, work=work, log=log)]
        ground.forget(place)
    for version in versions:
        campaign.wrong += [f"two at once from {version.name}: {said}" for said in _two(ground, version, work, log)]
    return campaign


def _killed(forked: tuple[int, int], *, after: float) -> bool:
    """False when it was quicker."""
    pid, hears = forked
    os.read(hears, 1)
    time.sleep(after)
    os.kill(pid, signal.SIGKILL)
    status = os.waitpid(pid, 0)[1]
    os.close(hears)
    return os.WIFSIGNALED(status)


def _go_on(place: Place, version: Version, *, work: Work, log: Path) -> list[str]:
    if not place.address and place.fingerprint() not in (version.place.fingerprint(), version.goal) and work is upgrade:
        return ["the file is neither the old one nor the new one"]
    if not finished(fork(place, work, log=log)):
        return [f"stuck: {log.read_text().splitlines()[-1]}"]
    return _compare(place, version)


def _two(ground: Ground, version: Version, work: Work, log: Path) -> list[str]:
    place = ground.copy(version.place)
    both = [fork(place, work, log=log), fork(place, work, log=log)]
    ends = [finished(each) for each in both]
    wrong = _compare(place, version) if all(ends) else [f"one failed: {log.read_text().splitlines()[-1]}"]
    ground.forget(place)
    return wrong


def _compare(place: Place, version: Version) -> list[str]:
    tables, schema = place.fingerprint()
    wanted, form = version.goal
    different = [name for name in {*tables, *wanted} if tables.get(name) != wanted.get(name)]
    return place.faults() + [f"rows differ in {name}" for name in different] + ["another schema"] * (schema != form)


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.hosting.migrations")
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--newest", type=int, default=0, help="only from the newest so many versions; 0: from all")
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    asked.add_argument("--plain", action="store_true")
    wanted = asked.parse_args()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fermata-migrations-")))
        os.environ |= {"FERMATA_DATA": str(folder / "own"), "DJANGO_SETTINGS_MODULE": "fermata.site.settings"}
        os.environ.pop("DATABASE_URL", None)
        is_other = wanted.database == "postgresql"
        cluster = stack.enter_context(postgresql.cluster()) if is_other else None
        if cluster:
            os.environ["DATABASE_URL"] = cluster.database()
        import django

        django.setup()
        work = plainly if wanted.plain else upgrade
        began, ground = time.monotonic(), Ground(folder, cluster=cluster)
        found = run(ground, kills=wanted.kills, work=work, log=folder / "log", seed=wanted.seed, newest=wanted.newest)
    print(f"{wanted.database}, {time.monotonic() - began:.0f} s: {found.kills} kills {dict(found.killed_from)}")
    print("\n".join(found.wrong) or "none stuck, no row lost, no schema half")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
