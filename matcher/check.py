"""The checker: believes nothing, recomputes everything from People, and shares no code with the solver.

It asks: Is this the input the certificate was made for? Is nobody paired twice, and every pair allowed? Is the total
that of the pairs? Is the dual what a dual must be (whole numbers, none negative, odd sets nested), is it worth what the
bound says, and does it cover every allowed pair of people? Do the barriers hold, which prove number and floor?
"""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.certificate import Barrier, Certificate
from matcher.errors import NotValid
from matcher.kernels import integer, kernel
from matcher.people import People
from matcher.threads import one_blas_thread

Scores = NDArray[np.float32]
BLOCK = 512
ONE = 2047**2


def demand(broken: str, *, unless: bool) -> None:
    if not unless:
        raise NotValid(broken)


def check(people: People, mates: NDArray[np.int32], certificate: Certificate) -> None:
    """Raise NotValid with a sentence unless the matching and its certificate hold for these people.

    mates: (n,) row of each one's partner, -1 for nobody. Takes about as long as scoring every pair once or twice.
    """
    n, c = len(people), certificate
    demand("The certificate was made for other people.", unless=c.digest == people.digest())
    same = len(mates) == len(c.dual) == n and len(c.parent) == n + len(c.z)
    demand("The certificate has another number of people.", unless=same)
    demand("The power is none of 1, 2 and 4.", unless=c.power in (1, 2, 4))
    weights = weights_of(people, mates, c)
    demand("The total is not that of the pairs.", unless=(c.pairs, c.total) == (len(weights), sum(weights)))
    size = sizes_of_odd_sets(c.parent, n)
    whole = c.dual.dtype.kind == c.z.dtype.kind == "i" and bool((c.dual >= 0).all() and (c.z >= 0).all())
    demand("A dual is negative, or no whole number.", unless=whole)
    worth = sum(c.dual.tolist()) + sum(z * ((s - 1) // 2) for z, s in zip(c.z.tolist(), size.tolist(), strict=True))
    demand("The dual is not worth the bound.", unless=worth // 2 == c.bonus * c.bound_pairs + c.bound)
    demand("The bonus does not put pairs first.", unless=c.bonus > n // 2 * 2**22 and 0 <= c.bound < c.bonus)
    demand("The bound is below the total.", unless=(c.bound_pairs, c.bound) >= (c.pairs, c.total))
    examine_all(people, c, "Rows {} could add more than the bound allows.")
    if c.most is not None:
        demand("The barrier allows more pairs.", unless=(c.most.least, c.most.limit) == (1, c.pairs))
        check_barrier(people, c, c.most)
    if c.floor is not None:
        demand("A higher floor is possible.", unless=c.floor.least == c.least + 1 and c.floor.limit < c.pairs)
        check_barrier(people, c, c.floor)


def weights_of(people: People, mates: NDArray[np.int32], c: Certificate) -> list[int]:
    """What each pair adds, every pair being allowed and nobody in two."""
    n = len(people)
    paired = np.nonzero(mates != -1)[0]
    known = bool(((mates >= -1) & (mates < n) & (mates != np.arange(n))).all())
    demand("Somebody is paired twice, or with nobody known.", unless=known and (mates[mates[paired]] == paired).all())
    found, rules = [], rules_of(people)
    for i in paired[paired < mates[paired]].tolist():
        j = int(mates[i])
        there = min(int(people.want[i].astype(np.int64) @ people.offer[j]), ONE)
        back = min(int(people.want[j].astype(np.int64) @ people.offer[i]), ONE)
        fine = people.band[i] == people.band[j] and min(there, back) >= max(c.least, 1)
        demand(f"Rows {i} and {j} must not be paired.", unless=fine and allowed(rules, i, j))
        found.append(int(raised(2 * there * back // (there + back), c.power)))
    return found


def sizes_of_odd_sets(parent: NDArray[np.int32], n: int) -> NDArray[np.int64]:
    """How many people each odd set holds. The sets must be a forest, and odd."""
    size = np.zeros(len(parent), np.int64)
    children = np.bincount(parent[parent >= n], minlength=len(parent)) if (parent >= n).any() else size.copy()
    demand(
        "The odd sets are not nested.",
        unless=bool(((parent == -1) | (parent >= n)).all() and (parent < len(parent)).all()),
    )
    size[:n], ready = 1, [x for x in range(len(parent)) if children[x] == 0]
    for done in ready:
        up = int(parent[done])
        if up >= 0:
            size[up] += size[done]
            children[up] -= 1
            if children[up] == 0:
                ready.append(up)
    demand("The odd sets are not nested.", unless=len(ready) == len(parent))
    demand("An odd set has an even number of people.", unless=bool((size[n:] % 2 == 1).all()))
    return size[n:]


def check_barrier(people: People, c: Certificate, barrier: Barrier) -> None:
    """No allowed pair joins two parts, so there are at most `limit` pairs. As a dual: 2 for it, parts as sets."""
    n, part = len(people), barrier.part
    free = part == -1
    demand(
        "A barrier has another number of people.",
        unless=part.shape == (n,) and bool((part >= -1).all() and (part < max(n, 1)).all()),
    )
    limit = int(free.sum()) + int((np.bincount(part[~free], minlength=1) // 2).sum())
    demand("A barrier does not prove its limit.", unless=limit == barrier.limit)
    parent = np.concatenate([np.where(free, -1, n + part), np.full(n, -1)]).astype(np.int32)
    unit = Certificate(
        c.digest, 0, barrier.least, 0, 0, 0, 0, 0, np.where(free, 2, 0).astype(np.int64), parent, np.full(n, 2)
    )
    examine_all(people, unit, "Rows {} join two parts of a barrier.")


class Rules(NamedTuple):
    """What may forbid a pair of one band."""

    languages: NDArray[np.uint64]
    hours: NDArray[np.uint64]
    line: NDArray[np.int64]
    apart_from: NDArray[np.int64]
    apart: NDArray[np.int32]
    common_hours: int


class Dual(NamedTuple):
    """What must cover every pair, and how pairs are weighed. outer: the outermost set around each row, with its z."""

    dual: NDArray[np.int64]
    parent: NDArray[np.int32]
    z: NDArray[np.int64]
    outer: NDArray[np.int64]
    outer_z: NDArray[np.int64]
    bonus: int
    power: int
    least: int


def rules_of(people: People) -> Rules:
    p = people
    return Rules(p.languages, p.hours, p.line, p.apart_from, p.apart, p.common_hours)


def examine_all(people: People, c: Certificate, broken: str) -> None:
    """Look at all pairs, block by block, in two threads; raise NotValid for the first that is not covered."""
    order = np.argsort(people.band, kind="stable")
    cuts = [0, *(np.nonzero(np.diff(people.band[order]))[0] + 1).tolist(), len(order)]
    want, offer = people.want[order].astype(np.float32), people.offer[order].astype(np.float32)
    outer = np.arange(len(c.parent))
    while (outer != (climbed := np.where(c.parent[outer] >= 0, c.parent[outer], outer))).any():
        outer = climbed
    outer_z = np.concatenate([np.zeros(len(order), np.int64), c.z])[outer[: len(order)]]
    dual = Dual(c.dual, c.parent, c.z, outer, outer_z, c.bonus, c.power, max(c.least, 1))
    rules, n = rules_of(people), len(people)

    def examine(block: tuple[int, int, int]) -> tuple[int, int]:
        low, high, end = block
        for right in range(low, end, BLOCK):
            columns = slice(right, min(end, right + BLOCK))
            if c.power == 0 and one_set(outer[order[low:high]], outer[order[columns]], n):
                continue
            there, back = want[low:high] @ offer[columns].T, offer[low:high] @ want[columns].T
            found = uncovered(there, back, order[low:high], order[columns], dual, rules)
            if found[0] >= 0:
                return found
        return -1, -1

    blocks = [(low, min(low + BLOCK, end), end) for start, end in pairwise(cuts) for low in range(start, end, BLOCK)]
    with one_blas_thread(), ThreadPoolExecutor(2) as workers:
        for found in workers.map(examine, blocks):
            demand(broken.format(found), unless=found[0] < 0)


def one_set(rows: NDArray[np.int64], columns: NDArray[np.int64], n: int) -> bool:
    """Whether all are of one set; where only pairs count, that covers them."""
    first = int(rows[0])
    return first >= n and bool((rows == first).all() and (columns == first).all())


@kernel
def allowed(rules: Rules, i: int, j: int) -> bool:
    """The hard rules but for the band, one after the other."""
    if i == j or rules.languages[i] & rules.languages[j] == 0:
        return False
    shared = 0
    for k in range(3):
        both = rules.hours[i, k] & rules.hours[j, k]
        while both:
            both &= both - np.uint64(1)
            shared += 1
    line = rules.line
    above = line[i, 0] <= line[j, 0] < line[i, 1]
    below = line[j, 0] <= line[i, 0] < line[j, 1]
    apart = (rules.apart[rules.apart_from[i] : rules.apart_from[i + 1]] == j).any()
    return bool(shared >= rules.common_hours and not above and not below and not apart)


@kernel
def raised(worth: int, power: int) -> int:
    """The weight of a worth; power 0 counts pairs only."""
    if power == 0:
        return 1
    if power == 1:
        return worth
    if power == 2:
        return worth * worth // 2**22
    square = worth * worth // 2**13
    return square * square // 2**40


@kernel
def doubtful(
    there: Scores,
    back: Scores,
    apart: Scores,
    together: Scores,
    outer: NDArray[np.int64],
    mine: int,
    power: int,
    least: int,
) -> bool:
    """A quick look at a row in floats: False when every pair is surely covered.

    together, apart: what covers a weight, within the same outermost set or not; floats are wrong by less than 8.
    """
    one, low, scale = np.float32(ONE), np.float32(least), np.float32(2.0**-22)
    found = np.int32(0)
    for b in range(there.size):
        s, t = min(there[b], one), min(back[b], one)
        mean = np.float32(2) * s * t / (s + t)
        square = mean * mean * scale
        weight = square * square * scale if power == 4 else square if power == 2 else mean if power == 1 else one
        cover = together[b] if outer[b] == mine else apart[b]
        found += np.int32(min(s, t) >= low) & np.int32(weight > cover)
    return bool(found > 0)


@kernel
def uncovered(
    there: Scores, back: Scores, rows: NDArray[np.int64], columns: NDArray[np.int64], dual: Dual, rules: Rules
) -> tuple[int, int]:
    """The first allowed pair of a block that the dual does not cover, or -1, -1."""
    n = len(dual.dual)
    half, outer, outer_z = dual.dual[columns] / 2 - dual.bonus - 8, dual.outer[columns], dual.outer_z[columns] / 2
    for a in range(len(rows)):
        i = rows[a]
        y = half + dual.dual[i] / 2
        apart, together = y.astype(np.float32), (y + outer_z).astype(np.float32)
        if not doubtful(there[a], back[a], apart, together, outer, dual.outer[i], dual.power, dual.least):
            continue
        for b in range(len(columns)):
            j = columns[b]
            s, t = min(integer(there[a, b]), ONE), min(integer(back[a, b]), ONE)
            if min(s, t) < dual.least:
                continue
            short = 2 * (raised(2 * s * t // (s + t), dual.power) + dual.bonus) - dual.dual[i] - dual.dual[j]
            x = dual.parent[i] if short > 0 else -1
            while x >= 0:
                w = dual.parent[j]
                while w >= 0 and w != x:
                    w = dual.parent[w]
                short -= dual.z[x - n] if w == x else 0
                x = dual.parent[x]
            if short > 0 and allowed(rules, i, j):
                return int(i), int(j)
    return -1, -1
