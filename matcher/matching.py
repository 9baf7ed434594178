"""The answer: who is paired with whom, how satisfied each is, and the proof."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from matcher.asking import Anchor
from matcher.blossom.solve import Solved
from matcher.certificate import Certificate
from matcher.check import check
from matcher.crowd import Crowd
from matcher.people import People
from matcher.pool import Pool
from matcher.worth import UNIT, Fairness


@dataclass(frozen=True, eq=False)
class Warm:
    """What `rematch` begins with. By places of the crowd."""

    people: People
    crowd: Crowd
    fairness: Fairness
    least: int
    bonus: int
    pool: Pool
    mate: NDArray[np.int32]
    proof: Solved
    anchor: Anchor | None


@dataclass(frozen=True, eq=False)
class Unmatched:
    """Somebody who is in no pair, and why. code: alone, odd_one_out, all_taken, or stopped."""

    id: str
    code: str
    reason: str


@dataclass(frozen=True, eq=False)
class Relaxed:
    """A pair or triad that a relaxed rule allows. code: shorter_time, near_band, met_before, or triad."""

    ids: tuple[str, ...]
    code: str
    reason: str


@dataclass(frozen=True, eq=False)
class Matching:
    """Pairs of people with a proof. Arrays go by the rows of the People it was made for."""

    ids: tuple[str, ...]
    mates: NDArray[np.int32]
    """(n,) row of each one's partner, or -1."""
    satisfaction: NDArray[np.float64]
    """(n,) of each with their partner, 0..1; NaN for those who have none."""
    certificate: Certificate
    unmatched: tuple[Unmatched, ...] = ()
    relaxed: tuple[Relaxed, ...] = ()
    """Pairs and triads for the unmatched, outside of `pairs` and of the proof."""
    seconds: dict[str, float] = field(default_factory=dict)
    """How long each step took."""
    target: float = 0.0
    """The gap that was asked for."""
    warm: Warm | None = field(default=None, repr=False)
    """What is known beyond the pairs, for `rematch`. None after loading."""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Pairs of ids, in the order of rows."""
        return [(self.ids[i], self.ids[j]) for i, j in enumerate(self.mates.tolist()) if i < j]

    @property
    def triads(self) -> tuple[Relaxed, ...]:
        return tuple(one for one in self.relaxed if len(one.ids) > 2)

    @property
    def total(self) -> int:
        """Sum of the pairs' weights: worths in 1/2047², to the power of the fairness, scaled back."""
        return self.certificate.total

    @property
    def bound(self) -> int:
        """With as many pairs as possible, no allowed matching has a greater total."""
        return self.certificate.bound

    @property
    def gap(self) -> float:
        """How far the total may be from the best, relative to it; 0 means proven best.

        When not even the number of pairs is proven, how far that may be, relative to it.
        """
        c = self.certificate
        if c.bound_pairs > c.pairs:
            return (c.bound_pairs - c.pairs) / c.bound_pairs
        return (c.bound - c.total) / max(c.total, 1)

    @property
    def floor(self) -> float:
        """Nobody who is paired is satisfied less, 0..1."""
        return self.certificate.least / UNIT

    def check(self, people: People) -> None:
        """Raise NotValid unless everything that is promised here holds for these people; see `matcher.check`."""
        check(people, self.mates, self.certificate)
