"""Pairs people, one with another or in circles, and proves that nobody could be paired better.

people = People.from_csv("people.csv")
matching = best_pairs(people)
matching.check(people)      # raises NotValid: someone twice, a forbidden pair, or a bound that does not hold
matching.total, matching.bound
"""

from matcher import threads  # first: it readies the processor for numpy  # isort: skip
from matcher.certificate import Barrier, Certificate, load_certificate
from matcher.check import check
from matcher.errors import MatcherError, NotValid
from matcher.matching import Matching, Relaxed, Unmatched
from matcher.pairs import best_pairs
from matcher.people import People
from matcher.worth import FAIREST, UNIT, Fairness

__all__ = [
    "FAIREST",
    "UNIT",
    "Barrier",
    "Certificate",
    "Fairness",
    "Matching",
    "MatcherError",
    "NotValid",
    "People",
    "Relaxed",
    "Unmatched",
    "best_pairs",
    "check",
    "load_certificate",
    "threads",
]
