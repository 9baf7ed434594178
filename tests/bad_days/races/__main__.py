"""python -m tests.bad_days.races [--rounds 100] [--only NAME] [--sqlite | --postgresql]"""

import argparse
import contextlib
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

from conftest import Server, a_server
from tests import postgresql
from tests.bad_days.houses import House, house_on
from tests.bad_days.races import AT_MOST, RACES


@contextlib.contextmanager
def servers(names: list[str]) -> Iterator[dict[str, Server]]:
    with contextlib.ExitStack() as stack:
        made = {}
        for name in names:
            data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fermata-races-")))
            settings = (
                {"DATABASE_URL": stack.enter_context(postgresql.cluster()).database()} if name == "postgresql" else {}
            )
            made[name] = a_server(data, "--processes", "2", **settings)
            stack.callback(made[name].stop)
            made[name].start()
        yield made


def run(name: str, house: House, *, rounds: int, on: str) -> int:
    """How many of the rounds went wrong; the first few are printed."""
    began, wrong = time.monotonic(), []
    for _ in range(rounds):
        try:
            RACES[name](house)
        except AssertionError:
            wrong.append(traceback.format_exc())
    print(f"{on:10}  {len(wrong)} of {rounds} went wrong  {time.monotonic() - began:5.1f} s  {name}", flush=True)
    print("\n".join(wrong[:2]), end="")
    return len(wrong)


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.bad_days.races")
    asked.add_argument("--rounds", type=int, default=100)
    asked.add_argument("--only", default="")
    asked.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    wanted = asked.parse_args()
    lost = 0
    with servers(wanted.database or ["sqlite", "postgresql"]) as made:
        for database, server in made.items():
            house = house_on(server)
            for name in RACES:
                if wanted.only in name:
                    lost += run(name, house, rounds=min(wanted.rounds, AT_MOST.get(name, wanted.rounds)), on=database)
    return 1 if lost else 0


sys.exit(main())
