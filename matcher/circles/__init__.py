"""Circles: groups of three to eight who share an hour of the week and a language, and all gain from each other.

First exact matching again and again (`start`), then low-temperature annealing (`anneal`), then a ladder for whoever
found no seat (`ladder`). The best parting into circles is out of reach for more than some thirty people (the problem is
NP-hard, as that of maximally diverse groups); so a limit comes with the answer (`bound`).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from matcher.blossom.solve import solve
from matcher.check_circles import check_circles
from matcher.circles.anneal import anneal
from matcher.circles.bound import worth_bound
from matcher.circles.company import LARGEST_CIRCLE, SMALLEST, Company, company_of
from matcher.circles.evenness import even_out, seat_everybody
from matcher.circles.ladder import Rung, rungs
from matcher.circles.nearest import nearest
from matcher.circles.places import seat_all
from matcher.circles.start import Match, first_circles
from matcher.circles.state import Seats
from matcher.errors import MatcherError, NotValid
from matcher.graph import graph_of
from matcher.people import People
from matcher.worth import UNIT

__all__ = ["Circles", "Rung", "best_circles"]

NEAR = 32
"""So many near people everybody's proposals and the first matchings look at."""
LEAST_PROPOSALS, MOST_PROPOSALS, IN_ALL = 300, 1000, 6_000_000
"""Of annealing, for each person, and for all together between the two: about four seconds. Twice as many gain about
half a percent at first, and less and less."""


@dataclass(frozen=True)
class Circles:
    """An answer of `best_circles`. Positions are rows of the people it was asked for."""

    circles: tuple[tuple[int, ...], ...]
    """Positions, ascending within each circle; circles by their first. Nobody sits twice."""
    total: int
    """Σ over people of the mean worth to the others of the circle, in units of 2047²; rounded down in each circle."""
    bound: int
    """No circles of these sizes have a larger total."""
    variety: float
    """Different functions in a circle, divided by its people; mean over people, 0..1."""
    relaxed: dict[int, Rung] = field(repr=False)
    """For whom which rung of the ladder was needed."""
    is_complete: bool = True
    """False when the time ended before the work did."""

    @property
    def alone(self) -> tuple[int, ...]:
        """Positions of who sits in no circle: no rung of the ladder holds for them."""
        return tuple(sorted(i for i, rung in self.relaxed.items() if rung == Rung.NONE))

    @property
    def share(self) -> float:
        """`total` of `bound`: 1 is proven best, less may be."""
        return self.total / self.bound if self.bound else 1.0

    def check(self, people: People) -> None:
        """Raise `NotValid` where a rule is broken, somebody is missing, or the circles are not worth `total`."""
        beside = {i for i, rung in self.relaxed.items() if rung == Rung.BESIDE}
        pairs = sum(rung == Rung.TWO for rung in self.relaxed.values()) // 2
        total = check_circles(people, self.circles, beside=beside, pairs=pairs)
        seated = {i for circle in self.circles for i in circle}
        if seated | set(self.alone) != set(range(len(people))) or seated & set(self.alone):
            raise NotValid("Somebody sits in no circle and is not named as alone, or is named and sits in one.")
        if total != self.total or total > self.bound:
            raise NotValid(f"The circles are worth {total}, not {self.total}, of at most {self.bound}.")


def best_circles(
    people: People,
    *,
    size: int = 5,
    seed: int = 0,
    time_limit: float | None = None,
    variety: float = 0.1,
    proposals: int | None = None,
    tell: Callable[[str, float], None] = lambda *_: None,
) -> Circles:
    """Part people into circles of about `size` (3..8), sizes as even as they can be within each band.

    A seed (0..2⁶²) gives the same circles everywhere, unless `time_limit` (seconds) ends the work early: then the best
    so far is returned, keeping all rules. variety (0..1) is what one more function in a circle counts, beside worths
    of 0..1 for each person. proposals: of annealing, for each person; 1,000 for few people down to 300 for many, unless
    given. tell(step, share) is called as the work goes on. Raises `MatcherError` for a size, seed or
    variety out of range.

    >>> people = People.from_arrays(want=[[2000]] * 6, offer=[[2000]] * 6)
    >>> [len(circle) for circle in best_circles(people, size=3).circles]
    [3, 3]
    """
    if not SMALLEST <= size <= LARGEST_CIRCLE:
        raise MatcherError(f"A circle has {SMALLEST} to {LARGEST_CIRCLE} people, not {size}.")
    if not 0 <= variety <= 1 or not 0 <= seed < 2**62 or (proposals or 0) < 0:
        raise MatcherError("variety lies between 0 and 1, seed between 0 and 2^62; proposals are 0 or more.")
    company = company_of(people, variety=variety)
    if proposals is None:
        proposals = max(LEAST_PROPOSALS, min(MOST_PROPOSALS, IN_ALL // max(len(people), 1)))
    begun = time.monotonic()
    until = None if time_limit is None else begun + time_limit
    halfway = None if time_limit is None else begun + time_limit / 2
    tell("looking for people near each other", 0.0)
    near, worths, saw_all = nearest(people, NEAR, seed=seed, until=halfway)
    tell("matching", 0.0)
    units = first_circles(near, company, size=size, match=_matching(halfway))
    seats = seat_all(units, near, company, size=size, until=until)
    seat_everybody(seats, near, company, seed=seed, until=until)
    even_out(seats, near, company, size=size, seed=seed, until=until)
    trading = partial(tell, "trading places")
    made = anneal(seats, near, company, proposals=proposals, seed=seed, until=until, tell=trading)
    seat_everybody(seats, near, company, seed=seed, until=until)
    is_complete = saw_all and made == proposals * len(people)
    return _answer(seats, near, worths, company, saw_all=saw_all, is_complete=is_complete)


def _matching(until: float | None) -> Match:
    """Exact matching, most pairs first, until a moment; then whatever is matched."""

    def match(n: int, edges: NDArray[np.int64], weights: NDArray[np.int64]) -> NDArray[np.int32]:
        bonus = (int(weights.max(initial=0)) + 1) * (n // 2 + 1)
        return solve(graph_of(n, edges[:, 0], edges[:, 1], weights), bonus=bonus, until=until).mate

    return match


def _answer(
    seats: Seats,
    near: NDArray[np.int32],
    worths: NDArray[np.int64],
    company: Company,
    *,
    saw_all: bool,
    is_complete: bool,
) -> Circles:
    relaxed = rungs(seats, company)
    rows = [seats.members[k, : seats.size[k]] for k in range(int(seats.spare[0])) if seats.size[k]]
    circles = sorted(tuple(sorted(row.tolist())) for row in rows)
    inside = [(len(row), int(seats.inside[row].sum())) for row in rows]
    total = sum(worth // (size - 1) for size, worth in inside)
    seated = sum(map(len, circles))
    if saw_all:
        strict = [len(circle) for circle in circles if not any(relaxed.get(i) == Rung.BESIDE for i in circle)]
        bound = worth_bound(near, worths, strict) + UNIT * (seated - sum(strict))
    else:
        bound = UNIT * seated
    return Circles(
        circles=tuple(circles),
        total=total,
        bound=max(total, bound),
        variety=_variety(circles, company) / max(seated, 1),
        relaxed=relaxed,
        is_complete=is_complete,
    )


def _variety(circles: list[tuple[int, ...]], company: Company) -> int:
    """Different functions in each circle, added up; who has none counts for themselves."""
    functions = [[int(company.function[i]) for i in circle] for circle in circles]
    return sum(len(set(row) - {-1}) + row.count(-1) for row in functions)
