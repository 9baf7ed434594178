"""Asking the matcher. Only the process that runs rounds imports this: pages need no linear algebra.

Everything is in whole numbers and in the order of ids, so the same people always give the same pairs. What somebody
wants is spread over their wishes; what a partner brings is full, or a part where words are only nearly the same; so a
perfect partner gives all of it. Topics in own words are compared as the matcher compares those of a table.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fermata.core.clock import now
from fermata.introductions import lists
from fermata.introductions.actions import running
from fermata.introductions.models import Round
from fermata.introductions.rules.fit import QUALITIES, Facts
from fermata.introductions.rules.pairing import Pair, Pairs, Seat, draw
from matcher import People, best_pairs
from matcher.vocabulary import folded, topics

FULL = 2047
"""The largest entry of the matcher's vectors."""
EVERYBODY, TOPICS, SEASON, WORK, RHYTHM = 300, 1000, 260, 260, 227
"""How the satisfaction of somebody is divided: for anybody at all, for topics, for two wishes, for the rhythm."""
COMMON_HOURS = 2
NEAR_FROM = 600
"""From this likeness on, in thousandths, own words are nearly the same (`matcher.similarity`)."""
SEED = 0


def pair_up(seats: Sequence[Seat], apart: set[Pair]) -> Pairs:
    """The best pairs there are, with the proof looked at before anybody hears of one."""
    people = people_of(seats, apart)
    matching = best_pairs(people, seed=SEED, time_limit=running.MATCHER_WITHIN.total_seconds())
    matching.check(people)
    place = {seat.id: at for at, seat in enumerate(seats)}
    groups = tuple((place[one], place[other]) for one, other in matching.pairs)
    return Pairs(groups=groups, digest=people.digest())


def people_of(seats: Sequence[Seat], apart: set[Pair]) -> People:
    """The people of a round as the matcher takes them."""
    facts = [seat.facts for seat in seats]
    want, offer = _vectors(facts)
    return People.from_arrays(
        want=want,
        offer=offer,
        ids=[seat.id for seat in seats],
        languages=_languages(facts),
        hours=_hours(facts),
        not_with=np.array(sorted(apart), np.int64).reshape(-1, 2),
        common_hours=COMMON_HOURS,
    )


class _Columns:
    """Which column stands for what, when these people meet: topics that two of them share have one."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        self.topics = topics(
            [_plain(one.wanted) for one in facts], [_plain(one.offered) for one in facts], near_from=NEAR_FROM
        )
        names = [("everybody", ""), *(("topics", str(place)) for place in range(self.topics.count))]
        for kind, many in (("season", "seasons"), ("work", "work"), ("rhythm", "rhythms")):
            names += [(kind, name) for name in ("", *lists.order(many))]
        self.at = {name: column for column, name in enumerate(names)}

    def __len__(self) -> int:
        return len(self.at)


def _vectors(facts: Sequence[Facts]) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    columns = _Columns(facts)
    want = np.zeros((len(facts), len(columns)), np.int16)
    offer = np.zeros_like(want)
    for row, one in enumerate(facts):
        for column, weight in _wants(one, columns).items():
            want[row, column] = weight
        for column, much in _brings(one, columns).items():
            offer[row, column] = much
    return want, offer


def _wants(one: Facts, columns: _Columns) -> dict[int, int]:
    """Weights of what somebody looks for; what they do not care about goes to everybody alike."""
    found = {columns.at["everybody", ""]: EVERYBODY}
    wanted = _plain(one.wanted)
    for place in (columns.topics.place[topic] for topic in wanted if topic in columns.topics.place):
        column = columns.at["topics", str(place)]
        found[column] = found.get(column, 0) + TOPICS // len(wanted)
    if not wanted:
        found[columns.at["everybody", ""]] += TOPICS
    for quality, weight in zip(QUALITIES, (SEASON, WORK), strict=True):
        _wish(one, quality, weight, found=found, columns=columns)
    if one.rhythm and one.rhythm != "open":
        found[columns.at["rhythm", one.rhythm]] = RHYTHM
    else:
        found[columns.at["everybody", ""]] += RHYTHM
    return found


def _wish(one: Facts, quality: str, weight: int, *, found: dict[int, int], columns: _Columns) -> None:
    """Similar: who says the same. Different: who says anything, but for the same."""
    wish, own = one.wishes.get(quality), getattr(one, quality)
    if wish not in {"similar", "different"} or (quality, own) not in columns.at or not own:
        found[columns.at["everybody", ""]] += weight
    elif wish == "similar":
        found[columns.at[quality, own]] = weight
    else:
        found[columns.at[quality, ""]] = weight
        found[columns.at[quality, own]] = -weight


def _brings(one: Facts, columns: _Columns) -> dict[int, int]:
    """What somebody is for others. Whoever wants a topic shares it; whoever offers one serves it."""
    found: dict[int, int] = {}
    for topic in _plain(one.wanted | one.offered):
        for place, thousandths in columns.topics.near.get(topic, ()):
            column = columns.at["topics", str(place)]
            found[column] = max(found.get(column, 0), FULL * thousandths // 1000)
    names = [("everybody", "")]
    for quality in QUALITIES:
        if own := getattr(one, quality):
            names += [(quality, ""), (quality, own)]
    rhythms = lists.order("rhythms") if one.rhythm in {"", "open"} else (one.rhythm,)
    names += [("rhythm", name) for name in rhythms]
    return found | {columns.at[name]: FULL for name in names if name in columns.at}


def _plain(found: frozenset[str]) -> list[str]:
    """Topics as the matcher compares them, each once and in an order that does not depend on the run."""
    return sorted(set(folded(lists.plain(topic) for topic in found)))


def _languages(facts: Sequence[Facts]) -> NDArray[np.uint64]:
    """One bit each; whoever says nothing is not kept from anybody."""
    bit = {name: 1 << place for place, name in enumerate(lists.order("languages"))}
    everything = 2**64 - 1
    return np.array([sum(bit.get(name, 0) for name in one.languages) or everything for one in facts], np.uint64)


def _hours(facts: Sequence[Facts]) -> NDArray[np.uint64]:
    """168 bits as three words."""
    words = [[one.hours >> 64 * word & 2**64 - 1 for word in range(3)] for one in facts]
    return np.array(words, np.uint64).reshape(-1, 3)


PAIR_UP = {Round.Kind.ROUND.value: pair_up, Round.Kind.DRAW.value: draw}


def run_what_is_due() -> None:
    """Every round that waits, one after the other."""
    while running.run_next(pair_up=PAIR_UP, clock=now):
        pass
