"""Pairs people, one with another or in circles, and proves that nobody could be paired better.

people = People.from_csv("people.csv")
matching = best_pairs(people)
matching.check(people)      # raises NotValid: someone twice, a forbidden pair, or a bound that does not hold
matching.total, matching.bound

What needs the compiler loads when it is first used, so that reading a table and saying what is wrong with it is quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from matcher import threads  # first: it readies the processor for numpy  # isort: skip
from matcher.errors import MatcherError, NotValid
from matcher.people import People
from matcher.worth import FAIREST, UNIT, Fairness

if TYPE_CHECKING:
    from matcher.again import rematch
    from matcher.certificate import Barrier, Certificate, load_certificate
    from matcher.circles import Circles, best_circles
    from matcher.explicit import GraphMatching, best_pairs_in_graph
    from matcher.matching import Matching, Relaxed, Unmatched
    from matcher.pairs import best_pairs

__all__ = [
    "FAIREST",
    "UNIT",
    "Barrier",
    "Certificate",
    "Circles",
    "Fairness",
    "GraphMatching",
    "MatcherError",
    "Matching",
    "NotValid",
    "People",
    "Relaxed",
    "Unmatched",
    "best_circles",
    "best_pairs",
    "best_pairs_in_graph",
    "load_certificate",
    "rematch",
    "threads",
]

LATER = {
    "Barrier": "certificate",
    "Certificate": "certificate",
    "load_certificate": "certificate",
    "Circles": "circles",
    "best_circles": "circles",
    "GraphMatching": "explicit",
    "best_pairs_in_graph": "explicit",
    "Matching": "matching",
    "Relaxed": "matching",
    "Unmatched": "matching",
    "best_pairs": "pairs",
    "rematch": "again",
}
"""Names and the modules they come from."""


def __getattr__(name: str) -> Any:
    if name not in LATER:
        raise AttributeError(f"module 'matcher' has no attribute {name!r}")
    found = getattr(import_module(f"matcher.{LATER[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
