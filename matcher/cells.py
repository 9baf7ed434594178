"""What stands in one cell → a list, weights, a wish, a yes or no. Knows nothing of rows."""

import math
import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from matcher.reading import ITEM_MARK

LEAST_WEIGHT, MOST_WEIGHT = 0.01, 100.0
MOST_ITEMS = 200


class Unclear(ValueError):
    """What a cell says cannot be taken. `what` it is and what to `do`, as sentences."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(f"{what} {do}")
        self.what, self.do = what, do


class Wish(StrEnum):
    """For one quality, the partner a person would like: like themselves, unlike, or either."""

    SIMILAR = "similar"
    DIFFERENT = "different"
    ANY = "any"


WISHES = {
    **dict.fromkeys(("similar", "same", "alike", "like me"), Wish.SIMILAR),
    **dict.fromkeys(("different", "other", "unlike", "not like me"), Wish.DIFFERENT),
    **dict.fromkeys(("any", "either", "no", "none", "does not mind", "doesn't mind", "don't mind", "-"), Wish.ANY),
}
YES = {"", "yes", "y", "true", "1", "x", "ja", "oui", "sí", "si", "sim"}
NO = {"no", "n", "false", "0", "nein", "non", "não"}


@lru_cache(maxsize=1 << 16)
def tidy(words: str) -> str:
    """Words as people see them: composed, without marks that have no width or turn the line, single spaces.

    >>> tidy("  Active\\u00a0 listening\\u200b ")
    'Active listening'
    """
    text = " ".join(unicodedata.normalize("NFC", words).split())
    if text.isprintable():
        return text
    return " ".join("".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf"}).split())


@lru_cache(maxsize=1 << 18)
def same_words(words: str) -> str:
    """What two spellings of one thing have in common: their compatibility form, folded case, single spaces.

    >>> same_words("ＬＩＳＴＥＮＩＮＧ  Well") == same_words("listening well")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", tidy(words)).casefold()).split())


def items(cell: str) -> tuple[str, ...]:
    """A list as people write it: parted by semicolons, bars or line breaks; by commas where there are none of these.

    >>> items("listening; saying no"), items("listening, saying no"), items("")
    (('listening', 'saying no'), ('listening', 'saying no'), ())
    """
    if ITEM_MARK in cell:
        parts = cell.split(ITEM_MARK)
    else:
        parts = re.split(r"[;|\n\r；、]", cell)
        if len(parts) == 1:
            parts = re.split(r"[,，،]", cell)
    found = tuple(filter(None, (tidy(part) for part in parts)))
    if len(found) > MOST_ITEMS:
        raise Unclear(f"this list has {len(found)} items.", f"Keep the {MOST_ITEMS} that matter most.")
    return found


def weighted(cell: str) -> dict[str, float]:
    """A list whose items may carry a weight; without one it is 1. The larger counts where one item stands twice.

    >>> weighted("listening:3; budgets")
    {'listening': 3.0, 'budgets': 1.0}
    """
    found: dict[str, float] = {}
    first: dict[str, str] = {}
    for item in items(cell):
        words, weight = _parted(item)
        shown = first.setdefault(same_words(words), words)
        found[shown] = max(weight, found.get(shown, 0.0))
    return found


@lru_cache(maxsize=1 << 16)
def _parted(item: str) -> tuple[str, float]:
    words, mark, number = item.rpartition(":")
    number = number.strip().replace(",", ".")
    if not mark or not words.strip():
        return item, 1.0
    try:
        weight = float(number)
    except ValueError:
        return item, 1.0  # a topic may hold a colon
    if not math.isfinite(weight) or not LEAST_WEIGHT <= weight <= MOST_WEIGHT:
        raise Unclear(
            f"the weight of “{words.strip()[:60]}” is {number[:20]}.",
            f"Use a number from {LEAST_WEIGHT} to {MOST_WEIGHT:.0f}, or none.",
        )
    return words.strip(), weight


def wish(cell: str, *, usual: Wish) -> Wish:
    """similar, different or any; the usual one where the cell is empty.

    >>> wish("Different", usual=Wish.ANY).value
    'different'
    """
    words = same_words(cell)
    if not words:
        return usual
    if words not in WISHES:
        raise Unclear(f"“{cell[:40]}” is none of the wishes.", "Write similar, different or any, or leave it empty.")
    return WISHES[words]


def yes(cell: str) -> bool:
    """Whether a cell says yes; an empty one does.

    >>> yes("No"), yes("")
    (False, True)
    """
    words = same_words(cell)
    if words in YES or words in NO:
        return words in YES
    raise Unclear(f"“{cell[:40]}” is neither yes nor no.", "Write yes or no, or leave it empty.")
