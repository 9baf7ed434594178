"""The rules that can never be traded, for one pair at a time."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.kernels import inlined, kernel


class Rules(NamedTuple):
    """The parts of `People` that forbid pairs, in an order that kernels can walk through."""

    languages: NDArray[np.uint64]
    hours: NDArray[np.uint64]
    """(3, n), so that a run of people lies side by side for the processor's lanes."""
    line: NDArray[np.int64]
    apart_from: NDArray[np.int64]
    apart: NDArray[np.int32]
    common_hours: int


@inlined
def ones(word: np.uint64) -> np.uint64:
    """How many bits of a word are set."""
    x = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    x = (x & np.uint64(0x3333333333333333)) + ((x >> np.uint64(2)) & np.uint64(0x3333333333333333))
    x = (x + (x >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return (x * np.uint64(0x0101010101010101)) >> np.uint64(56)


@inlined
def nothing_between(rules: Rules, i: int, j: int) -> bool:
    """Whether no reporting line and no wish keeps i and j, of one band, apart. Time is another question."""
    line = rules.line
    if i == j or (line[i, 0] <= line[j, 0] and line[j, 0] < line[i, 1]):
        return False
    if line[j, 0] <= line[i, 0] and line[i, 0] < line[j, 1]:
        return False
    for k in range(rules.apart_from[i], rules.apart_from[i + 1]):  # noqa: SIM110 - compiled as it stands
        if rules.apart[k] == j:
            return False
    return True


@kernel
def leave_who_share_time(rules: Rules, i: int, first: int, found: NDArray[np.uint8]) -> bool:
    """Wipe the marks of those of a run, from place `first` on, who share too few hours or no language with i.

    Returns whether a mark is left. Most pairs fail here, so many are looked at at once.
    """
    languages, one, two, three = rules.languages, rules.hours[0], rules.hours[1], rules.hours[2]
    mine, a, b, c = languages[i], one[i], two[i], three[i]
    least = np.uint64(rules.common_hours)
    left = np.uint8(0)
    for k in range(found.size):
        j = first + k
        shared = ones(a & one[j]) + ones(b & two[j]) + ones(c & three[j])
        found[k] &= np.uint8(shared >= least) & np.uint8((mine & languages[j]) != np.uint64(0))
        left |= found[k]
    return bool(left > 0)
