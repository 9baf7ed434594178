"""What a pair is worth, in whole numbers.

The satisfaction of i with j is s = want[i]·offer[j], cut to 0..UNIT. What the two are worth to each other is the
harmonic mean ⌊2·s·t / (s + t)⌋ of both satisfactions: both must gain, and the one who gains less counts more (RECON,
Pizzato et al., 2010). A pair from which one would gain nothing is no pair. Fairness decides how worths are added up.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

LARGEST = 2047
"""The largest entry of a vector: 11 bits."""
UNIT = LARGEST * LARGEST
"""A satisfaction of 1: 4,190,209, below 2²²."""
EXACT_BELOW = 2**24
"""Below this a float32 holds every whole number, so sums come out the same in any order."""


@dataclass(frozen=True)
class Fairness:
    """How worths become one total, once as many people as possible are paired.

    floor_first: first raise the satisfaction of the one who gains least as high as it goes, and never fall below it.
    power: then add up worths to the power of 1, 2 or 4. Higher powers protect those who could do much better together,
    so that fewer pairs would rather leave their partners for each other.
    """

    floor_first: bool = True
    power: Literal[1, 2, 4] = 4


FAIREST = Fairness()


def harmonic(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    """Worths in 0..UNIT from satisfactions of any sign, element by element.

    >>> harmonic(np.array([UNIT, 3000, -5]), np.array([UNIT, 1000, 7])).tolist()
    [4190209, 1500, 0]
    """
    low, high = np.clip(one, 0, UNIT), np.clip(other, 0, UNIT)
    return np.asarray(2 * low * high // np.maximum(low + high, 1))


def weigh(worth: NDArray[np.int64], power: int) -> NDArray[np.int64]:
    """Worths (0..UNIT) to a power, scaled back to 22 bits, in whole numbers: never falling where worths rise.

    >>> weigh(np.array([0, UNIT // 2, UNIT]), 4).tolist()
    [0, 261121, 4177947]
    """
    if power == 1:
        return worth
    if power == 2:
        return np.asarray((worth * worth) >> 22)
    square = (worth * worth) >> 13
    return np.asarray((square * square) >> 40)
