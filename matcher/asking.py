"""Asking as few pairs as will do: what is known of all those that the pool does not hold.

A look at all pairs keeps the nearest to being an improvement, and knows by how much every other one is covered at
least. Half of that is taken off both people's duals: the *anchor*, numbers without odd sets that still cover every
allowed pair outside of the pool. A later dual leaves no such pair uncovered but for people whose own part in it is
below their anchor, so only they are asked. They usually are few, because a change moves most duals by less than that.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from matcher.cover import Cover
from matcher.crowd import Crowd
from matcher.pricing import FEW, Prices, Question, price, price_rows

Anchor = NDArray[np.int64]
"""(n,) anchor[i] + anchor[j] is at least the gain of every allowed pair of the crowd that is not in the pool."""


@dataclass(frozen=True, eq=False)
class Parts:
    """Everybody's part in what a dual gives to pairs: (n,) each."""

    least: NDArray[np.int64]
    """No pair gets less than the sum of both, unless one of them stands `outside`."""
    most: NDArray[np.int64]
    """No pair gets more than most[i] + least[j]."""
    outside: NDArray[np.bool_]


def parts_of(crowd: Crowd, cover: Cover) -> Parts:
    """Within one greatest odd set both share its z, so half of it counts as each one's: where one set holds more than
    half of a band, and then whoever is outside of it must always be asked. Elsewhere odd sets count for nothing."""
    parent = cover.parent[: crowd.n]
    around = np.where(parent >= 0, cover.around[parent], 0)
    least, most, outside = cover.dual.copy(), cover.dual + around, np.zeros(crowd.n, np.bool_)
    for low, high in pairwise(crowd.bands.tolist()):
        with_z = cover.top[low:high][cover.top_z[low:high] > 0]
        if 2 * len(with_z) > high - low:
            inside = cover.top[low:high] == np.bincount(with_z).argmax()
            if 2 * inside.sum() > high - low:
                half = np.where(inside, cover.top_z[low:high] // 2, 0)
                least[low:high] += half
                most[low:high] -= half
                outside[low:high] = ~inside
    return Parts(least, most, outside)


def ask(
    crowd: Crowd,
    cover: Cover,
    anchor: Anchor | None,
    question: Question,
    *,
    stop: NDArray[np.int64],
    until: float | None,
) -> tuple[Prices, Anchor | None]:
    """Which pairs outside of the pool does this dual not cover? And the anchor once those found are in the pool.

    All pairs are asked when nothing is known (None) or too many people are below their anchor.
    """
    parts = parts_of(crowd, cover)
    rows = None if anchor is None else np.nonzero(parts.outside | (parts.least < anchor))[0]
    if anchor is None or rows is None or len(rows) * FEW > crowd.n:
        found = price(crowd, cover, question, stop=stop, until=until)
        return found, parts.most - -found.beyond // 2 if found.complete else None
    return ask_rows(crowd, rows, cover, parts, anchor, question, stop=stop, until=until)


def ask_rows(
    crowd: Crowd,
    rows: NDArray[np.int64],
    cover: Cover,
    parts: Parts,
    anchor: Anchor,
    question: Question,
    *,
    stop: NDArray[np.int64],
    until: float | None,
) -> tuple[Prices, Anchor | None]:
    """Ask these people about everybody, whose anchors stay as they are: so what they have above them counts as spare.

    Pairs of two who are asked are left out with what both have over, pairs with others with what the one has: hence
    the half, but only of what is over, not of what is missing.
    """
    spare = parts.least - anchor
    spare[rows] = 0
    found = price_rows(crowd, rows, cover, question, spare=spare, stop=stop, until=until)
    if not found.complete:
        return found, None
    beyond = found.beyond[rows]
    moved = anchor.copy()
    moved[rows] = parts.most[rows] + np.where(beyond > 0, beyond, -(-beyond // 2))
    return found, moved
