"""Most people first, then the highest floor: the least satisfied of all paired people, raised as far as it goes.

Both are questions of how many pairs there can be, so both come with a barrier that proves the answer over all pairs.
Also here: the report of blocking pairs, which would both rather be with each other than with their partners.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.cardinality import as_dual, barrier_limit, greatest_matching
from matcher.certificate import Barrier
from matcher.cover import cover_of
from matcher.crowd import Crowd
from matcher.graph import Graph
from matcher.pool import Pool
from matcher.pricing import COUNT, Prices, Question, price, price_rows
from matcher.worth import UNIT


FEW = 16
"""One of so many people is few: asking them alone is quicker than all tiles."""


@dataclass(frozen=True, eq=False)
class Most:
    """As many pairs as there can be with both satisfied by `barrier.least`. proven: over all pairs, not only the pool."""

    mate: NDArray[np.int32]
    barrier: Barrier
    proven: bool


def most_pairs(
    crowd: Crowd, pool: Pool, least: int, warm: NDArray[np.int32], *, stop: NDArray[np.int64], until: float | None
) -> Most:
    """Match as many as possible; ask all pairs of the crowd for those that would break the barrier; and again."""
    mate = without_low_pairs(crowd, warm, least)
    while True:
        graph, low = pool.graph(1), pool.arc_lows()
        mate, part, _ = greatest_matching(graph, low, least, mate, failures=crowd.n, stop=stop)
        barrier = Barrier(least, barrier_limit(part), part)
        if stop[0] or barrier.limit == crowd.n // 2:
            return Most(mate, barrier, proven=not stop[0])
        found = joining_parts(crowd, part, mate, least, stop=stop, until=until)
        if not len(found.one) or not found.complete:
            return Most(mate, barrier, proven=found.complete)
        pool.add(crowd, found.one, found.other, found.worth)


def joining_parts(
    crowd: Crowd,
    part: NDArray[np.int32],
    mate: NDArray[np.int32],
    least: int,
    *,
    stop: NDArray[np.int64],
    until: float | None,
) -> Prices:
    """Pairs that break a barrier. One of them always stands in an odd part, so when these are few, only they are asked."""
    dual = as_dual(part, mate)
    outer = np.nonzero(dual.dual == 0)[0]
    question = Question(bonus=1, power=COUNT, least=least, k=8)
    if len(outer) * FEW <= crowd.n:
        return price_rows(crowd, outer, cover_of(dual), question, stop=stop)
    return price(crowd, cover_of(dual), question, stop=stop, until=until)


def without_low_pairs(crowd: Crowd, mate: NDArray[np.int32], least: int) -> NDArray[np.int32]:
    """Part the pairs in which somebody is satisfied by less than `least`."""
    kept = mate.astype(np.int32).copy()
    paired = np.nonzero(kept >= 0)[0]
    low = satisfactions_of(crowd, mate)[paired]
    partner_low = satisfactions_of(crowd, mate)[mate[paired]]
    kept[paired[np.minimum(low, partner_low) < least]] = -1
    return kept


def satisfactions_of(crowd: Crowd, mate: NDArray[np.int32]) -> NDArray[np.int64]:
    """(n,) of each with their partner, 0..UNIT; 0 for those who have none."""
    paired = np.nonzero(mate >= 0)[0]
    found = np.zeros(len(mate), np.int64)
    sums = np.einsum("ij,ij->i", crowd.want[paired], crowd.offer[mate[paired]])
    found[paired] = np.clip(sums, 0, UNIT).astype(np.int64)
    return found


def highest_floor(
    crowd: Crowd, pool: Pool, most: Most, *, stop: NDArray[np.int64], until: float | None
) -> tuple[NDArray[np.int32], int, Barrier | None]:
    """The mates and the floor, and the barrier that proves that one more would cost a pair (None when stopped).

    Bisection among the pairs known, from what the current matching reaches up to what nobody in it can exceed; then all
    pairs of the crowd are asked whether some could lift it further.
    """
    mate, wanted = most.mate, int((most.mate >= 0).sum()) // 2
    if wanted == 0:
        return mate, 1, None
    while True:
        mate, floor = raise_floor(crowd, pool, mate, wanted, stop)
        above = most_pairs(crowd, pool, floor + 1, mate, stop=stop, until=until)
        if int((above.mate >= 0).sum()) // 2 == wanted and not stop[0]:
            mate = above.mate
            continue
        return mate, floor, above.barrier if above.proven else None


def raise_floor(
    crowd: Crowd, pool: Pool, mate: NDArray[np.int32], wanted: int, stop: NDArray[np.int64]
) -> tuple[NDArray[np.int32], int]:
    """The highest floor that pairs of the pool allow without losing a pair."""
    graph, low = pool.graph(1), pool.arc_lows()
    spare = crowd.n - 2 * wanted
    floor, limit = floor_of(crowd, mate), ceiling(graph, low, mate)
    first = limit - 1
    while limit - floor > 1 and not stop[0]:
        middle = first if first > floor else (floor + limit) // 2
        first = 0
        tried, _, failed = greatest_matching(
            graph, low, middle, without_low_pairs(crowd, mate, middle), failures=spare, stop=stop
        )
        if failed <= spare and not stop[0]:
            mate, floor = tried, floor_of(crowd, tried)
        else:
            limit = middle
    return mate, floor


def floor_of(crowd: Crowd, mate: NDArray[np.int32]) -> int:
    paired = mate >= 0
    return int(satisfactions_of(crowd, mate)[paired].min())


def ceiling(graph: Graph, low: NDArray[np.int32], mate: NDArray[np.int32]) -> int:
    """One more than any floor could be among these pairs.

    When everybody is paired who has a pair at all, everybody must reach it with the best of theirs.
    """
    reach = np.zeros(graph.n, np.int64)
    np.maximum.at(reach, graph.sources(), low)
    joined = np.diff(graph.start) > 0
    if (mate[joined] >= 0).all():
        return int(reach[joined].min()) + 1
    return int(reach.max()) + 1


@dataclass(frozen=True)
class Blocking:
    """Pairs that are not matched with each other and would both gain, more than by the share `gain` of what they have."""

    pairs: int
    people: int


def blocking_pairs(graph: Graph, mate: NDArray[np.int32], *, gain: float) -> Blocking:
    """Count blocking pairs of a graph whose arc weights are what each arc's end is worth to its beginning.

    Somebody alone gains from anybody of positive weight. A matching without such pairs is stable (Irving, 1985).
    """
    order = np.lexsort((graph.other, graph.sources()))
    source, other, weight = graph.sources()[order], graph.other[order].astype(np.int64), graph.weight[order]
    reverse = np.searchsorted(source * graph.n + other, other * graph.n + source)
    now = np.zeros(graph.n, np.int64)
    own = mate[source] == other
    now[source[own]] = weight[own]
    gains = (weight > now[source] * (1 + gain)) & ~own
    both = gains & gains[reverse]
    once = both & (source < other)
    return Blocking(int(once.sum()), len(np.unique(source[both])))
