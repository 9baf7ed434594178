"""Functions compiled to machine code at their first call and kept on disk for the next time."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numba

P = ParamSpec("P")
R = TypeVar("R")


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function over arrays and numbers; it lets go of the interpreter while it runs, so threads help.

    Arithmetic is that of the processor: whole numbers wrap, and floats are never reordered.
    """
    return cast("Callable[P, R]", numba.njit(cache=True, nogil=True)(function))


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """A helper of kernels, pasted into each of them."""
    return cast("Callable[P, R]", numba.njit(inline="always")(function))
