"""People in the order in which they are worked on, ready for exact arithmetic in float32.

The order is by band, then by when somebody can meet, so that those who cannot meet stand far apart and whole tiles are
skipped; then by a hash of what they want, offer and speak, mixed with the seed. It depends on people, not on the order
of rows or on ids: only people whose vectors, languages and hours are all equal stand in the order in which they came.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from matcher.kernels import integer
from matcher.people import People
from matcher.rules import Rules


@dataclass(frozen=True, eq=False)
class Crowd:
    """n people, ordered. Positions in kernels are places in this order; `row` leads back to People."""

    row: NDArray[np.int64]
    """(n,) the row of People at each place."""
    want: NDArray[np.float32]
    """(n, d) whole numbers."""
    offer: NDArray[np.float32]
    bands: NDArray[np.int64]
    """(b + 1,) where each band begins, and n."""
    rules: Rules

    @property
    def n(self) -> int:
        return len(self.row)

    def place(self) -> NDArray[np.int64]:
        """(n,) the place of each row of People."""
        places = np.empty(self.n, np.int64)
        places[self.row] = np.arange(self.n)
        return places


def crowd_of(people: People, *, seed: int) -> Crowd:
    """People in working order."""
    if not len(people):
        return crowd_in_order(people, np.zeros(0, np.int64))
    return crowd_in_order(people, np.lexsort((content_hash(people, seed), middle_of_day(people.hours), people.band)))


def crowd_in_order(people: People, row: NDArray[np.int64]) -> Crowd:
    """People in a given order, in which bands are not mixed."""
    edges = np.nonzero(np.diff(people.band[row]))[0] + 1
    bands = np.concatenate([[0], edges, [len(row)]]) if len(row) else np.zeros(1)
    starts, apart = rearranged(people, row)
    hours = np.ascontiguousarray(people.hours[row].T)
    rules = Rules(people.languages[row], hours, people.line[row], starts, apart, integer(people.common_hours))
    want, offer = people.want[row].astype(np.float32), people.offer[row].astype(np.float32)
    return Crowd(row, want, offer, bands.astype(np.int64), rules)


def content_order(people: People, some: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The rank of each of some people among them, by the hash of what they say."""
    fields = ("want", "offer", "languages", "hours")
    chosen = replace(people, **{name: getattr(people, name)[some] for name in fields})
    hashes = content_hash(chosen, 0)
    rank = np.empty(len(hashes), np.int64)
    rank[np.argsort(hashes, kind="stable")] = np.arange(len(hashes))
    return rank


def middle_of_day(hours: NDArray[np.uint64]) -> NDArray[np.int64]:
    """(n,) around which hour of the day (UTC, 0..23) somebody's hours lie; from a circular mean in whole numbers."""
    weight = np.round(1000 * np.exp(2j * np.pi * np.arange(24) / 24))
    bits = np.unpackbits(np.ascontiguousarray(hours, "<u8").view(np.uint8), axis=1, bitorder="little")[:, :168]
    by_hour = bits.reshape(len(hours), 7, 24).sum(axis=1).astype(np.int64)
    east, north = by_hour @ weight.real.astype(np.int64), by_hour @ weight.imag.astype(np.int64)
    return np.asarray(np.floor(np.arctan2(north, east) * 12 / np.pi) % 24, np.int64)


def content_hash(people: People, seed: int) -> NDArray[np.uint64]:
    """(n,) sums of products with odd numbers drawn from the seed, mixed once more (multiplicative hashing)."""
    width = people.want.shape[1]
    words = np.arange(1, 2 * width + 6, dtype=np.uint64) + np.uint64(seed % 2**32 * 0x9E3779B97F4A7C15 % 2**64)
    odd = mixed(words) | np.uint64(1)
    total = people.languages * odd[2 * width]
    for k in range(3):
        total = total + mixed(people.hours[:, k] * odd[2 * width + 1 + k])
    for k in range(width):
        total += people.want[:, k].astype(np.int64).astype(np.uint64) * odd[k]
        total += people.offer[:, k].astype(np.int64).astype(np.uint64) * odd[width + k]
    return mixed(total)


def mixed(x: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The last steps of splitmix64 (Steele, Lea and Flood, 2014)."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(x ^ (x >> np.uint64(31)))


def rearranged(people: People, row: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Who is kept apart, by places instead of rows."""
    n = len(row)
    place = np.empty(n, np.int64)
    place[row] = np.arange(n)
    one = place[np.repeat(np.arange(n), np.diff(people.apart_from))]
    other = place[people.apart]
    order = np.lexsort((other, one))
    return np.searchsorted(one[order], np.arange(n + 1)).astype(np.int64), other[order].astype(np.int32)
