"""Two people at the same instant. Each race is one act and what must hold however it ends.

The tests run each a few times; as a command they run as often as one likes, on both databases with two web processes:
python -m tests.bad_days.races --rounds 1000
"""

from collections.abc import Callable
from typing import Any

from tests.bad_days.houses import House

Race = Callable[[House], None]
RACES: dict[str, Race] = {}


AT_MOST: dict[str, int] = {}
"""Races that need a new person each time, and sign-in slows a crowd down."""


def race(run: Race) -> Race:
    RACES[run.__name__] = run
    return run


def rarely(run: Race) -> Race:
    AT_MOST[run.__name__] = 25
    return run


def codes(answers: list[Any]) -> list[str]:
    return sorted(answer.json().get("code", "") for answer in answers)


from tests.bad_days.races import agreement, life, people, room, space  # noqa: E402, F401  # each adds its own
