"""Floors, and the report of blocking pairs against all small instances of stable roommates."""

import warnings
from itertools import permutations, product

import numpy as np
import pytest
from matching.games import StableRoommates

from matcher import People
from matcher.crowd import crowd_of
from matcher.fairness import blocking_pairs, joining_parts
from matcher.graph import Graph

FOUR = range(4)
PERFECT = [((0, 1), (2, 3)), ((0, 2), (1, 3)), ((0, 3), (1, 2))]


def instance(preferences: tuple[tuple[int, ...], ...]) -> Graph:
    """Everybody's list as weights: 3 for the first, 2, 1."""
    other = [j for i in FOUR for j in sorted(preferences[i])]
    weight = [3 - preferences[i].index(j) for i in FOUR for j in sorted(preferences[i])]
    return Graph(np.arange(0, 13, 3), np.array(other, np.int32), np.array(weight, np.int64))


def mates_of(pairs: tuple[tuple[int, int], ...]) -> np.ndarray:
    mates = np.full(4, -1, np.int32)
    for i, j in pairs:
        mates[i], mates[j] = j, i
    return mates


def is_stable_by_irving(preferences: tuple[tuple[int, ...], ...]) -> bool:
    game = StableRoommates.create_from_dictionary({i: list(preferences[i]) for i in FOUR})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = game.solve()
    return bool(found) and all(partner is not None for partner in found.values())


def test_all_instances_of_four_have_a_matching_without_blocking_pairs_exactly_when_irving_finds_one():
    lists = [list(permutations([j for j in FOUR if j != i])) for i in FOUR]
    stable = 0
    for preferences in product(*lists):
        graph = instance(preferences)
        without = any(blocking_pairs(graph, mates_of(pairs), gain=0).pairs == 0 for pairs in PERFECT)
        assert without == is_stable_by_irving(preferences)
        stable += without

    assert (stable, 6**4) == (1248, 1296)  # 26 of 27


@pytest.mark.parametrize(("gain", "people"), [(0, 2), (0.4, 2), (0.6, 0)])
def test_a_pair_blocks_only_when_both_gain_enough(gain, people):
    graph = instance(((1, 2, 3), (0, 3, 2), (3, 0, 1), (2, 1, 0)))

    assert blocking_pairs(graph, mates_of(((0, 2), (1, 3))), gain=gain).people == 2 * people


def test_pairs_between_parts_are_found_though_few_are_asked():
    people = People.from_arrays(want=[[500]] * 40, offer=[[500]] * 40)
    part = np.array([0] * 37 + [37, 38, 39], np.int32)
    alone = np.full(40, -1, np.int32)

    found = joining_parts(crowd_of(people, seed=0), part, alone, 1, stop=np.zeros(1, np.int64), until=None)

    pairs = {tuple(sorted(pair)) for pair in zip(found.one.tolist(), found.other.tolist(), strict=True)}
    assert {(36, 37), (37, 38), (37, 39), (38, 39)} <= pairs
    assert all(part[i] != part[j] for i, j in pairs)
