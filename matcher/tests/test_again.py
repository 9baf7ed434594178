"""Matching once more after changes gives what matching from the beginning gives."""

import time
from dataclasses import replace

import numpy as np
import pytest

from matcher import MatcherError, Matching, People, best_pairs, rematch
from matcher.again import new_crowd
from matcher.ladder import only
from matcher.rows import neighbours
from matcher.tests.crowds import some_people


def kept_apart(people: People, pairs: list[tuple[int, int]]) -> People:
    source = np.repeat(np.arange(len(people)), np.diff(people.apart_from))
    never = np.concatenate([np.stack([source, people.apart], axis=1), np.array(pairs, np.int64).reshape(-1, 2)])
    starts, apart, met = neighbours(len(people), never, None)
    return replace(people, apart_from=starts, apart=apart, met=met)


def rows_of(people: People, matching: Matching, count: int) -> list[tuple[int, int]]:
    row = {name: i for i, name in enumerate(people.ids)}
    return [(row[a], row[b]) for a, b in matching.pairs if a in row and b in row][:count]


def agree(before: Matching, people: People) -> Matching:
    again, fresh = rematch(before, people), best_pairs(people)
    again.check(people)
    assert (len(again.pairs), again.floor, again.total, again.gap) == (len(fresh.pairs), fresh.floor, fresh.total, 0)
    return again


@pytest.mark.parametrize("seed", range(12))
def test_joining_leaving_excluding_and_changing_all_at_once(seed):
    random = np.random.default_rng([20, seed])
    everybody = some_people(random, 80, tight=seed % 3 == 0, coarse=seed % 2 == 0)
    before = best_pairs(only(everybody, np.arange(70)))
    people = only(everybody, np.concatenate([np.arange(4, 70), np.arange(74, 80)]))
    people = kept_apart(people, rows_of(people, before, 3))
    want = people.want.copy()
    want[:2] = want[2:4]

    agree(before, replace(people, want=want))


@pytest.mark.parametrize("seed", range(8))
def test_pairs_that_were_not_known_are_found_when_a_dual_falls(monkeypatch, seed):
    for name, few in (("FIRST", 2), ("KNOWN", 2), ("KEPT", 1), ("MARGIN", 0)):
        monkeypatch.setattr(f"matcher.pairs.{name}", few)
    monkeypatch.setattr("matcher.again.KEPT", 1)
    monkeypatch.setattr("matcher.asking.FEW", 1)
    everybody = some_people(np.random.default_rng([25, seed]), 120)

    before = best_pairs(only(everybody, np.arange(110)))

    before.check(only(everybody, np.arange(110)))
    agree(before, only(everybody, np.arange(6, 120)))


def test_round_after_round_from_the_one_before():
    people = some_people(np.random.default_rng(21), 60)
    matching = best_pairs(people)
    for _ in range(4):
        people = kept_apart(people, rows_of(people, matching, 5))
        matching = agree(matching, people)


@pytest.mark.parametrize("seed", range(6))
def test_two_who_are_no_longer_kept_apart_are_asked(seed):
    people = some_people(np.random.default_rng([26, seed]), 60)
    without = best_pairs(kept_apart(people, rows_of(people, best_pairs(people), 12)))

    agree(without, people)


def test_who_keeps_their_place_in_the_reporting_line_has_not_changed_when_it_is_counted_anew():
    people = some_people(np.random.default_rng(27), 40)
    before = best_pairs(people)
    assert before.warm is not None

    _, kept = new_crowd(before.warm, replace(people, line=3 * people.line + 5))

    assert not len(kept.changed)


def test_who_comes_to_report_to_another_has_changed():
    people = some_people(np.random.default_rng(28), 40)
    before = best_pairs(people)
    line = np.stack([np.arange(40), np.arange(1, 41)], axis=1)
    line[3, 1] = 6
    assert before.warm is not None

    crowd, kept = new_crowd(before.warm, replace(people, line=line))

    assert 3 in crowd.row[kept.changed]
    agree(before, replace(people, line=line))


def test_from_nobody_to_some():
    people = some_people(np.random.default_rng(29), 12)

    agree(best_pairs(only(people, np.arange(0))), people)


def test_nothing_changed_gives_the_same_pairs():
    people = some_people(np.random.default_rng(22), 60)
    matching = best_pairs(people)

    assert rematch(matching, people).pairs == matching.pairs


@pytest.mark.parametrize("left", [0, 1, 2])
def test_when_nearly_all_leave(left):
    people = some_people(np.random.default_rng(23), 30)

    agree(best_pairs(people), only(people, np.arange(left)))


@pytest.mark.parametrize("limit", [0, 0.005, 0.01, 0.02, 0.04])
def test_a_time_limit_is_kept_and_what_there_is_holds(limit):
    people = some_people(np.random.default_rng(30), 900)
    before = best_pairs(only(people, np.arange(880)))
    began = time.monotonic()

    again = rematch(before, only(people, np.arange(20, 900)), time_limit=limit)

    assert time.monotonic() - began < limit + 5
    again.check(only(people, np.arange(20, 900)))


def test_a_loaded_matching_cannot_be_matched_again():
    people = some_people(np.random.default_rng(24), 10)

    with pytest.raises(MatcherError, match="in this process"):
        rematch(replace(best_pairs(people), warm=None), people)
