"""Matching once more when a little has changed: who joins, leaves, is kept apart or says something new.

The old dual, its odd sets given to their members, still covers every pair of people who have not changed. Newcomers get
the least dual that covers all of their pairs. After each solution only those people are asked whose dual has fallen
below that: no other pair can have lost its cover. So the proof is as complete as that of the first time.
"""

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.blossom.solve import Solved
from matcher.cover import cover_of
from matcher.crowd import Crowd, content_order, crowd_in_order
from matcher.errors import MatcherError
from matcher.matching import Matching, Warm
from matcher.pairs import (
    KEPT,
    Progress,
    Run,
    finished,
    optimise,
    put_most_people_and_floor_first,
    simplest_dual,
)
from matcher.people import People
from matcher.pricing import Question, price_rows


@dataclass(frozen=True, eq=False)
class Kept:
    """What the old and the new crowd have in common."""

    place: NDArray[np.int64]
    """(old n,) the new place of everybody who has not changed; -1 for those who left or changed."""
    changed: NDArray[np.int64]
    """New places of those who joined or changed."""


def rematch(
    before: Matching, people: People, *, time_limit: float | None = None, progress: Progress | None = None
) -> Matching:
    """The best pairs of these people, from where an earlier matching stands.

    before: a matching made by `best_pairs` or `rematch` in this process, with the same fairness. People are the same
    when their ids are; whoever's arrays have changed counts as new. The answer is proven like that of `best_pairs`
    (its total is the same), with the floor found first. Among equals the choice may differ.

    Raises MatcherError when `before` was loaded, not made, so that nothing is known beyond its pairs.
    """
    if before.warm is None:
        raise MatcherError("Only a matching made in this process can be matched again.")
    until = None if time_limit is None else time.monotonic() + time_limit
    warm = before.warm
    crowd, kept = new_crowd(warm, people)
    run = Run(crowd, warm.fairness, until, progress, least=warm.least)
    with run.step("changes"):
        carry_over(run, warm, kept)
        introduce(run, kept)
    mate = put_most_people_and_floor_first(run, run.known().mate)
    if run.least < warm.least:  # pairs below the old floor have never been asked
        begin_anew(run)
    optimise(run, before.target, mate=mate)
    return finished(run, people, target=before.target)


def new_crowd(warm: Warm, people: People) -> tuple[Crowd, Kept]:
    """Everybody who stayed in the old order, newcomers behind their band."""
    old = warm.people
    source = sources_of(old, people)
    staying = source >= 0
    old_place = warm.crowd.place()
    rank = np.empty(len(people), np.int64)
    rank[staying] = old_place[source[staying]]
    rank[~staying] = len(old_place) + content_order(people, ~staying)
    crowd = crowd_in_order(people, np.lexsort((rank, people.band)))
    place = np.full(len(old), -1, np.int64)
    new_place = crowd.place()
    place[old_place[source[staying]]] = new_place[staying]
    return crowd, Kept(place, np.sort(new_place[~staying]))


def sources_of(old: People, people: People) -> NDArray[np.int64]:
    """(n,) the old row of everybody who has not changed, else -1."""
    row_of = {name: row for row, name in enumerate(old.ids)}
    source = np.array([row_of.get(name, -1) for name in people.ids], np.int64)
    if old.want.shape[1] != people.want.shape[1] or old.common_hours != people.common_hours:
        source[:] = -1
    for name in ("want", "offer", "band", "languages", "hours"):
        rows = np.nonzero(source >= 0)[0]
        equal = getattr(people, name)[rows] == getattr(old, name)[source[rows]]
        source[rows[~(equal if equal.ndim == 1 else equal.all(axis=1))]] = -1
    rows = np.nonzero(source >= 0)[0]
    new, was = people.line[rows], old.line[source[rows]]
    if not np.array_equal(new, was):
        source[rows[(counted_anew(new) != counted_anew(was)).any(axis=1)]] = -1
    source[no_longer_apart(old, people, source)] = -1
    return source


