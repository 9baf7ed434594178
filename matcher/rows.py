"""Turning what callers give into the arrays `People` promises, or saying in one sentence why not."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from matcher.errors import MatcherError
from matcher.worth import LARGEST

LANES = 8
"""Vectors are filled up to a multiple of this."""


def whole(given: ArrayLike, name: str) -> NDArray[Any]:
    """An array of whole numbers as given; fractions, NaN and words raise MatcherError."""
    array = np.asarray(given)
    if array.size == 0:
        return array.astype(np.int64)
    if array.dtype.kind == "f":
        if not np.isfinite(array).all():
            raise MatcherError(f"{name} has a value that is no number (NaN or infinite).")
        if (array != np.rint(array)).any():
            raise MatcherError(f"{name} has fractions; give whole numbers.")
        return array.astype(np.int64)
    if array.dtype.kind not in "iub":
        raise MatcherError(f"{name} must hold whole numbers, not {array.dtype}.")
    return array


def wide(given: ArrayLike, name: str) -> NDArray[np.int16]:
    """(n, d) vectors in -LARGEST..LARGEST, filled up with zeros to a multiple of LANES."""
    array = whole(given, name)
    if array.size == 0 and array.ndim < 2:
        array = array.reshape(0, 0)
    if array.ndim != 2:
        raise MatcherError(f"{name} must have two dimensions (people, qualities), not {array.ndim}.")
    if array.size and not (int(array.min()) >= -LARGEST and int(array.max()) <= LARGEST):
        row = int(np.nonzero(((array < -LARGEST) | (array > LARGEST)).any(axis=1))[0][0])
        raise MatcherError(f"{name} of row {row} leaves -{LARGEST}..{LARGEST}.")
    width = max(LANES, -(-array.shape[1] // LANES) * LANES)
    filled = np.zeros((len(array), width), np.int16)
    filled[:, : array.shape[1]] = array
    return filled


def integers(
    given: ArrayLike | None, name: str, shape: tuple[int, ...], dtype: DTypeLike, *, missing: int
) -> NDArray[Any]:
    """Whole numbers of a shape and type; `missing` everywhere when nothing was given."""
    kind = np.dtype(dtype)
    if given is None:
        return np.full(shape, missing, kind)
    array = whole(given, name)
    if array.size == 0 and 0 in shape:
        array = array.reshape(shape)
    if array.shape != shape:
        raise MatcherError(f"{name} has shape {array.shape}; {shape} is needed.")
    limits = np.iinfo(kind)
    if array.size and not (limits.min <= int(array.min()) and int(array.max()) <= limits.max):
        raise MatcherError(f"{name} has a number beyond {kind.name}.")
    return np.ascontiguousarray(array, kind)


def table(given: ArrayLike | None, name: str, shape: tuple[int, ...], *, missing: int) -> NDArray[np.uint64]:
    """Sets as bits."""
    return integers(given, name, shape, np.uint64, missing=missing)


def intervals(given: ArrayLike | None, n: int) -> NDArray[np.int64]:
    """(n, 2) intervals that are nested or apart; by default all apart."""
    if given is None:
        return np.stack([np.arange(n), np.arange(1, n + 1)], axis=1).astype(np.int64)
    line: NDArray[np.int64] = integers(given, "line", (n, 2), np.int64, missing=0)
    if (line[:, 0] >= line[:, 1]).any():
        row = int(np.nonzero(line[:, 0] >= line[:, 1])[0][0])
        raise MatcherError(f"line of row {row} ends before it begins.")
    check_nesting(line)
    return line


def check_nesting(line: NDArray[np.int64]) -> None:
    """Raise MatcherError where two intervals overlap without one holding the other, as no reporting line does."""
    order = np.lexsort((-line[:, 1], line[:, 0]))
    open_until: list[int] = []
    for row in order.tolist():
        begin, end = int(line[row, 0]), int(line[row, 1])
        while open_until and open_until[-1] <= begin:
            open_until.pop()
        if open_until and end > open_until[-1]:
            raise MatcherError(f"line of row {row} overlaps another without lying inside it.")
        open_until.append(end)


def lines_from_managers(manager: ArrayLike) -> NDArray[np.int64]:
    """The `line` of People from each one's manager: (n,) positions, -1 for none.

    A manager who does not exist, or people who manage each other in a circle, raise MatcherError.

    >>> lines_from_managers([-1, 0, 1, -1]).tolist()
    [[0, 3], [1, 3], [2, 3], [3, 4]]
    """
    managers = whole(manager, "manager").astype(np.int64)
    n = len(managers)
    if n and not (int(managers.min()) >= -1 and int(managers.max()) < n):
        raise MatcherError("manager has a position that does not exist.")
    reports: list[list[int]] = [[] for _ in range(n)]
    for person, above in enumerate(managers.tolist()):
        if above >= 0:
            reports[above].append(person)
    line, clock = np.full((n, 2), -1, np.int64), 0
    for root in np.nonzero(managers == -1)[0].tolist():
        walk = [(root, False)]
        while walk:
            person, leaving = walk.pop()
            if leaving:
                line[person, 1] = clock
                continue
            line[person, 0], clock = clock, clock + 1
            walk.append((person, True))
            walk.extend((below, False) for below in reversed(reports[person]))
    if (line[:, 0] < 0).any():
        row = int(np.nonzero(line[:, 0] < 0)[0][0])
        raise MatcherError(f"Row {row} stands in a circle of managers; somebody there must have none.")
    return line


def unique_ids(n: int, given: Sequence[str] | None) -> tuple[str, ...]:
    """n different, non-empty names; '1', '2', … when none were given."""
    ids = tuple(str(row + 1) for row in range(n)) if given is None else tuple(given)
    if len(ids) != n:
        raise MatcherError(f"There are {len(ids)} ids for {n} people.")
    if not all(isinstance(name, str) and name for name in ids):
        raise MatcherError("Every id must be a word of at least one letter.")
    if len(set(ids)) != n:
        seen: set[str] = set()
        twice = next(name for name in ids if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise MatcherError(f"The id {twice!r} is there twice.")
    return ids


def neighbours(
    n: int, not_with: ArrayLike | None, met_before: ArrayLike | None
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.bool_]]:
    """The union of both relations, made symmetric: where each row begins, the others, and who is there only as met."""
    never, before = pairs_of(n, not_with, "not_with"), pairs_of(n, met_before, "met_before")
    keys = np.unique(np.concatenate([never, before]))
    met = np.isin(keys, never, invert=True)
    starts = np.searchsorted(keys, np.arange(n + 1, dtype=np.int64) * max(n, 1)).astype(np.int64)
    return starts, (keys % max(n, 1)).astype(np.int32), met


def pairs_of(n: int, given: ArrayLike | None, name: str) -> NDArray[np.int64]:
    """Both directions of (k, 2) pairs as keys one·n + other."""
    if given is None or np.asarray(given).size == 0:
        return np.zeros(0, np.int64)
    pairs = whole(given, name).astype(np.int64)
    if pairs.ndim != 2 or pairs.shape[1] != 2:
        raise MatcherError(f"{name} must be pairs of positions, (k, 2), not {pairs.shape}.")
    if int(pairs.min()) < 0 or int(pairs.max()) >= n:
        raise MatcherError(f"{name} has a position that does not exist.")
    if (pairs[:, 0] == pairs[:, 1]).any():
        row = int(pairs[pairs[:, 0] == pairs[:, 1]][0, 0])
        raise MatcherError(f"{name} keeps row {row} apart from themselves.")
    return np.concatenate([pairs[:, 0] * n + pairs[:, 1], pairs[:, 1] * n + pairs[:, 0]])
