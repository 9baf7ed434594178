"""Which word has which place in the vectors.

Only words that can bring two people together need a place: a topic that somebody wants and somebody else offers or
wants as well (or one near it), a value, season or function that two people share. All others count where they should,
in what is divided and in what differs, without one.

Up to 256 topics have a place each, and all is exact. Of more, the 192 most wanted have one each; the rest share 64
places by a fixed hash (BLAKE2b of the folded words), where two rare topics may be taken for one another.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from matcher.cells import same_words
from matcher.similarity import FULL, likenesses

MOST_TOPICS, OWN_PLACE, SHARED_PLACES = 256, 192, 64
MOST_COMPARED = 1500
"""So many of the most used topics, on either side, are also compared as texts."""
MOST_VALUES, MOST_SEASONS, MOST_FUNCTIONS = 64, 32, 96
KNOTS = 8
"""Where seasons are numbers, the span from the least to the greatest is divided by eight points."""


@dataclass(frozen=True, slots=True)
class Topics:
    """`place` of each wanted topic; `near[offered]`: how well an offered topic serves each place, in thousandths."""

    place: Mapping[str, int]
    near: Mapping[str, tuple[tuple[int, int], ...]]
    count: int
    is_exact: bool


def topics(wanted: Sequence[Iterable[str]], offered: Sequence[Iterable[str]], *, near_from: int | None) -> Topics:
    """Places for the wanted topics of all, from each one's folded topics. `near_from` None: only equal words count.

    >>> topics([["saying no"], ["rest"]], [["listening"], ["saying no"]], near_from=None).place
    {'saying no': 0}
    """
    wishes = Counter(topic for person in wanted for topic in person)
    offers = Counter(topic for person in offered for topic in person)
    near = _nearness(wishes, offers, near_from=near_from)
    served = Counter({topic: sum(offers[offer] for offer in near[topic]) for topic in wishes})
    useful = sorted((t for t in wishes if served[t] + wishes[t] > 1), key=lambda t: (-wishes[t], t))
    place = _places(useful)
    by_offer: dict[str, dict[int, int]] = {}
    for topic, offers_near in near.items():
        for offer, thousandths in offers_near.items() if topic in place else ():
            serves = by_offer.setdefault(offer, {})
            serves[place[topic]] = max(thousandths, serves.get(place[topic], 0))
    return Topics(
        place=place,
        near={offer: tuple(serves.items()) for offer, serves in by_offer.items()},
        count=min(len(place), MOST_TOPICS),
        is_exact=len(place) <= MOST_TOPICS,
    )


def _places(useful: Sequence[str]) -> dict[str, int]:
    if len(useful) <= MOST_TOPICS:
        return {topic: k for k, topic in enumerate(useful)}
    own = {topic: k for k, topic in enumerate(useful[:OWN_PLACE])}
    return own | {topic: OWN_PLACE + _hashed(topic) % SHARED_PLACES for topic in useful[OWN_PLACE:]}


def _hashed(topic: str) -> int:
    return int.from_bytes(blake2b(topic.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _nearness(wishes: Counter[str], offers: Counter[str], *, near_from: int | None) -> dict[str, dict[str, int]]:
    """For each wanted topic, which others serve it and by how many thousandths. A wish serves the same wish, too."""
    served = {topic: {topic: FULL} for topic in wishes}
    if near_from is None:
        return served
    often = [topic for topic, _ in _most_used(wishes)]
    brought = [topic for topic, _ in _most_used(offers + wishes)]
    likeness = likenesses(often, brought)
    for row, column in zip(*(places.tolist() for places in (likeness >= near_from).nonzero()), strict=True):
        served[often[row]][brought[column]] = nearness(int(likeness[row, column]))
    return served


def nearness(likeness: int) -> int:
    """How much a topic of this likeness (500 to 1000) serves, in thousandths.

    >>> nearness(1000), nearness(600)
    (1000, 200)
    """
    return max(0, 2 * (likeness - 500))


def _most_used(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_COMPARED]


def shared_places(words: Iterable[str], *, most: int) -> dict[str, int]:
    """Places for what at least two people say, the most said first; the first `most` of them.

    >>> shared_places(["law", "care", "law", "care", "law", "art"], most=8)
    {'law': 0, 'care': 1}
    """
    said = Counter(words)
    shared = sorted((word for word, count in said.items() if count > 1), key=lambda word: (-said[word], word))
    return {word: k for k, word in enumerate(shared[:most])}


def numbers(words: Iterable[str]) -> dict[str, float] | None:
    """What the words are as numbers, if all of them are and they differ; else None.

    >>> numbers(["3", "7.5"]) == {"3": 3.0, "7.5": 7.5}, numbers(["3", "late"])
    (True, None)
    """
    found = {}
    for word in set(words):
        try:
            found[word] = float(word.replace(",", "."))
        except ValueError:
            return None
        if not abs(found[word]) < 1e9:  # NaN is not less
            return None
    return found if len(set(found.values())) > 1 else None


def folded(words: Iterable[str]) -> list[str]:
    """Words as they are compared."""
    return [same_words(word) for word in words]
