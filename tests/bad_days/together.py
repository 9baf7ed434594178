"""Several people doing something at the same instant."""

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

Act = Callable[[], Any]


def at_once(*acts: Act) -> list[Any]:
    """Do all of it in the same instant. What each of them gave, in order."""
    line = threading.Barrier(len(acts))

    def go(act: Act) -> Any:
        line.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(go, acts))


def statuses(answers: list[httpx.Response]) -> list[int]:
    return sorted(answer.status_code for answer in answers)


def new_key() -> str:
    return uuid.uuid4().hex
