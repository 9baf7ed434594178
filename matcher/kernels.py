"""Functions compiled to machine code at their first call and kept on disk for the next time."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import numba
import numpy as np

P = ParamSpec("P")
R = TypeVar("R")

integer = cast("Callable[[Any], int]", np.int64)
"""A whole number of 64 bits. Kernels must say so now and then, or two kinds of numbers meet in one name."""


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function over arrays and numbers. It lets go of the interpreter while it runs, so threads help.

    Arithmetic is that of the processor: whole numbers wrap, floats are never reordered, and dividing by 0 raises
    nothing, so that loops over many pairs can run on many lanes at once.
    """
    return cast("Callable[P, R]", numba.njit(cache=True, nogil=True, error_model="numpy")(function))


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """A helper of kernels, pasted into each of them."""
    return cast("Callable[P, R]", numba.njit(inline="always", error_model="numpy")(function))
