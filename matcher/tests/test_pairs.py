"""Whole matchings of people: against another implementation, and what must be true whatever the people."""

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Fairness, MatcherError, NotValid, People, best_pairs
from matcher.ladder import only
from matcher.rows import neighbours
from matcher.tests.crowds import best_by_networkx, may_meet, some_people
from matcher.worth import UNIT


def agree(people: People) -> None:
    matching = best_pairs(people)
    matching.check(people)
    known = best_by_networkx(people)
    assert len(matching.pairs) == known.pairs
    assert matching.certificate.least == known.floor or not known.pairs
    assert (matching.total, matching.gap) == (known.total, 0)


@pytest.mark.parametrize("coarse", [True, False], ids=["many ties", "few ties"])
@pytest.mark.parametrize("tight", [True, False], ids=["few may meet", "most may meet"])
def test_all_agree_with_networkx_on_pairs_floor_and_total(tight, coarse):
    random = np.random.default_rng([9, tight, coarse])
    for _ in range(40):
        agree(some_people(random, int(random.integers(0, 36)), tight=tight, coarse=coarse))


def test_ninety_agree_with_networkx():
    agree(some_people(np.random.default_rng(10), 90))


def test_more_than_one_block_is_priced_whole(monkeypatch):
    monkeypatch.setattr("matcher.tiles.BLOCK", 16)
    random = np.random.default_rng(11)
    for _ in range(10):
        agree(some_people(random, int(random.integers(40, 70)), tight=bool(random.integers(0, 2))))


@pytest.mark.parametrize("power", [1, 2, 4])
def test_without_a_floor_only_the_total_counts(power):
    people = some_people(np.random.default_rng(12), 60)

    matching = best_pairs(people, fairness=Fairness(floor_first=False, power=power))

    matching.check(people)
    assert matching.gap == 0
    assert matching.certificate.least == 1


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 40))
def test_an_exclusion_never_raises_the_total(seed, n):
    people = some_people(np.random.default_rng(seed), n)
    plain = Fairness(floor_first=False)
    before = best_pairs(people, fairness=plain)
    i, j = np.random.default_rng(seed + 1).choice(n, 2, replace=False).tolist()
    source = np.repeat(np.arange(n), np.diff(people.apart_from))
    apart = np.concatenate([np.stack([source, people.apart], axis=1), [[i, j]]])
    starts, others, met = neighbours(n, apart, None)

    after = best_pairs(replace(people, apart_from=starts, apart=others, met=met), fairness=plain)

    assert (len(after.pairs), after.total) <= (len(before.pairs), before.total)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 40))
def test_another_order_and_other_names_change_nothing_but_names(seed, n):
    people = some_people(np.random.default_rng(seed), n)
    order = np.random.default_rng(seed + 1).permutation(n)
    place = np.argsort(order)
    source = np.repeat(np.arange(n), np.diff(people.apart_from))
    starts, others, met = neighbours(n, np.stack([place[source], place[people.apart]], axis=1), None)
    fields = {k: getattr(people, k)[order] for k in ("want", "offer", "band", "languages", "hours", "line", "function")}
    names = tuple(f"Z{people.ids[i]}" for i in order.tolist())
    renamed = replace(people, ids=names, apart_from=starts, apart=others, met=met, **fields)

    mine, other = best_pairs(people), best_pairs(renamed)

    assert {frozenset(f"Z{name}" for name in pair) for pair in mine.pairs} == {frozenset(pair) for pair in other.pairs}


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.integers(4, 40))
def test_without_a_couple_the_others_stay_as_good(seed, n):
    people = some_people(np.random.default_rng(seed), n)
    matching = best_pairs(people)
    if len(matching.pairs) < 2:
        return

    one = matching.ids.index(matching.pairs[0][0])
    left = np.array([i for i in range(n) if i not in (one, matching.mates[one])])
    rest = only(people, left)

    again = best_pairs(rest)

    assert len(again.pairs) == len(matching.pairs) - 1
    assert again.floor >= matching.floor


