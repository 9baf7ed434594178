"""People as the kernels of circles see them, and the rules of a circle.

A circle may stand when no two of it are kept apart (band, reporting line, not-with, met before) and all of it share an
hour of the week and a language. Its value is

    Σ over members of the mean worth to the others  +  variety · number of different functions

in whole numbers: worths are 0..UNIT, everything is multiplied by SCALE, so that a mean over 1 to 7 others stays whole.
"""

from collections.abc import Callable
from typing import NamedTuple, ParamSpec, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from matcher.kernels import inlined, kernel
from matcher.people import People
from matcher.worth import UNIT

P = ParamSpec("P")
R = TypeVar("R")
SMALLEST, LARGEST_CIRCLE = 3, 8
SCALE = 840
"""Divisible by every number of others there can be, 1 to 8."""


class Company(NamedTuple):
    """`People` as arrays for kernels; see there for shapes. Wants and offers are whole numbers in float32."""

    want: NDArray[np.float32]
    offer: NDArray[np.float32]
    band: NDArray[np.int32]
    languages: NDArray[np.uint64]
    hours: NDArray[np.uint64]
    line: NDArray[np.int64]
    apart_from: NDArray[np.int64]
    apart: NDArray[np.int32]
    function: NDArray[np.int32]
    variety: int
    """What one more function in a circle is worth, in UNIT · SCALE."""


def reordered(function: Callable[P, R]) -> Callable[P, R]:
    """A kernel whose float sums may be taken in any order, which is faster: only where any order gives the same."""
    return cast("Callable[P, R]", numba.njit(cache=True, nogil=True, fastmath={"reassoc", "nsz"})(function))


def company_of(people: People, *, variety: float) -> Company:
    """`variety` 0..1: what one more function in a circle counts, beside worths of 0..1."""
    return Company(
        people.want.astype(np.float32),
        people.offer.astype(np.float32),
        people.band,
        people.languages,
        people.hours,
        people.line,
        people.apart_from,
        people.apart,
        people.function,
        round(variety * 1000) * UNIT * SCALE // 1000,
    )


@reordered
def satisfaction(i: int, j: int, company: Company) -> int:
    """Of i with j. Every partial sum is a whole number below 2²⁴, so any order of adding gives the same."""
    total = np.float32(0)
    for d in range(company.want.shape[1]):
        total += company.want[i, d] * company.offer[j, d]
    return max(0, min(int(total), UNIT))


@kernel
def worth(i: int, j: int, company: Company) -> int:
    """Harmonic mean of both satisfactions, 0..UNIT, rounded down."""
    one, other = satisfaction(i, j, company), satisfaction(j, i, company)
    return int(2 * one * other // max(one + other, 1))


@inlined
def kept_apart(i: int, j: int, company: Company) -> bool:
    """Whether a rule that is never traded keeps the two from one circle; hours and languages are not looked at."""
    if company.band[i] != company.band[j]:
        return True
    if (
        company.line[i, 0] <= company.line[j, 0] < company.line[i, 1]
        or company.line[j, 0] <= company.line[i, 0] < company.line[j, 1]
    ):
        return True
    low, high = company.apart_from[i], company.apart_from[i + 1]
    while low < high:
        middle = (low + high) // 2
        if company.apart[middle] < j:
            low = middle + 1
        else:
            high = middle
    return bool(low < company.apart_from[i + 1] and company.apart[low] == j)


@kernel
def may_join(i: int, members: NDArray[np.int32], size: int, leaving: int, company: Company) -> bool:
    """Whether i may be in a circle with the first `size` of members, of whom `leaving` (-1: nobody) does not count."""
    languages = company.languages[i]
    first, second, third = company.hours[i, 0], company.hours[i, 1], company.hours[i, 2]
    for place in range(size):
        j = members[place]
        if j != leaving:
            languages &= company.languages[j]
            first &= company.hours[j, 0]
            second &= company.hours[j, 1]
            third &= company.hours[j, 2]
    if languages == 0 or (first | second | third) == 0:
        return False
    for place in range(size):  # noqa: SIM110 - a kernel
        if members[place] != leaving and kept_apart(i, members[place], company):
            return False
    return True


@kernel
def worth_to(i: int, members: NDArray[np.int32], size: int, leaving: int, company: Company) -> int:
    """Sum of the worths of i with the first `size` of members without `leaving` and i."""
    total = np.int64(0)
    for place in range(size):
        j = members[place]
        if j != leaving and j != i:
            total += worth(i, j, company)
    return int(total)


@kernel
def functions_in(members: NDArray[np.int32], size: int, leaving: int, joining: int, company: Company) -> int:
    """How many different functions there are; everybody of unknown function counts as one of their own."""
    found = 0
    for place in range(size + 1):
        one = members[place] if place < size else joining
        if one < 0 or one == leaving:
            continue
        is_new = True
        for before in range(place):
            other = members[before]
            if other != leaving and company.function[one] >= 0 and company.function[other] == company.function[one]:
                is_new = False
                break
        found += is_new
    return found
