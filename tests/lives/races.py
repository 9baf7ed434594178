"""Two members at the same instant, ten thousand times: python -m tests.lives.races [--rounds 10000] [--database NAME]

Straight through the actions, each member on a connection of their own; what a browser sees of the same races is in
tests.bad_days.races. Each race is one act of two people, and what must hold however it ends.
"""

import argparse
import contextlib
import os
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from fermata.partnerships.models import Partnership
    from fermata.people.models import Person

ONE, OTHER = "a" * 64, "b" * 64
Act = Callable[[], Any]


@dataclass
class Pair:
    """Two people, and one partnership after another."""

    amara: "Person"
    ben: "Person"
    crowd: ThreadPoolExecutor

    def meet(self) -> "Partnership":
        from django.db import transaction

        from fermata.partnerships.actions.forming import form
        from tests.cast import MONDAY

        with transaction.atomic():
            return form([self.amara, self.ben], now=MONDAY)

    def at_once(self, *acts: Act) -> list[str]:
        """What became of each: "" when it was done, or the code of the refusal."""
        line = threading.Barrier(len(acts))

        def go(act: Act) -> str:
            from fermata.core.refusal import Refused
            from fermata.vault.actions import Stale

            line.wait()
            try:
                act()
            except Refused as refused:
                return refused.refusal.code
            except Stale:
                return "stale"
            return ""

        return list(self.crowd.map(go, acts))


def propose(found: "Partnership", *, former: int = 0, digest: str = ONE, item: Any = None) -> None:
    from fermata.partnerships.actions import agreement
    from tests.cast import MONDAY, sealed

    order = {"item": item or uuid4(), "file": sealed(), "digest": digest, "withdrawal": "", "now": MONDAY}
    agreement.propose(found, former=former, **order)


def sign(found: "Partnership", by: "Person", *, number: int = 1, digest: str = ONE) -> None:
    from fermata.partnerships.actions import agreement
    from tests.cast import MONDAY

    agreement.sign(found, number=number, digest=digest, proof="p", by=by, now=MONDAY)


def leave(found: "Partnership", by: "Person") -> None:
    from fermata.partnerships.actions import goodbye
    from tests.cast import MONDAY

    goodbye.leave(found, by=by, now=MONDAY)


def standing(found: "Partnership") -> tuple[int | None, set[Any]]:
    """Which words are in force, and who stands behind the newest."""
    from fermata.partnerships.actions import agreement
    from fermata.partnerships.models import Partnership

    fresh = Partnership.objects.get(pk=found.pk)
    newest = fresh.proposals.order_by("-number").first()
    signed = newest.signatures.filter(withdrawn_at=None).values_list("person", flat=True) if newest else []
    return agreement.in_force(fresh), set(signed)


def sign_and_sign(pair: Pair) -> None:
    """Two signatures at once: both count, and the words are in force."""
    found = pair.meet()
    propose(found)
    said = pair.at_once(partial(sign, found, pair.amara), partial(sign, found, pair.ben))

    assert said == ["", ""], said
    assert standing(found) == (1, {pair.amara.pk, pair.ben.pk})
    assert found.passages.filter(event="signed").count() == 1, "they came to the trial once"


def edit_and_sign(pair: Pair) -> None:
    """A changed text and a signature: nobody is bound to words they have not read."""
    found, item = pair.meet(), uuid4()
    propose(found, item=item)
    sign(found, pair.amara)
    changed, signed = pair.at_once(
        partial(propose, found, former=1, digest=OTHER, item=item), partial(sign, found, pair.ben)
    )

    assert changed == ""
    assert signed in {"", "text_changed"}, signed
    in_force, behind = standing(found)
    assert behind == set(), "nobody has signed the newest words"
    assert in_force == (1 if signed == "" else None)


def leave_and_sign(pair: Pair) -> None:
    """A signature comes before a goodbye or not at all."""
    found = pair.meet()
    propose(found)
    sign(found, pair.amara)
    left, signed = pair.at_once(partial(leave, found, pair.amara), partial(sign, found, pair.ben))

    assert left == ""
    assert signed in {"", "partnership_over"}, signed
    in_force, behind = standing(found)
    assert (pair.ben.pk in behind) == (signed == "") == (in_force == 1)
    assert found.passages.order_by("-number").values_list("phase", flat=True)[0] == "ended"


def leave_and_write(pair: Pair) -> None:
    """What is written while somebody leaves is kept or refused, and nothing comes after."""
    from fermata.vault.actions import save_item
    from fermata.vault.models import Item
    from tests.cast import MONDAY, sealed

    found, item = pair.meet(), uuid4()
    write = partial(save_item, found.space, item_id=item, base=0, file=sealed(), withdrawal="", now=MONDAY)
    left, wrote = pair.at_once(partial(leave, found, pair.amara), write)

    assert left == ""
    assert wrote in {"", "space_closed"}, wrote
    assert Item.objects.filter(pk=item).exists() == (wrote == "")
    late = pair.at_once(
        partial(save_item, found.space, item_id=uuid4(), base=0, file=sealed(), withdrawal="", now=MONDAY)
    )
    assert late == ["space_closed"], late


RACES: list[Callable[[Pair], None]] = [sign_and_sign, edit_and_sign, leave_and_sign, leave_and_write]


def run(race: Callable[[Pair], None], pair: Pair, *, rounds: int, on: str) -> int:
    """How many of the rounds went wrong; the first few are printed."""
    began, wrong = time.monotonic(), []
    for _ in range(rounds):
        try:
            race(pair)
        except Exception:  # a database error is as wrong as a false answer
            wrong.append(traceback.format_exc())
    print(
        f"{on:10}  {len(wrong)} of {rounds} went wrong  {time.monotonic() - began:6.1f} s  {race.__name__}", flush=True
    )
    print("\n".join(wrong[:2]), end="")
    return len(wrong)


@contextlib.contextmanager
def database(name: str) -> Iterator[None]:
    """An empty one, made as an installation makes it."""
    from tests import postgresql

    with contextlib.ExitStack() as stack:
        os.environ["FERMATA_DATA"] = stack.enter_context(tempfile.TemporaryDirectory(prefix="fermata-races-"))
        os.environ["FERMATA_DEVELOPMENT"] = "1"
        os.environ["DJANGO_SETTINGS_MODULE"] = "fermata.site.settings"
        os.environ.pop("DATABASE_URL", None)
        if name == "postgresql":
            os.environ["DATABASE_URL"] = stack.enter_context(postgresql.cluster()).database()
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        call_command("migrate", verbosity=0)
        stack.callback(connections.close_all)
        yield


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.lives.races")
    asked.add_argument("--rounds", type=int, default=10_000)
    asked.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    wanted = asked.parse_args()
    with database(wanted.database), ThreadPoolExecutor(2) as crowd:
        from tests.cast import person

        pair = Pair(person("Amara"), person("Ben"), crowd)
        lost = sum(run(race, pair, rounds=wanted.rounds, on=wanted.database) for race in RACES)
        from django.db import connections

        line = threading.Barrier(2)
        list(crowd.map(lambda _: (line.wait(), connections.close_all()), range(2)))
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
