"""How the kernels run: compiled for large rounds, as plain Python for small ones that would be done before."""

import os
import warnings
from pathlib import Path

from matcher.command.screen import progress

SMALL = 300
"""Up to so many people, plain Python is done before the solver would have been made ready."""
SMALL_COLD = 1_500
"""The same, while it has never been made ready on this machine."""


def choose_pace(count: int) -> None:
    """For a small round leave the kernels as plain Python: the same answer, without the wait. Before they load."""
    cold = not any(Path(__file__).parents[1].glob("__pycache__/candidates.*.nbi"))
    if count <= (SMALL_COLD if cold else SMALL):
        os.environ.setdefault("NUMBA_DISABLE_JIT", "1")
        warnings.simplefilter("ignore", RuntimeWarning)  # whole numbers that wrap, as they do in a processor


def warm_up() -> None:
    """Run every kernel once, on made-up people, so that all is compiled and kept."""
    os.environ.pop("NUMBA_DISABLE_JIT", None)
    from matcher.circles import best_circles
    from matcher.encoding import people_from_text
    from matcher.pairs import best_pairs
    from matcher.sample import HEADINGS, sample
    from matcher.writing import table

    people = people_from_text(table(HEADINGS, sample(400, seed=1)))
    with progress() as tell:
        tell("making pairs ready", 0.0)
        best_pairs(people).check(people)
        tell("making circles ready", 0.0)
        best_circles(people, size=5, proposals=20).check(people)
