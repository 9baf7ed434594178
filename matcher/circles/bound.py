"""A limit that no parting into circles can pass, to tell how far from the best the circles may be.

Two limits hold at once. Nobody's mean worth to the s - 1 others of a circle of s is more than that to the s - 1 people
they are worth most to and from. And if x[i, j] says how much of i's mean is j, then x is symmetric, adds up to 1 for
everybody, and is at most 1 / (s - 1): a linear programme, whose dual limits it by any prices p ≥ 0 (Lagrange):

    2 · ( Σ over people p[i]  +  Σ over pairs of what worth[i, j] is above p[i] + p[j], divided by s - 1 ).

Good prices come by steps along the subgradient (Held, Wolfe & Crowder 1974); whatever they are, the limit holds. Pairs
outside the lists of near people are worth no more than the last of either list, so prices of half of it cover them. The
limit of a size also covers larger circles. Whoever sits in a smaller one has the mean to fewer of their best at most,
instead of their price twice; who that is we do not know, so those count for whom it is most.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.kernels import kernel

ROUNDS = 120
FIRST_STEP = 2**17
"""How far a price first moves for each partner too many or too few, of UNIT = 2²²; it falls to a 64th."""


def worth_bound(near: NDArray[np.int32], worths: NDArray[np.int64], sizes: Sequence[int]) -> int:
    """Limit on Σ over people of the mean worth to the others of their circle, when circles have these sizes.

    near, worths: (n, k) the k people everybody is worth most to and from, best first, and how much; -1 and 0 where
    there are fewer who may meet at all. sizes: of each circle, all less than k + 2; people in none have no worth.
    """
    if not sizes or not near.shape[1]:
        return 0
    counts = counted_once(near)
    limits = []
    for size in sorted(set(sizes)):
        smaller = {s - 1: s * sizes.count(s) for s in set(sizes) if s < size}
        means = best_means(worths, size - 1)
        alone = int(means.sum()) + more_in_smaller(worths, smaller, instead_of=means)
        limits.append(min(alone, priced(near, worths, counts, size - 1, smaller)))
    return min(limits)


def more_in_smaller(worths: NDArray[np.int64], smaller: Mapping[int, int], *, instead_of: NDArray[np.int64]) -> int:
    """What people in smaller circles could add at most to what they count anyway. smaller: others there → people."""
    total = 0
    for others, people in smaller.items():
        gains = np.sort(best_means(worths, others) - instead_of)
        total += int(gains[len(gains) - people :].sum())
    return total


def best_means(worths: NDArray[np.int64], others: int) -> NDArray[np.int64]:
    """(n,) everybody's mean worth to so many of their best, rounded up."""
    return np.asarray(-(-worths[:, :others].sum(axis=1) // others))


def priced(
    near: NDArray[np.int32],
    worths: NDArray[np.int64],
    counts: NDArray[np.bool_],
    others: int,
    smaller: Mapping[int, int],
) -> int:
    """The least limit found by prices, when all but those in smaller circles have at least so many others."""
    floor = (worths[:, -1] + 1) // 2
    prices = np.maximum((worths[:, min(others, worths.shape[1]) - 1] + 1) // 2, floor)
    least = None
    for step in range(ROUNDS):
        above, partners = overflow(near, worths, counts, prices)
        limit = -(-2 * (int(prices.sum()) * others + above) // others)
        limit += more_in_smaller(worths, smaller, instead_of=2 * prices)
        least = limit if least is None else min(least, limit)
        stride = FIRST_STEP >> (6 * step // ROUNDS)
        prices = np.maximum(prices + stride * (partners - others) // others, floor)
    return least or 0


@kernel
def counted_once(near: NDArray[np.int32]) -> NDArray[np.bool_]:
    """True for each entry whose pair has not stood in a list before: it may stand in both people's."""
    found = np.zeros(near.shape, np.bool_)
    for i in range(near.shape[0]):
        for place in range(near.shape[1]):
            j = near[i, place]
            if j < 0:
                continue
            is_first = True
            if j < i:
                for other in near[j]:
                    if other == i:
                        is_first = False
                        break
            found[i, place] = is_first
    return found


@kernel
def overflow(
    near: NDArray[np.int32], worths: NDArray[np.int64], counts: NDArray[np.bool_], prices: NDArray[np.int64]
) -> tuple[int, NDArray[np.int64]]:
    """What all pairs are worth above their two prices, and for everybody how many such pairs they are in."""
    total = np.int64(0)
    partners = np.zeros(len(prices), np.int64)
    for i in range(near.shape[0]):
        for place in range(near.shape[1]):
            if counts[i, place]:
                j = near[i, place]
                above = worths[i, place] - prices[i] - prices[j]
                if above > 0:
                    total += above
                    partners[i] += 1
                    partners[j] += 1
    return int(total), partners
