"""What the matcher is told of people, and that its pairs are the ones they would like."""

from uuid import UUID

from fermata.introductions.matching import pair_up, people_of
from fermata.introductions.rules.fit import Facts, own_topics
from fermata.introductions.rules.hours import WEEK
from fermata.introductions.rules.pairing import Seat


def seat(number, **more):
    usual = {"wanted": frozenset(), "offered": frozenset(), "languages": frozenset(), "hours": WEEK, "zone": "UTC"}
    return Seat(id=UUID(int=number).hex, facts=Facts(**usual | more))


def topics(*names):
    return frozenset(names)


def test_who_wants_meets_who_offers_and_the_other_way_round():
    people = [
        seat(1, wanted=topics("listening"), offered=topics("time")),
        seat(2, wanted=topics("doubt"), offered=topics("rest")),
        seat(3, wanted=topics("time"), offered=topics("listening")),
        seat(4, wanted=topics("rest"), offered=topics("doubt")),
    ]

    assert {frozenset(pair) for pair in pair_up(people, set()).groups} == {frozenset({0, 2}), frozenset({1, 3})}


def test_own_words_are_read_like_those_of_the_list_and_nearly_the_same_counts_in_part():
    people = [
        seat(1, wanted=own_topics("Choir practice"), offered=topics("time")),
        seat(2, wanted=topics("doubt"), offered=topics("rest")),
        seat(3, wanted=topics("time"), offered=own_topics("my choir; practice of choirs")),
        seat(4, wanted=own_topics("rest and energy"), offered=topics("doubt")),
    ]

    assert {frozenset(pair) for pair in pair_up(people, set()).groups} == {frozenset({0, 2}), frozenset({1, 3})}


def test_who_is_kept_apart_is_kept_apart_though_all_else_fits():
    people = [seat(1, wanted=topics("time")), seat(2, wanted=topics("time"))]

    assert pair_up(people, set()).groups
    assert not pair_up(people, {(0, 1)}).groups


def test_a_language_and_two_hours_are_needed():
    english, french = {"languages": frozenset({"en"})}, {"languages": frozenset({"fr"})}
    assert not pair_up([seat(1, **english), seat(2, **french)], set()).groups
    assert not pair_up([seat(1, hours=0b1), seat(2, hours=0b11)], set()).groups
    assert pair_up([seat(1, hours=0b11, **english), seat(2, hours=0b11)], set()).groups


def test_a_wish_for_somebody_different_is_heard():
    different = {"season": "leading", "wishes": {"season": "different"}}
    people = [seat(1, **different), seat(2, **different), *(seat(n, season="turning") for n in (3, 4))]

    assert all({0, 1} != set(pair) for pair in pair_up(people, set()).groups)


def test_the_same_people_are_the_same_to_the_last_bit():
    people = [seat(n, wanted=topics("time"), season="leading") for n in range(1, 6)]

    assert pair_up(people, {(0, 1)}) == pair_up(people, {(0, 1)})
    assert people_of(people, set()).digest() != people_of(people, {(0, 1)}).digest()
