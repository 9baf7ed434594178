"""How alike two topics are as texts, in any language and without a model.

Both are folded (`cells.same_words`, then marks above and below letters taken off), each word is put between spaces,
and all runs of two and three characters are counted. The likeness of two texts is the cosine of their counts, in
thousandths and rounded down: ⌊1000 · Σ a·b / √(Σ a² · Σ b²)⌋, in whole numbers, so it is the same on every machine.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from math import isqrt

import numpy as np
from numpy.typing import NDArray

from matcher.cells import same_words

FULL = 1000
"""The likeness of a text with itself."""


def runs(words: str) -> Counter[str]:
    """All runs of two and of three characters within the words, each word between spaces.

    >>> sorted(runs("no"))
    [' n', ' no', 'no', 'no ', 'o ']
    """
    text = "".join(c for c in unicodedata.normalize("NFKD", same_words(words)) if not unicodedata.combining(c))
    spaced = [f" {word} " for word in re.split(r"[\W_]+", text) if word]
    return Counter(word[k : k + size] for word in spaced for size in (2, 3) for k in range(len(word) - size + 1))


def likeness(one: str, other: str) -> int:
    """0 (nothing in common) to 1000 (the same).

    >>> likeness("Listening", "listening"), likeness("listening", "active listening"), likeness("budgets", "sleep")
    (1000, 770, 0)
    """
    if same_words(one) == same_words(other):
        return FULL
    a, b = runs(one), runs(other)
    return _cosine(sum(count * b[run] for run, count in a.items()), _square(a), _square(b))


def likenesses(ones: Sequence[str], others: Sequence[str]) -> NDArray[np.int32]:
    """`likeness` of each with each: int32 (len(ones), len(others)), 0..1000."""
    counted = [(same_words(text), runs(text)) for text in (*ones, *others)]
    place = {run: k for k, run in enumerate(sorted({run for _, counts in counted for run in counts}))}
    holders: list[list[tuple[int, int]]] = [[] for _ in place]
    for column, (_, counts) in enumerate(counted[len(ones) :]):
        for run, count in counts.items():
            holders[place[run]].append((column, count))
    squares = [_square(counts) for _, counts in counted]
    found = np.zeros((len(ones), len(others)), np.int32)
    for row, (_, counts) in enumerate(counted[: len(ones)]):
        inner: Counter[int] = Counter()
        for run, count in counts.items():
            for column, other in holders[place[run]]:
                inner[column] += count * other
        for column, product in inner.items():
            found[row, column] = _cosine(product, squares[row], squares[len(ones) + column])
    _set_same(found, [folded for folded, _ in counted], len(ones))
    return found


def _set_same(found: NDArray[np.int32], folded: Sequence[str], parted: int) -> None:
    """Texts of signs alone have no runs, and yet are like themselves."""
    columns: dict[str, list[int]] = {}
    for column, text in enumerate(folded[parted:]):
        columns.setdefault(text, []).append(column)
    for row, text in enumerate(folded[:parted]):
        found[row, columns.get(text, [])] = FULL


def _square(counts: Counter[str]) -> int:
    return sum(count * count for count in counts.values())


def _cosine(inner: int, one: int, other: int) -> int:
    return isqrt(FULL * FULL * inner * inner // (one * other)) if one and other else 0
