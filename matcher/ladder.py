"""For those who are left: why, and what a softer rule would allow.

The rungs, in this order: one common hour instead of more; the next band; somebody met before; a triad with a pair. Each
rung only takes people whom the ones before left alone. Not-with and reporting lines are never softened, and no reason
tells a private list from an ordinary shortage.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from matcher.certificate import Barrier
from matcher.matching import Relaxed, Unmatched
from matcher.people import People
from matcher.rows import neighbours
from matcher.worth import UNIT

REASONS = {
    "alone": "Nobody here shares a band, a language and enough hours with this person and can be paired with them.",
    "odd_one_out": "Everybody who fits is paired, and this group has an odd number: one must be left.",
    "all_taken": "Everybody who fits is paired; no other choice of pairs would leave fewer people over.",
    "stopped": "The time was over before everybody was placed.",
}
RUNGS = {
    "shorter_time": "They share fewer hours of the week than asked for.",
    "near_band": "Their bands are next to each other, not the same.",
    "met_before": "They have been partners before.",
    "triad": "The third in a pair: of all pairs that fit, the one in which the least satisfied of three gains most.",
}

Pairing = Callable[[People], NDArray[np.int32]]
"""The best mates of some people, by rows."""


def reasons_for(
    ids: tuple[str, ...], mates: NDArray[np.int32], most: Barrier | None, fits: NDArray[np.bool_]
) -> tuple[Unmatched, ...]:
    """Why each one is in no pair, as the barrier tells it. fits: (n,) who may be paired with anybody at all."""
    left = np.nonzero(mates < 0)[0].tolist()
    if most is None:
        return tuple(Unmatched(ids[i], "stopped", REASONS["stopped"]) for i in left)
    size = np.bincount(most.part[most.part >= 0], minlength=len(mates) + 1)
    found = []
    for i in left:
        group = int(size[most.part[i]]) if most.part[i] >= 0 else 0
        code = "alone" if not fits[i] else "odd_one_out" if group > 1 else "all_taken"
        found.append(Unmatched(ids[i], code, REASONS[code]))
    return tuple(found)


def climb(people: People, mates: NDArray[np.int32], pairing: Pairing) -> tuple[Relaxed, ...]:
    """What softer rules allow for those who are in no pair."""
    left = np.nonzero(mates < 0)[0]
    found: list[Relaxed] = []
    for code, softened in softer(people):
        if len(left) < 2:
            break
        some = only(softened, left)
        partner = pairing(some)
        for i in np.nonzero(partner > np.arange(len(partner)))[0].tolist():
            found.append(Relaxed((some.ids[i], some.ids[partner[i]]), code, RUNGS[code]))
        left = left[partner < 0]
    taken = np.zeros(len(people), np.bool_)
    for i in left.tolist():
        pair = best_pair_for(people, mates, i, taken)
        if pair is not None:
            taken[list(pair)] = True
            found.append(Relaxed((people.ids[i], *(people.ids[j] for j in pair)), "triad", RUNGS["triad"]))
    return tuple(found)


def softer(people: People) -> Iterator[tuple[str, People]]:
    """The same people under softer rules, rung by rung."""
    if people.common_hours > 1:
        yield "shorter_time", replace(people, common_hours=1)
    rank = np.unique(people.band, return_inverse=True)[1].astype(np.int32) if len(people) else people.band
    yield "near_band", replace(people, band=rank // 2)
    yield "near_band", replace(people, band=(rank + 1) // 2)
    if people.met.any():
        source = np.repeat(np.arange(len(people)), np.diff(people.apart_from))
        never = np.stack([source, people.apart], axis=1)[~people.met]
        starts, apart, met = neighbours(len(people), never, None)
        yield "met_before", replace(people, apart_from=starts, apart=apart, met=met)


def only(people: People, rows: NDArray[np.int64]) -> People:
    """Some of the people, in the order of rows."""
    place = np.full(len(people), -1, np.int64)
    place[rows] = np.arange(len(rows))
    source = place[np.repeat(np.arange(len(people)), np.diff(people.apart_from))]
    pairs = np.stack([source, place[people.apart]], axis=1)
    inside = (pairs >= 0).all(axis=1)
    starts, apart, met = neighbours(len(rows), pairs[inside & ~people.met], pairs[inside & people.met])
    fields = ("want", "offer", "band", "languages", "hours", "line", "function")
    chosen = {name: getattr(people, name)[rows] for name in fields}
    ids = tuple(people.ids[i] for i in rows.tolist())
    return replace(people, ids=ids, apart_from=starts, apart=apart, met=met, profile=None, **chosen)


def best_pair_for(people: People, mates: NDArray[np.int32], i: int, taken: NDArray[np.bool_]) -> tuple[int, int] | None:
    """The pair that i joins with the greatest least mean satisfaction of the three; every two of them may be paired,
    and all three share a language and the hours. None when no pair fits."""
    one = np.nonzero((mates > np.arange(len(mates))) & ~taken & (people.band == people.band[i]))[0]
    other = mates[one].astype(np.int64)
    shared = people.hours[i] & people.hours[one] & people.hours[other]
    fits = np.bitwise_count(shared).sum(axis=1) >= people.common_hours
    fits &= (people.languages[i] & people.languages[one] & people.languages[other]) != 0
    fits &= unrelated(people, i, one) & unrelated(people, i, other)
    one, other = one[fits], other[fits]
    if not len(one):
        return None
    to_one, to_other = satisfaction(people, i, one), satisfaction(people, i, other)
    from_one, from_other = satisfaction(people, one, i), satisfaction(people, other, i)
    together = pairwise(people, one, other), pairwise(people, other, one)
    least = np.minimum(to_one + to_other, np.minimum(from_one + together[0], from_other + together[1]))
    gains = np.minimum.reduce([to_one, to_other, from_one, from_other]) > 0
    if not gains.any():
        return None
    best = int(np.where(gains, least, -1).argmax())
    return int(one[best]), int(other[best])


def unrelated(people: People, i: int, others: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Neither kept apart from i nor in one reporting line."""
    begin, end = people.line[i]
    theirs = people.line[others]
    above = (begin <= theirs[:, 0]) & (theirs[:, 0] < end)
    below = (theirs[:, 0] <= begin) & (begin < theirs[:, 1])
    apart = people.apart[people.apart_from[i] : people.apart_from[i + 1]]
    return np.asarray(~above & ~below & ~np.isin(others, apart))


def satisfaction(people: People, one: int | NDArray[np.int64], other: int | NDArray[np.int64]) -> NDArray[np.int64]:
    """In 0..UNIT, of one with each other or of each one with the other."""
    want, offer = people.want[one].astype(np.int64), people.offer[other].astype(np.int64)
    sums = want @ offer.T if want.ndim == 2 else offer @ want
    return np.asarray(sums.clip(0, UNIT))


def pairwise(people: People, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    """In 0..UNIT, of each one with the other at the same place."""
    want, offer = people.want[one].astype(np.int64), people.offer[other].astype(np.int64)
    return np.asarray((want * offer).sum(axis=1).clip(0, UNIT))