def test_nobody_is_paired_against_a_rule():
    people = some_people(np.random.default_rng(13), 120, tight=True)

    matching = best_pairs(people)

    assert all(may_meet(people, i, j) for i, j in enumerate(matching.mates.tolist()) if j >= 0)


def test_satisfactions_are_those_of_the_pairs():
    people = some_people(np.random.default_rng(14), 30)

    matching = best_pairs(people)

    for i, j in enumerate(matching.mates.tolist()):
        if j >= 0:
            s = min(int(people.want[i].astype(int) @ people.offer[j]), UNIT) / UNIT
            assert matching.satisfaction[i] == s >= matching.floor
        else:
            assert np.isnan(matching.satisfaction[i])


@pytest.mark.parametrize("n", [0, 1])
def test_nobody_and_one_alone_are_no_trouble(n):
    people = some_people(np.random.default_rng(15), n)

    matching = best_pairs(people)

    matching.check(people)
    assert matching.pairs == []
    assert [one.code for one in matching.unmatched] == ["alone"] * n


def test_when_everybody_is_excluded_everybody_is_told():
    n = 6
    apart = [[i, j] for i in range(n) for j in range(i)]
    people = People.from_arrays(want=np.full((n, 1), 99), offer=np.full((n, 1), 99), not_with=apart)

    matching = best_pairs(people)

    matching.check(people)
    assert [one.code for one in matching.unmatched] == ["alone"] * n
    assert matching.relaxed == ()


@pytest.mark.parametrize("n", [3000, 3001])
def test_equal_people_become_a_chain_and_not_a_star(n):
    people = People.from_arrays(want=np.full((n, 4), 500), offer=np.full((n, 4), 2000))

    matching = best_pairs(people)

    matching.check(people)
    assert len(matching.pairs) == n // 2
    assert matching.gap == 0


def test_very_many_equal_people_keep_the_time_limit():
    n = 200_000
    people = People.from_arrays(want=np.full((n, 1), 500), offer=np.full((n, 1), 2000))
    began = time.monotonic()

    matching = best_pairs(people, time_limit=3)

    assert time.monotonic() - began < 3 + 10
    assert matching.gap < 1


def test_many_who_want_one_mentor_leave_the_others_alone():
    n = 400
    want, offer = np.zeros((n, 2), int), np.zeros((n, 2), int)
    want[1:, 0] = offer[0, 0] = want[0, 1] = offer[1:, 1] = 1500
    people = People.from_arrays(want=want, offer=offer)

    matching = best_pairs(people)

    matching.check(people)
    assert len(matching.pairs) == 1
    assert {one.code for one in matching.unmatched} == {"all_taken"}


@pytest.mark.parametrize("limit", [0, 0.001, 0.02, 0.2])
def test_a_time_limit_is_kept_and_the_bound_holds(limit):
    people = some_people(np.random.default_rng(16), 1500)
    best_pairs(some_people(np.random.default_rng(16), 30))
    full = best_pairs(people)
    began = time.monotonic()

    matching = best_pairs(people, time_limit=limit)

    assert time.monotonic() - began < limit + 5
    matching.check(people)
    assert (matching.certificate.bound_pairs, matching.bound) >= (len(full.pairs), 0)
    assert matching.gap >= 0


def test_a_target_gap_is_enough():
    people = some_people(np.random.default_rng(17), 800)

    matching = best_pairs(people, target_gap=0.05)

    matching.check(people)
    assert matching.gap <= 0.05


@pytest.mark.parametrize("wrong", [{"seed": -1}, {"target_gap": -0.1}, {"time_limit": -1}])
def test_negative_settings_are_refused(wrong):
    with pytest.raises(MatcherError, match="negative"):
        best_pairs(some_people(np.random.default_rng(18), 4), **wrong)


def test_a_matching_does_not_hold_for_other_people():
    random = np.random.default_rng(19)
    people, others = some_people(random, 20), some_people(random, 20)

    with pytest.raises(NotValid, match="other people"):
        best_pairs(people).check(others)
