"""Most people first, then the highest floor: the least satisfied of all paired people, raised as far as it goes.

Both are questions of how many pairs there can be, so both come with a barrier that proves the answer over all pairs.
Also here: the report of blocking pairs, which would both rather be with each other than with their partners.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from matcher.cardinality import as_dual, barrier_limit, greatest_matching
from matcher.certificate import Barrier
from matcher.cover import cover_of
from matcher.crowd import Crowd
from matcher.graph import Graph
from matcher.kernels import integer, kernel
from matcher.pool import Pool
from matcher.pricing import COUNT, FEW, Prices, Question, price, price_rows
from matcher.worth import UNIT


@dataclass(frozen=True, eq=False)
class Most:
    """As many pairs as can be with both satisfied by `barrier.least`. proven: over all pairs, not just the pool."""

    mate: NDArray[np.int32]
    barrier: Barrier
    proven: bool


def most_pairs(
    crowd: Crowd, pool: Pool, least: int, warm: NDArray[np.int32], *, stop: NDArray[np.int64], until: float | None
) -> Most:
    """Match as many as possible; ask all pairs of the crowd for those that would break the barrier; and again."""
    mate = without_low_pairs(crowd, warm, least)
    while True:
        mate, part, _ = greatest_matching(pool.graph(), least, mate, failures=crowd.n, stop=stop)
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
    """Pairs that break a barrier: of two parts. One of the two is not of their band's largest part, nor of the barrier
    itself; when these people are few, only they are asked."""
    dual = as_dual(part, mate)
    rows = np.nonzero(beside_largest(crowd, part))[0]
    question = Question(bonus=1, power=COUNT, least=least, k=8)
    if len(rows) * FEW <= crowd.n:
        return price_rows(crowd, rows, cover_of(dual), question, stop=stop)
    return price(crowd, cover_of(dual), question, stop=stop, until=until)


def beside_largest(crowd: Crowd, part: NDArray[np.int32]) -> NDArray[np.bool_]:
    """(n,) who belongs to a part, but not to the largest of their band."""
    found = part >= 0
    for low, high in pairwise(crowd.bands.tolist()):
        inside = part[low:high][found[low:high]]
        if len(inside):
            found[low:high] &= part[low:high] != np.bincount(inside).argmax()
    return found


def without_low_pairs(crowd: Crowd, mate: NDArray[np.int32], least: int) -> NDArray[np.int32]:
    """Part the pairs in which somebody is satisfied by less than `least`."""
    return np.where(lows_of(crowd, mate) < least, -1, mate).astype(np.int32)


def lows_of(crowd: Crowd, mate: NDArray[np.int32]) -> NDArray[np.int64]:
    """(n,) the lesser satisfaction of each one's pair, 0..UNIT; 0 for those who have none."""
    own = satisfactions_of(crowd, mate)
    return np.where(mate >= 0, np.minimum(own, own[mate]), 0)


def satisfactions_of(crowd: Crowd, mate: NDArray[np.int32]) -> NDArray[np.int64]:
    """(n,) of each with their partner, 0..UNIT; 0 for those who have none."""
    return np.asarray(satisfaction_sums(crowd.want, crowd.offer, mate).clip(0, UNIT))


@kernel
def satisfaction_sums(
    want: NDArray[np.float32], offer: NDArray[np.float32], mate: NDArray[np.int32]
) -> NDArray[np.int64]:
    """Before they are cut to 0..UNIT."""
    found = np.zeros(len(mate), np.int64)
    for i in range(len(mate)):
        if mate[i] >= 0:
            total = np.float32(0.0)
            for d in range(want.shape[1]):
                total += want[i, d] * offer[mate[i], d]
            found[i] = integer(total)
    return found


def highest_floor(
    crowd: Crowd, pool: Pool, most: Most, *, hint: int, stop: NDArray[np.int64], until: float | None
) -> tuple[NDArray[np.int32], int, Barrier | None]:
    """The mates and the floor, and the barrier that proves that one more would cost a pair (None when stopped).

    Bisection among the pairs known, from what the current matching reaches up to what nobody in it can exceed; then all
    pairs of the crowd are asked whether some could lift it further. hint: a floor that may be right.
    """
    mate, wanted = most.mate, int((most.mate >= 0).sum()) // 2
    if wanted == 0:
        return mate, 1, None
    while True:
        mate, floor = raise_floor(crowd, pool, mate, wanted, [hint, hint + 1], stop)
        above = most_pairs(crowd, pool, floor + 1, mate, stop=stop, until=until)
        if int((above.mate >= 0).sum()) // 2 == wanted and not stop[0]:
            mate = above.mate
            continue
        return mate, floor, above.barrier if above.proven else None


def raise_floor(
    crowd: Crowd, pool: Pool, mate: NDArray[np.int32], wanted: int, first: list[int], stop: NDArray[np.int64]
) -> tuple[NDArray[np.int32], int]:
    """The highest floor that pairs of the pool allow without losing a pair. first: floors to try before bisection."""
    graph = pool.graph()
    lows, spare = lows_of(crowd, mate), crowd.n - 2 * wanted
    floor, limit = int(lows[mate >= 0].min()), ceiling(graph, mate)
    tries = [*first, limit - 1]
    while limit - floor > 1 and not stop[0]:
        middle = next((t for t in tries if floor < t < limit), (floor + limit) // 2)
        warm = np.where(lows < middle, -1, mate).astype(np.int32)
        tried, failed = greatest_matching(graph, middle, warm, failures=spare, stop=stop)[::2]
        if failed <= spare and not stop[0]:
            mate, lows = tried, lows_of(crowd, tried)
            floor = int(lows[mate >= 0].min())
        else:
            limit = middle
        tries = [t for t in tries if t != middle]
    return mate, floor


def ceiling(graph: Graph, mate: NDArray[np.int32]) -> int:
    """One more than any floor could be among these pairs.

    When everybody is paired who has a pair at all, everybody must reach it with the best of theirs.
    """
    joined = np.diff(graph.start) > 0
    reach = np.maximum.reduceat(graph.weight, graph.start[:-1][joined])
    if (mate[joined] >= 0).all():
        return int(reach.min()) + 1
    return int(reach.max()) + 1


@dataclass(frozen=True)
class Blocking:
    """Pairs that are not matched with each other and would both gain more than the share `gain` of what they have."""

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
