"""For everybody the people they are worth most to and from, among those they may sit in a circle with."""

import dataclasses

import numpy as np
from numpy.typing import NDArray

from matcher.candidates import NOBODY, best_candidates
from matcher.crowd import crowd_of
from matcher.people import People


def nearest(
    people: People, count: int, *, seed: int, until: float | None
) -> tuple[NDArray[np.int32], NDArray[np.int64], bool]:
    """The best `count` for everybody who share an hour, a language and a band, and are not kept apart.

    Positions (n, count), best first, -1 behind the last; worths (n, count), 0 there; and whether there was time until
    `until` (of time.monotonic) to look at all pairs.
    """
    crowd = crowd_of(dataclasses.replace(people, common_hours=1), seed=seed)
    best, saw_all = best_candidates(crowd, k=count, least=1, stop=np.zeros(1, np.int64), until=until)
    order = np.lexsort((best.other, -best.worth))
    worths = np.take_along_axis(best.worth, order, axis=1).astype(np.int64)
    others = np.take_along_axis(best.other, order, axis=1)
    row = np.append(crowd.row, -1).astype(np.int32)
    near, ranked = np.empty_like(others), np.empty_like(worths)
    near[crowd.row] = row[np.where((others == NOBODY) | (worths == 0), len(crowd.row), others)]
    ranked[crowd.row] = worths
    return near, ranked, saw_all
