"""For everybody the people they are worth most to and from, among those they may sit in a circle with."""

import time

import numpy as np
from numpy.typing import NDArray

from matcher.people import People
from matcher.threads import one_blas_thread
from matcher.worth import harmonic

BLOCK = 1 << 21
"""Pairs looked at together."""


def nearest(
    people: People, count: int, *, until: float | None = None
) -> tuple[NDArray[np.int32], NDArray[np.int64], bool]:
    """The best `count` for everybody: positions (n, count), best first, -1 behind the last; worths (n, count); and
    whether `until` (of time.monotonic) left time to look at all pairs.
    """
    n = len(people)
    near = np.full((n, count), -1, np.int32)
    worths = np.zeros((n, count), np.int64)
    want, offer = people.want.astype(np.float32), people.offer.astype(np.float32)
    for band in np.unique(people.band).tolist():
        there = np.nonzero(people.band == band)[0]
        step = max(1, BLOCK // len(there))
        for begin in range(0, len(there), step):
            if until is not None and time.monotonic() > until:
                return near, worths, False
            rows = there[begin : begin + step]
            with one_blas_thread():
                mine, theirs = want[rows] @ offer[there].T, (want[there] @ offer[rows].T).T
            mutual = harmonic(mine.astype(np.int64), theirs.astype(np.int64))
            mutual[~_may_meet(people, rows, there)] = -1
            _keep_best(mutual, rows, there, near, worths)
    return near, worths, True


def _may_meet(people: People, rows: NDArray[np.int64], there: NDArray[np.int64]) -> NDArray[np.bool_]:
    allowed = (people.languages[rows, None] & people.languages[there]) != 0
    shared = np.zeros(allowed.shape, np.bool_)
    for word in range(3):
        shared |= (people.hours[rows, None, word] & people.hours[there, word]) != 0
    allowed &= shared
    begin, end = people.line[:, 0], people.line[:, 1]
    allowed &= ~((begin[rows, None] <= begin[there]) & (begin[there] < end[rows, None]))
    allowed &= ~((begin[there] <= begin[rows, None]) & (begin[rows, None] < end[there]))
    place = np.full(len(people), -1, np.int64)
    place[there] = np.arange(len(there))
    for row, i in enumerate(rows.tolist()):
        apart = place[people.apart[people.apart_from[i] : people.apart_from[i + 1]]]
        allowed[row, apart[apart >= 0]] = False
        allowed[row, place[i]] = False
    return np.asarray(allowed)


def _keep_best(
    mutual: NDArray[np.int64],
    rows: NDArray[np.int64],
    there: NDArray[np.int64],
    near: NDArray[np.int32],
    worths: NDArray[np.int64],
) -> None:
    """Equal worths go to the lower position, so that the answer does not hang on how a library sorts."""
    count = min(near.shape[1], len(there))
    keys = mutual * len(there) + np.arange(len(there))[::-1]
    best = -np.sort(np.partition(-keys, count - 1, axis=1)[:, :count], axis=1)
    found = best // len(there)
    column = len(there) - 1 - best % len(there)
    near[rows, :count] = np.where(found >= 0, there[column], -1)
    worths[rows, :count] = np.maximum(found, 0)
