"""Circles keep every rule, are close to the best there can be, and say how close."""

import itertools
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.check_circles import check_circles
from matcher.circles import Circles, Rung, best_circles
from matcher.circles.bound import counted_once, priced, worth_bound
from matcher.circles.nearest import nearest
from matcher.circles.places import how_many
from matcher.encoding import people_from_text
from matcher.errors import MatcherError, NotValid
from matcher.people import People
from matcher.sample import HEADINGS, sample
from matcher.worth import LARGEST, UNIT
from matcher.writing import table


def random_people(n, seed, *, share=0.5, **more):
    """n people of random vectors; each hour of eight suits somebody with chance `share`."""
    dice = np.random.default_rng(seed)
    hours = np.zeros((n, 3), np.uint64)
    hours[:, 0] = (dice.random((n, 8)) < share).astype(np.uint64) @ (1 << np.arange(8)).astype(np.uint64)
    languages = (dice.random((n, 3)) < 0.8).astype(np.uint64) @ (1 << np.arange(3)).astype(np.uint64)
    return People.from_arrays(
        want=dice.integers(0, 500, (n, 8)),
        offer=dice.integers(0, LARGEST, (n, 8)) // 2,
        hours=hours,
        languages=languages,
        function=dice.integers(-1, 4, n),
        common_hours=1,
        **more,
    )


def worth(people, i, j):
    both = [int(people.want[a].astype(int) @ people.offer[b].astype(int)) for a, b in ((i, j), (j, i))]
    return 2 * both[0] * both[1] // max(sum(both), 1)


def partings(people, size):
    """All ways to part positions into circles of one size."""
    if not people:
        yield []
        return
    first, *rest = people
    for others in itertools.combinations(rest, size - 1):
        left = [i for i in rest if i not in others]
        for more in partings(left, size):
            yield [(first, *others), *more]


def value(people, parting):
    return sum(
        sum(2 * worth(people, i, j) for i, j in itertools.combinations(circle, 2)) // (len(circle) - 1)
        for circle in parting
    )


@pytest.mark.parametrize(("n", "size"), [(6, 3), (9, 3), (8, 4), (10, 5)])
@pytest.mark.parametrize("seed", range(4))
def test_for_few_people_circles_are_nearly_the_best_of_all(n, size, seed):
    people = random_people(n, seed, share=1)
    people = People.from_arrays(want=people.want, offer=people.offer)
    best = max(value(people, parting) for parting in partings(list(range(n)), size))

    found = best_circles(people, size=size, variety=0)
    found.check(people)

    assert found.total <= best <= found.bound
    assert found.total >= 0.985 * best
    assert {len(circle) for circle in found.circles} == {size}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 40), st.integers(3, 8), st.integers(0, 10_000), st.sampled_from([0.1, 0.3, 0.6]))
def test_circles_keep_every_rule_whatever_the_people(n, size, seed, share):
    dice = np.random.default_rng(seed)
    apart = dice.integers(0, max(n, 1), (n, 2))
    people = random_people(n, seed, share=share, band=dice.integers(0, 3, n))
    people = People.from_arrays(
        want=people.want,
        offer=people.offer,
        hours=people.hours,
        languages=people.languages,
        band=people.band,
        function=people.function,
        not_with=apart[apart[:, 0] != apart[:, 1]],
        common_hours=1,
    )

    found = best_circles(people, size=size, proposals=50)

    found.check(people)
    assert sum(map(len, found.circles)) + len(found.alone) == n
    for circle in found.circles:
        assert np.bitwise_and.reduce(people.hours[list(circle)], axis=0).any()


def test_the_same_seed_gives_the_same_circles():
    people = people_from_text(table(HEADINGS, sample(150, seed=4)))
    one, other = (best_circles(people, size=4, seed=9, proposals=100) for _ in range(2))

    assert one == other
    assert best_circles(people, size=4, seed=10, proposals=100).circles != one.circles


def test_no_circle_of_a_sample_lacks_a_common_hour():
    people = people_from_text(table(HEADINGS, sample(600, seed=7)), common_hours=1)
    found = best_circles(people, size=4, proposals=100)

    found.check(people)
    assert found.share > 0.75
    assert len(found.alone) < 18
    assert sum(len(circle) == 4 for circle in found.circles) > 0.6 * len(found.circles)


def test_circles_of_equal_people_are_even_and_done_soon():
    n = 20_000
    people = People.from_arrays(want=np.full((n, 8), 700), offer=np.full((n, 8), 700))
    begun = time.process_time()

    found = best_circles(people, size=6, proposals=5)

    found.check(people)
    assert {len(circle) for circle in found.circles} <= {5, 6, 7}
    assert time.process_time() - begun < 60


@pytest.mark.parametrize("n", [0, 1, 2])
def test_too_few_for_a_circle(n):
    people = random_people(n, 0, share=1)
    found = best_circles(People.from_arrays(want=people.want, offer=people.offer))

    found.check(People.from_arrays(want=people.want, offer=people.offer))
    assert found.circles == (((0, 1),) if n == 2 else ())
    assert found.relaxed == {0: {}, 1: {0: Rung.NONE}, 2: {0: Rung.TWO, 1: Rung.TWO}}[n]


