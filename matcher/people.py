"""People as arrays: what each one wants and offers, and the rules that can never be traded.

Everything behind the arrays is integer, so that every processor and every linear algebra library gives the same answer
to the last bit. One row is one person. Position means the row, from 0.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from matcher.errors import MatcherError
from matcher.rows import integers, intervals, neighbours, table, unique_ids, wide
from matcher.worth import EXACT_BELOW, LARGEST

if TYPE_CHECKING:
    from matcher.encoding import Profile

FORMAT = b"matcher people 1"


@dataclass(frozen=True, eq=False)
class People:
    """Who can be paired. Make one with `from_arrays`, `from_csv` or `from_json`; they check what is promised here.

    >>> people = People.from_arrays(want=[[2047], [1024]], offer=[[2047], [1500]])
    >>> len(people), people.ids
    (2, ('1', '2'))
    """

    ids: tuple[str, ...]
    """n names, all different; only ever given back, never looked into."""
    want: NDArray[np.int16]
    """(n, d), d a multiple of 8, -2047..2047. Satisfaction of i with j is want[i]·offer[j] / 2047², cut to 0..1."""
    offer: NDArray[np.int16]
    """(n, d), -2047..2047."""
    band: NDArray[np.int32]
    """(n,) Only people of one band are paired."""
    languages: NDArray[np.uint64]
    """(n,) One bit for each language; a pair needs one in common."""
    hours: NDArray[np.uint64]
    """(n, 3) One bit for each of the 168 hours of a week in UTC, from Monday 00:00: bit h % 64 of word h // 64."""
    line: NDArray[np.int64]
    """(n, 2) Intervals [in, out) of a walk through the reporting lines; who lies inside another's is never paired."""
    apart_from: NDArray[np.int64]
    """(n + 1,) Where each person's part of `apart` begins."""
    apart: NDArray[np.int32]
    """(m,) Positions nobody is paired with, ascending for each person, in both directions: not-with and met before."""
    met: NDArray[np.bool_]
    """(m,) True where an entry of `apart` is there only because the two were partners before. Never given out."""
    function: NDArray[np.int32]
    """(n,) What somebody does, for variety in circles; -1 unknown."""
    common_hours: int = 2
    """Hours of the week that a pair must share, 0..168."""
    profile: "Profile | None" = None
    """What the vectors were made from, for explanations."""

    @classmethod
    def from_arrays(
        cls,
        *,
        want: ArrayLike,
        offer: ArrayLike,
        ids: Sequence[str] | None = None,
        band: ArrayLike | None = None,
        languages: ArrayLike | None = None,
        hours: ArrayLike | None = None,
        line: ArrayLike | None = None,
        not_with: ArrayLike | None = None,
        met_before: ArrayLike | None = None,
        function: ArrayLike | None = None,
        common_hours: int = 2,
        profile: "Profile | None" = None,
    ) -> Self:
        """People from ready-made arrays. What is left out does not restrict anybody.

        Parameters are those of the class, but for `not_with` and `met_before`: (k, 2) pairs of positions, in either
        direction, any number of times. Vectors are filled up with zeros to a multiple of 8. NaN, fractions, values out
        of range, an id twice, somebody apart from themselves, and vectors whose sums could leave the integers that a
        float32 holds exactly (2²⁴) raise MatcherError.
        """
        wants, offers = wide(want, "want"), wide(offer, "offer")
        if wants.shape != offers.shape:
            raise MatcherError(f"want has shape {wants.shape}, offer {offers.shape}: give both the same.")
        n = len(wants)
        check_sums(wants, offers)
        starts, others, met = neighbours(n, not_with, met_before)
        if not 0 <= int(common_hours) <= 168:
            raise MatcherError(f"common_hours is {common_hours}; a week has 0 to 168.")
        return cls(
            ids=unique_ids(n, ids),
            want=wants,
            offer=offers,
            band=integers(band, "band", (n,), np.int32, missing=0),
            languages=table(languages, "languages", (n,), missing=1),
            hours=table(hours, "hours", (n, 3), missing=2**64 - 1),
            line=intervals(line, n),
            apart_from=starts,
            apart=others,
            met=met,
            function=integers(function, "function", (n,), np.int32, missing=-1),
            common_hours=int(common_hours),
            profile=profile,
        )

    @classmethod
    def from_csv(cls, path: str | Path, **settings: Any) -> "People":
        """Read a table of people; see `matcher.encoding.people_from_csv` for columns, settings and errors."""
        from matcher.encoding import people_from_csv  # noqa: PLC0415 - reading stands on People, not the other way round

        return people_from_csv(Path(path), **settings)

    @classmethod
    def from_json(cls, path: str | Path, **settings: Any) -> "People":
        """Read a list of people; see `matcher.encoding.people_from_json` for fields, settings and errors."""
        from matcher.encoding import people_from_json  # noqa: PLC0415 - as above

        return people_from_json(Path(path), **settings)

    def __len__(self) -> int:
        return len(self.ids)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What decides who may be paired and what a pair is worth, by name, in the order of the digest."""
        names = ("want", "offer", "band", "languages", "hours", "line", "apart_from", "apart")
        return {name: getattr(self, name) for name in names}

    def digest(self) -> str:
        """SHA-256, in hex, over ids, arrays and rules: the same on every machine. Function and profile are left out."""
        digest = hashlib.sha256(FORMAT)
        names = [name.encode() for name in self.ids]
        digest.update(b"".join(len(name).to_bytes(4, "little") + name for name in names))
        digest.update(np.array([len(self), self.want.shape[1], self.common_hours], "<i8").tobytes())
        for array in self.arrays().values():
            digest.update(array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes())
        return digest.hexdigest()


def check_sums(want: NDArray[np.int16], offer: NDArray[np.int16]) -> None:
    """Raise MatcherError where the sum of a satisfaction could reach 2²⁴ on its way, in whatever order it is taken."""
    if not len(want):
        return
    largest_offer = np.abs(offer.astype(np.int32)).max(axis=0)
    reach = np.abs(want.astype(np.int32)) @ largest_offer.astype(np.int64)
    if int(reach.max()) >= EXACT_BELOW:
        row = int(reach.argmax())
        raise MatcherError(
            f"The wants of row {row} could sum to {int(reach[row])}, and 2^24 is where exact sums end: scale them down "
            f"so that a perfect partner gives {LARGEST}² = {LARGEST**2}."
        )