def counted_anew(line: NDArray[np.int64]) -> NDArray[np.int64]:
    """Intervals by how many begin before them and before their end: who lies within whom stays as it is."""
    return np.searchsorted(np.sort(line[:, 0]), line)


def no_longer_apart(old: People, people: People, source: NDArray[np.int64]) -> NDArray[np.int64]:
    """Rows of those who may be paired with somebody from whom they were kept apart, and who has not changed."""
    row = np.full(len(old) + 1, -1, np.int64)
    row[source[source >= 0]] = np.nonzero(source >= 0)[0]
    one, other = row[np.repeat(np.arange(len(old)), np.diff(old.apart_from))], row[old.apart]
    both = (one >= 0) & (other >= 0)
    keys = one[both] * len(people) + other[both]
    now = np.repeat(np.arange(len(people)), np.diff(people.apart_from)) * len(people) + people.apart
    found = now[np.minimum(np.searchsorted(now, keys), len(now) - 1)] == keys if len(now) else np.zeros(len(keys), bool)
    return np.unique(one[both][~found])


def carry_over(run: Run, warm: Warm, kept: Kept) -> None:
    """Known pairs, mates and duals by their new places; pairs that must not be any more are forgotten."""
    crowd, pool = run.crowd, warm.pool
    one, other = kept.place[pool.one], kept.place[pool.other]
    there = (one >= 0) & (other >= 0)
    run.pool.keys = np.minimum(one, other)[there] * crowd.n + np.maximum(one, other)[there]
    run.pool.worth, run.pool.low = pool.worth[there], pool.low[there]
    run.pool.active = pool.active[there]
    source = np.repeat(np.arange(crowd.n), np.diff(crowd.rules.apart_from))
    run.pool.put_in_order()
    run.pool.forget(source * crowd.n + crowd.rules.apart)
    staying = kept.place >= 0
    dual, mate = np.zeros(crowd.n, np.int64), np.full(crowd.n, -1, np.int64)
    shift = run.bonus - warm.bonus
    dual[kept.place[staying]] = np.maximum(warm.proof.dissolved()[staying] + shift, 0)
    partner = warm.mate[staying]
    mate[kept.place[staying]] = np.where(partner >= 0, kept.place[partner], -1)
    both = np.nonzero(mate >= 0)[0]
    keys = np.minimum(both, mate[both]) * crowd.n + np.maximum(both, mate[both])
    mate[both[~run.pool.knows(keys)]] = -1
    if warm.anchor is not None:
        run.anchor = np.zeros(crowd.n, np.int64)
        run.anchor[kept.place[staying]] = warm.anchor[staying] + shift
    nothing = np.zeros(0, np.int64)
    run.solved = Solved(mate.astype(np.int32), dual, np.full(crowd.n, -1, np.int32), nothing, finished=True)


def introduce(run: Run, kept: Kept) -> None:
    """Find the newcomers' best pairs, and give them duals and anchors that cover all of theirs."""
    solved, anchor = run.known(), run.anchor
    question = Question(run.bonus, run.fairness.power, run.least, KEPT)
    spare = np.zeros(run.crowd.n, np.int64) if anchor is None else np.maximum(solved.dual - anchor, 0)
    spare[kept.changed] = 0
    found = price_rows(run.crowd, kept.changed, cover_of(solved), question, spare=spare, stop=run.stop)
    run.pool.add(run.crowd, found.one, found.other, found.worth)
    solved.dual[kept.changed] = found.short[kept.changed]
    if not found.complete:
        begin_anew(run)
        return
    run.proof = solved
    if anchor is not None:
        anchor[kept.changed] = found.beyond[kept.changed]


def begin_anew(run: Run) -> None:
    """Forget what was known of all pairs."""
    run.proof, run.anchor = simplest_dual(run.crowd, run.fairness.power, run.bonus), None