def test_everybody_kept_apart_stays_alone():
    pairs = np.array(list(itertools.combinations(range(7), 2)))
    people = People.from_arrays(want=np.full((7, 8), 700), offer=np.full((7, 8), 700), not_with=pairs)

    found = best_circles(people, size=3)

    found.check(people)
    assert (found.circles, found.alone) == ((), tuple(range(7)))


def test_a_time_limit_gives_what_there_is():
    people = random_people(3000, 1, share=0.6)
    best_circles(people, size=4, proposals=1)
    begun = time.monotonic()

    found = best_circles(people, size=4, proposals=100_000, time_limit=1.0)

    found.check(people)
    assert not found.is_complete
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize("given", [{"size": 2}, {"size": 9}, {"variety": -1}, {"variety": float("nan")}, {"seed": -1}])
def test_what_cannot_be_asked_is_refused(given):
    with pytest.raises(MatcherError):
        best_circles(random_people(4, 0), **given)


@settings(max_examples=200, deadline=None)
@given(st.integers(3, 2000), st.integers(3, 8))
def test_sizes_are_as_even_as_can_be(people, size):
    circles = how_many(people, size=size)

    possible = [count for count in range(1, people + 1) if people // count >= 3 and -(-people // count) <= 8]
    assert abs(people / circles - size) == min(abs(people / count - size) for count in possible)


def good():
    return People.from_arrays(
        want=np.full((7, 8), 700),
        offer=np.full((7, 8), 700),
        hours=[[3, 0, 0]] * 6 + [[4, 0, 0]],
        languages=[1, 1, 1, 3, 3, 3, 1],
        band=[0, 0, 0, 0, 0, 1, 0],
        line=[[0, 2], [1, 2], [2, 3], [3, 4], [4, 5], [5, 6], [6, 7]],
        not_with=[[2, 3]],
    )


@pytest.mark.parametrize(
    ("circles", "says"),
    [
        ([(0, 2, 4), (4, 3, 0)], "twice"),
        ([(0, 2, 2)], "twice"),
        ([(0, 2, 9)], "not among"),
        ([(0, 2, 6)], "No hour"),
        ([(0, 1, 4)], "reports"),
        ([(2, 3, 4)], "kept apart"),
        ([(3, 4, 5)], "bands differ"),
        ([(0, 2)], "has 2 people"),
    ],
)
def test_the_checker_sees_each_broken_rule(circles, says):
    with pytest.raises(NotValid, match=says):
        check_circles(good(), circles, beside=(), pairs=0)


def test_the_checker_sees_a_missing_language():
    people = People.from_arrays(want=np.ones((3, 8), int), offer=np.ones((3, 8), int), languages=[1, 3, 2])

    with pytest.raises(NotValid, match="No language"):
        check_circles(people, [(0, 1, 2)], beside=(), pairs=0)


@pytest.mark.parametrize(
    "change",
    [
        {"total": UNIT},
        {"circles": ()},
        {"bound": 0},
        {"relaxed": {0: Rung.NONE}},
    ],
)
def test_a_changed_answer_does_not_hold(change):
    people = People.from_arrays(want=np.full((6, 8), 700), offer=np.full((6, 8), 700))
    found = best_circles(people, size=3)
    found.check(people)

    with pytest.raises(NotValid):
        Circles(**{**found.__dict__, **change}).check(people)


def test_the_bound_holds_for_any_parting_of_these_sizes():
    people = random_people(60, 5, share=1)
    people = People.from_arrays(want=people.want, offer=people.offer)
    dice = np.random.default_rng(0)
    found = best_circles(people, size=5, proposals=1)
    sizes = [len(circle) for circle in found.circles]

    for _ in range(50):
        order, start, parting = dice.permutation(60).tolist(), 0, []
        for size in sizes:
            parting.append(tuple(order[start : start + size]))
            start += size
        assert value(people, parting) <= found.bound


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("known", [2, 3])
def test_the_bound_holds_though_only_the_nearest_are_known(seed, known):
    people = random_people(9, seed, share=1)
    people = People.from_arrays(want=people.want, offer=people.offer)
    best = max(value(people, parting) for parting in partings(list(range(9)), 3))
    near, worths, _ = nearest(people, known, seed=0, until=None)

    assert best <= priced(near, worths, counted_once(near), 2, {})
    assert best <= worth_bound(near, worths, [3, 3, 3])


@pytest.mark.parametrize("seed", range(12))
def test_the_bound_holds_when_some_sit_in_smaller_circles(seed):
    people = random_people(7, seed, share=1)
    people = People.from_arrays(want=people.want, offer=people.offer)
    near, worths, _ = nearest(people, 6, seed=0, until=None)
    parted = [(three, tuple(set(range(7)) - set(three))) for three in itertools.combinations(range(7), 3)]

    assert max(value(people, parting) for parting in parted) <= worth_bound(near, worths, [3, 4])


def test_people_in_smaller_circles_are_not_counted_twice():
    people = People.from_arrays(want=np.full((7, 8), 700), offer=np.full((7, 8), 700))
    near, worths, _ = nearest(people, 6, seed=0, until=None)

    assert priced(near, worths, counted_once(near), 3, {2: 3}) == 7 * int(worths[0, 0])
