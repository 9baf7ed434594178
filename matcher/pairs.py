"""The best pairs: candidates, exact matching, prices of all pairs, and again, until nothing better can exist."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from matcher.asking import Anchor, ask
from matcher.blossom.solve import Solved, solve
from matcher.candidates import best_candidates
from matcher.certificate import Barrier, Certificate
from matcher.cover import cover_of
from matcher.crowd import Crowd, crowd_of
from matcher.errors import MatcherError
from matcher.fairness import highest_floor, most_pairs, satisfactions_of
from matcher.ladder import climb, reasons_for
from matcher.matching import Matching, Warm
from matcher.people import People
from matcher.pool import Pool
from matcher.pricing import Question
from matcher.worth import FAIREST, UNIT, Fairness, harmonic, weigh

FIRST, KNOWN = 12, 24
"""Candidates of each person in the first graph, and those that are known beyond."""
KEPT = 12
"""Pairs kept for each person at each look at all pairs."""
MARGIN = UNIT // 50
"""Pairs that are this near to being an improvement are kept as well; so a dual may fall by half of that, and those it
belongs to need not be asked again (see `asking`)."""
PROVEN_UP_TO = 100_000
"""So many people are matched with a gap of 0 unless asked otherwise; more with NEARLY."""
NEARLY = 1e-4

NEAR = UNIT // 16
"""Known pairs that are so near to being an improvement take part before a warm start, not only after it: a few more
arcs cost less than one more solution."""

Progress = Callable[[str, float], None]
"""Called after each step with its name and the gap proven so far (1: nothing yet)."""


@dataclass
class Run:
    """One matching under way. Everything goes by places in the crowd."""

    crowd: Crowd
    fairness: Fairness
    until: float | None
    progress: Progress | None = None
    stop: NDArray[np.int64] = field(default_factory=lambda: np.zeros(1, np.int64))
    pool: Pool = field(init=False)
    bonus: int = field(init=False)
    """More than all weights together."""
    least: int = 1
    solved: Solved | None = None
    """Of the active pairs."""
    proof: Solved = field(init=False)
    """The least dual so far that covers all pairs."""
    anchor: Anchor | None = None
    """Of the pairs that are not in the pool, once they have been asked."""
    most: Barrier | None = None
    floor: Barrier | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.pool = Pool(self.crowd.n)
        self.bonus = 2**22 * (self.crowd.n // 2 + 1)

    @property
    def late(self) -> bool:
        return bool(self.stop[0]) or (self.until is not None and time.monotonic() >= self.until)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Take the time of a step, and tell of it."""
        began = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - began
        if self.progress is not None:
            self.progress(name, self.gap())

    def known(self) -> Solved:
        """The solution so far; there must be one."""
        if self.solved is None:
            raise RuntimeError("Nothing has been solved yet.")
        return self.solved

    def worth(self) -> tuple[int, int]:
        """Pairs and total of the matching so far."""
        mate = self.known().mate
        one = np.nonzero(mate > np.arange(len(mate)))[0]
        keys = one * self.crowd.n + mate[one]
        worths = self.pool.worth[np.searchsorted(self.pool.keys, keys)]
        return len(one), int(weigh(worths, self.fairness.power).sum())

    def gap(self) -> float:
        """As `Matching.gap`."""
        if self.solved is None:
            return 1.0
        (pairs, total), (bound_pairs, bound) = self.worth(), divmod(self.proof.bound() // 2, self.bonus)
        return (bound_pairs - pairs) / bound_pairs if bound_pairs > pairs else (bound - total) / max(total, 1)


def best_pairs(
    people: People,
    *,
    seed: int = 0,
    target_gap: float | None = None,
    time_limit: float | None = None,
    fairness: Fairness = FAIREST,
    progress: Progress | None = None,
) -> Matching:
    """The fairest pairs of all: most people first, then the highest floor, then the greatest total above it.

    Args:
        seed: 0 or more; decides between matchings of equal total, and nothing else.
        target_gap: stop when the total is proven to be this near to the best, relative to it; 0 up to 100,000 people
            and 0.0001 above, unless given.
        time_limit: seconds, 0 or more, after which the best so far is returned with the gap proven so far.
        fairness: how worths add up.
        progress: called after each step.

    Raises MatcherError for a negative seed, gap or limit. The answer is the same for any number of threads, unless
    the time ran out. About one second for 10,000 people and 14 for 100,000, with proof, on two cores.
    """
    if seed < 0 or (target_gap or 0) < 0 or (time_limit or 0) < 0:
        raise MatcherError("seed, target_gap and time_limit must not be negative.")
    target = target_gap if target_gap is not None else 0.0 if len(people) <= PROVEN_UP_TO else NEARLY
    until = None if time_limit is None else time.monotonic() + time_limit
    run = Run(crowd_of(people, seed=seed), fairness, until, progress)
    run.proof = simplest_dual(run.crowd, fairness.power, run.bonus)
    find_candidates(run)
    mate = put_most_people_and_floor_first(run, None)
    optimise(run, target, mate=mate)
    return finished(run, people, target=target)


def simplest_dual(crowd: Crowd, power: int, bonus: int) -> Solved:
    """A dual that surely covers all pairs: each person's best imaginable partner."""
    n = crowd.n
    reach = []
    for mine, theirs in ((crowd.want, crowd.offer), (crowd.offer, crowd.want)):
        low, high = (theirs.min(axis=0), theirs.max(axis=0)) if n else (theirs, theirs)
        reach.append(np.maximum(mine * low, mine * high).sum(axis=1).astype(np.int64) if n else np.zeros(0, np.int64))
    worth = harmonic(*reach)
    dual = np.where(worth > 0, weigh(worth, power) + bonus, 0)
    return Solved(np.full(n, -1, np.int32), dual, np.full(n, -1, np.int32), np.zeros(0, np.int64), finished=False)


def find_candidates(run: Run) -> None:
    """Everybody's best partners; the first few of them are active."""
    with run.step("candidates"):
        best, _ = best_candidates(run.crowd, k=KNOWN, least=1, stop=run.stop, until=run.until)
        run.pool.add(run.crowd, *best.pairs())
        order = np.lexsort((best.other, -best.worth))[:, :FIRST]
        first = np.take_along_axis(best.other, order, axis=1).astype(np.int64)
        one = np.repeat(np.arange(run.crowd.n), first.shape[1])
        kept = np.take_along_axis(best.worth, order, axis=1).ravel() > 0
        one, other = one[kept], first.ravel()[kept]
        keys = np.minimum(one, other) * run.crowd.n + np.maximum(one, other)
        run.pool.active[np.searchsorted(run.pool.keys, keys)] = True


def put_most_people_and_floor_first(run: Run, mate: NDArray[np.int32] | None) -> NDArray[np.int32]:
    """Prove how many pairs there can be, and the highest floor for so many; returns mates that reach both."""
    begin = np.full(run.crowd.n, -1, np.int32) if mate is None else mate
    with run.step("most people"):
        most = most_pairs(run.crowd, run.pool, 1, begin, stop=run.stop, until=run.until)
        run.most = most.barrier if most.proven else None
    if not run.fairness.floor_first or run.most is None:
        run.least = 1
        return most.mate
    with run.step("floor"):
        best, run.least, run.floor = highest_floor(
            run.crowd, run.pool, most, hint=run.least, stop=run.stop, until=run.until
        )
    return best


def optimise(run: Run, target: float, *, mate: NDArray[np.int32]) -> None:
    """Solve, look at all pairs, add those that could improve, until the gap is small enough or the time is over."""
    make_sure_active(run, mate)
    if run.solved is not None:  # what a warm start brings may be below the floor
        run.solved = replace(run.solved, mate=mate)
    question = Question(run.bonus, run.fairness.power, run.least, KEPT, MARGIN)
    while True:
        solve_known_pairs(run, mate)
        if run.late or run.gap() <= target:
            return
        solved = run.known()
        with run.step("prices"):
            found, run.anchor = ask(run.crowd, cover_of(solved), run.anchor, question, stop=run.stop, until=run.until)
            run.pool.add(run.crowd, found.one, found.other, found.worth)
            if found.complete:
                covering = replace(solved, dual=solved.dual + (found.short + 1) // 2)
                run.proof = min(run.proof, covering, key=Solved.bound)
        if run.late or run.gap() <= target or not (found.short > 0).any():
            return


def make_sure_active(run: Run, mate: NDArray[np.int32]) -> None:
    """The pairs of a matching take part from the start."""
    one = np.nonzero(mate > np.arange(len(mate)))[0]
    run.pool.active[np.searchsorted(run.pool.keys, one * run.crowd.n + mate[one])] = True


def solve_known_pairs(run: Run, mate: NDArray[np.int32]) -> None:
    """Solve over the active pairs, activate known ones that the dual does not cover, and again.

    mate: kept when the time is over before anything better was found.
    """
    with run.step("matching"):
        power, least = run.fairness.power, run.least
        if run.solved is not None:
            run.pool.activate(cover_of(run.solved), bonus=run.bonus, power=power, least=least, within=NEAR)
        while True:
            warm = None if run.solved is None else (run.solved.dissolved(), run.solved.mate)
            graph = run.pool.active_graph(power, least)
            solved = solve(graph, bonus=run.bonus, warm=warm, stop=run.stop, until=run.until)
            if not solved.finished:
                run.solved = run.solved or better_of(solved, mate)
                return
            run.solved = solved
            if run.late or not run.pool.activate(cover_of(solved), bonus=run.bonus, power=power, least=least):
                return


def better_of(solved: Solved, mate: NDArray[np.int32]) -> Solved:
    """What there is when the time was over too early: the one with more pairs."""
    return replace(solved, mate=mate) if (solved.mate >= 0).sum() < (mate >= 0).sum() else solved


def finished(run: Run, people: People, *, target: float) -> Matching:
    """The answer by rows of People, with its certificate, and what softer rules allow for those who are left."""
    crowd, solved, proof = run.crowd, run.known(), run.proof
    place, n = crowd.place(), crowd.n
    mates = np.where(solved.mate >= 0, crowd.row[solved.mate], -1)[place].astype(np.int32) if n else solved.mate
    satisfied = satisfactions_of(crowd, solved.mate)[place] / UNIT
    satisfied[mates < 0] = np.nan
    pairs, total = run.worth()
    bound_pairs, bound = divmod(proof.bound() // 2, run.bonus)
    parent = np.concatenate([proof.parent[:n][place], proof.parent[n:]])
    most = by_row(run.most, place)
    certificate = Certificate(
        people.digest(), run.fairness.power, run.least, run.bonus, pairs, total, bound_pairs, bound,
        proof.dual[place], parent, proof.z, most, by_row(run.floor, place),
    )  # fmt: skip
    relaxed = () if run.late else climb(people, mates, lambda some: mates_alone(some, run))
    reasons = reasons_for(people.ids, mates, most, run.pool.members()[place])
    warm = Warm(people, crowd, run.fairness, run.least, run.bonus, run.pool, solved.mate, proof, run.anchor)
    return Matching(people.ids, mates, satisfied, certificate, reasons, relaxed, run.seconds, target, warm)


def mates_alone(some: People, outer: Run) -> NDArray[np.int32]:
    """The best mates of a few, for the ladder."""
    run = Run(crowd_of(some, seed=0), outer.fairness, outer.until)
    run.proof = simplest_dual(run.crowd, run.fairness.power, run.bonus)
    find_candidates(run)
    optimise(run, 0.0, mate=put_most_people_and_floor_first(run, None))
    partner = run.known().mate
    mate = np.where(partner >= 0, run.crowd.row[partner], -1)
    return mate[run.crowd.place()].astype(np.int32)


def by_row(barrier: Barrier | None, place: NDArray[np.int64]) -> Barrier | None:
    return None if barrier is None else replace(barrier, part=barrier.part[place])
