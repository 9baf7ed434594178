"""The checker: believes nothing, recomputes everything from People, and shares no code with the solver.

It asks: Is this the input the certificate was made for? Is nobody paired twice, and every pair allowed? Is the total
that of the pairs? Is the dual what a dual must be (whole numbers, none negative, odd sets nested), is it worth what the
bound says, and does it cover every allowed pair of people? Do the barriers hold, which prove number and floor?
"""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
from numba import njit
from numpy.typing import NDArray

from matcher.certificate import Barrier, Certificate
from matcher.errors import NotValid
from matcher.people import People
from matcher.threads import one_blas_thread

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
    examine_all(people, c, c.parent, c.z, "Rows {} could add more than the bound allows.")
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
    found = []
    for i in paired[paired < mates[paired]].tolist():
        j = int(mates[i])
        there = min(int(people.want[i].astype(np.int64) @ people.offer[j]), ONE)
        back = min(int(people.want[j].astype(np.int64) @ people.offer[i]), ONE)
        fine = people.band[i] == people.band[j] and min(there, back) >= max(c.least, 1)
        demand(f"Rows {i} and {j} must not be paired.", unless=fine and allowed(*rules_of(people), i, j))
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
    """No allowed pair joins two parts, so there are at most `limit` pairs. As a dual: 2 for the barrier, parts as sets."""
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
    examine_all(people, unit, parent, unit.z, "Rows {} join two parts of a barrier.")


def examine_all(people: People, c: Certificate, parent: NDArray[np.int32], z: NDArray[np.int64], broken: str) -> None:
    """Look at all pairs, block by block, in a thread for each core; raise NotValid for the first that is not covered."""
    order = np.argsort(people.band, kind="stable")
    cuts = [0, *(np.nonzero(np.diff(people.band[order]))[0] + 1).tolist(), len(order)]
    want, offer = people.want[order].astype(np.float32), people.offer[order].astype(np.float32)
    outer = np.arange(len(parent))
    while (outer != (climbed := np.where(parent[outer] >= 0, parent[outer], outer))).any():
        outer = climbed
    outer_z = np.concatenate([np.zeros(len(order), np.int64), z])[outer[: len(order)]]
    settings = c.bonus, c.power, max(c.least, 1)

    def examine(block: tuple[int, int, int]) -> tuple[int, int]:
        low, high, end = block
        for right in range(low, end, BLOCK):
            rows, columns = order[low:high], order[right : min(end, right + BLOCK)]
            there = want[low:high] @ offer[right : right + len(columns)].T
            back = offer[low:high] @ want[right : right + len(columns)].T
            found = uncovered(
                there, back, rows, columns, c.dual, parent, z, outer, outer_z, *settings, *rules_of(people)
            )
            if found[0] >= 0:
                return found
        return -1, -1

    blocks = [(low, min(low + BLOCK, end), end) for start, end in pairwise(cuts) for low in range(start, end, BLOCK)]
    with one_blas_thread(), ThreadPoolExecutor(2) as workers:
        for found in workers.map(examine, blocks):
            demand(broken.format(found), unless=found[0] < 0)


def rules_of(
    people: People,
) -> tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int32], int]:
    return people.languages, people.hours, people.line, people.apart_from, people.apart, people.common_hours


@njit(cache=True, nogil=True, error_model="numpy")
def allowed(languages, hours, line, apart_from, apart, common_hours, i, j):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201
    """The hard rules but for the band, one after the other."""
    if i == j or not languages[i] & languages[j]:
        return False
    shared = 0
    for k in range(3):
        both = hours[i, k] & hours[j, k]
        while both:
            both &= both - np.uint64(1)
            shared += 1
    above = line[i, 0] <= line[j, 0] < line[i, 1]
    below = line[j, 0] <= line[i, 0] < line[j, 1]
    return (
        shared >= common_hours and not above and not below and not (apart[apart_from[i] : apart_from[i + 1]] == j).any()
    )


@njit(cache=True)
def raised(worth, power):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201
    """The weight of a worth; power 0 counts pairs only."""
    if power == 0:
        return 1
    if power == 1:
        return worth
    if power == 2:
        return worth * worth // 2**22
    return (worth * worth // 2**13) ** 2 // 2**40


@njit(cache=True, nogil=True, error_model="numpy")
def uncovered(
    there,
    back,
    rows,
    columns,
    dual,
    parent,
    z,
    outer,
    outer_z,
    bonus,
    power,
    least,
    languages,
    hours,
    line,
    apart_from,
    apart,
    common_hours,
):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, E501
    """The first allowed pair of a block that the dual does not cover, or -1, -1. A quick look in floats comes first."""
    n = len(dual)
    y, tops, top_z = dual[columns] / 2, outer[columns], outer_z[columns] / 2
    for a in range(len(rows)):
        i = rows[a]
        mine = dual[i] / 2 - bonus
        doubtful = np.int32(0)
        for b in range(len(columns)):
            s, t = min(there[a, b], np.float32(ONE)), min(back[a, b], np.float32(ONE))
            mean = np.float64(2 * s) * t / (s + t)
            most = mean if power == 1 else mean**2 * 2.0**-22 if power == 2 else mean**4 * 2.0**-66 if power else 1.0
            cover = mine + y[b] + (top_z[b] if tops[b] == outer[i] else 0.0)
            doubtful += (min(s, t) >= least) & (most > cover - 0.5)
        if doubtful == 0:
            continue
        for b in range(len(columns)):
            j = columns[b]
            s, t = min(np.int64(there[a, b]), ONE), min(np.int64(back[a, b]), ONE)
            if min(s, t) < least:
                continue
            short = 2 * (raised(2 * s * t // (s + t), power) + bonus) - dual[i] - dual[j]
            if short <= 0:
                continue
            x = parent[i]
            while x >= 0:
                w = parent[j]
                while w >= 0 and w != x:
                    w = parent[w]
                short -= z[x - n] if w == x else 0
                x = parent[x]
            if short > 0 and allowed(languages, hours, line, apart_from, apart, common_hours, i, j):
                return i, j
    return -1, -1
