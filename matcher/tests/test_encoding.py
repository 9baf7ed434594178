"""What people say becomes whole numbers, and satisfactions are what the encoding promises."""

import json
from datetime import date
from math import isclose

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.encoding import people_from_text
from matcher.errors import MatcherError
from matcher.sample import HEADINGS, sample
from matcher.settings import Settings
from matcher.similarity import FULL, likeness, likenesses
from matcher.vocabulary import MOST_TOPICS, OWN_PLACE, topics
from matcher.worth import UNIT
from matcher.writing import table


def satisfactions(text, **given):
    people = people_from_text(text, **given)
    return people.want.astype(np.int64) @ people.offer.astype(np.int64).T / UNIT


def of(text, one, other, **given):
    """The satisfaction of the person in the first row with that in the second, and so on."""
    return satisfactions(text, **given)[one, other]


def test_all_of_my_topics_covered_is_all():
    assert of("id,wants,offers\na,x,\nb,y,x\n", 0, 1) > 0.999


def test_nothing_of_my_topics_leaves_goodwill():
    assert isclose(of("id,wants,offers\na,x,y\nb,y,z\n", 0, 1), 0.05, abs_tol=0.001)


def test_a_topic_counts_by_its_weight():
    text = "id,wants,offers\na,x:3; y,\nb,q,x\nc,q,y\n"

    assert isclose(of(text, 0, 1), 0.05 + 0.95 * 3 / 4, abs_tol=0.001)
    assert isclose(of(text, 0, 2), 0.05 + 0.95 * 1 / 4, abs_tol=0.001)


def test_an_offer_counts_by_its_weight_against_the_largest():
    assert isclose(of("id,wants,offers\na,x,\nb,q,x:2; z:4\n", 0, 1), 0.05 + 0.95 / 2, abs_tol=0.001)


def test_the_same_wish_counts_half_where_people_offer_and_in_full_where_nobody_does():
    assert isclose(of("id,wants,offers\na,x,\nb,x,\nc,y,y\n", 0, 1), 0.05 + 0.95 / 2, abs_tol=0.001)
    assert of("id,topics\na,x\nb,x\n", 0, 1) > 0.999


def test_near_words_count_in_part_and_only_where_asked():
    text = "id,wants,offers\na,listening,\nb,q,active listening\n"
    part = 2 * (likeness("listening", "active listening") - 500) / 1000

    assert isclose(of(text, 0, 1), 0.05 + 0.95 * part, abs_tol=0.002)
    assert isclose(of(text, 0, 1, near_topics=False), 0.05, abs_tol=0.001)


@pytest.mark.parametrize(
    ("wish", "same", "other", "unknown"),
    [("similar", 1, 0, 0.5), ("different", 0, 1, 0.5), ("any", 0.5, 0.5, 0.5), ("", 0, 1, 0.5)],
)
def test_a_wish_for_the_function_counts_as_it_says(wish, same, other, unknown):
    text = f"id,function,wish for function\na,law,{wish}\nb,law,any\nc,care,any\nd,,any\n"

    for place, expected in ((1, same), (2, other), (3, unknown)):
        assert isclose(of(text, 0, place), 0.05 + 0.95 * expected, abs_tol=0.001)


@pytest.mark.parametrize(("wish", "sign"), [("similar", 1), ("different", -1)])
def test_values_count_by_their_cosine(wish, sign):
    text = f"id,values,wish for values\na,care; calm,{wish}\nb,care; craft,any\nc,craft,any\n"
    cosine = 0.5 if sign > 0 else 1 - 0.5

    assert isclose(of(text, 0, 1), 0.05 + 0.95 * cosine, abs_tol=0.002)
    assert isclose(of(text, 0, 2), 0.05 + 0.95 * (sign < 0), abs_tol=0.002)


def test_seasons_in_numbers_are_near_or_far():
    found = satisfactions("id,years\na,0\nb,1\nc,10\nd,40\n")[0]

    assert found[0] > found[1] > found[2] >= found[3]
    assert isclose(found[3], 0.05, abs_tol=0.001)


def test_seasons_in_words_are_the_same_or_not():
    found = satisfactions("id,season\na,New Parent\nb,new parent\nc,late\nd,late\n")[0]

    assert found[1] > 0.999
    assert isclose(found[2], 0.05, abs_tol=0.001)


def test_a_quality_nobody_speaks_of_gives_its_share_to_the_others():
    assert people_from_text("id,wants\na,x\nb,y\n").profile.share == {
        "topics": 1944,
        "values": 0,
        "season": 0,
        "function": 0,
        "goodwill": 103,
    }


def test_weights_are_settings():
    text = "id,wants,function\na,x,law\nb,x,care\n"

    assert people_from_text(text, topics=0.5, function=0.5).profile.share["function"] == 972
    assert people_from_text(text, topics=0.0).profile.share["topics"] == 0


@pytest.mark.parametrize(
    "given",
    [
        {"topics": float("nan")},
        {"topics": -0.1},
        {"values": 1.1},
        {"goodwill": 0.0},
        {"topics": 0, "values": 0, "season": 0, "function": 0},
        {"common_hours": 0},
        {"week": date(2027, 1, 12)},
        {"zone": "Europe/"},
    ],
)
def test_settings_out_of_their_range_are_refused(given):
    with pytest.raises(MatcherError):
        Settings(**given)


def test_people_are_the_same_on_every_machine():
    """The digest of three hundred made-up people: change it only when the encoding is meant to change."""
    people = people_from_text(table(HEADINGS, sample(300, seed=3)))

    assert people.digest() == people_from_text(table(HEADINGS, sample(300, seed=3))).digest()
    assert people.digest() == "81818a2386c66401e952663de97609b32079dc3a38a0116ead09558bf1939522"


def test_other_rows_change_nobody_but_for_the_places_of_words():
    rows = sample(60, seed=1)
    one, other = (people_from_text(table(HEADINGS, order)) for order in (rows, rows[::-1]))
    mine = one.want.astype(np.int64) @ one.offer.T.astype(np.int64)
    theirs = other.want.astype(np.int64) @ other.offer.T.astype(np.int64)

    assert (mine == theirs[::-1, ::-1]).all()


WORD = st.sampled_from(
    ["rest", "care", "budgets", "saying no", "listening", "active listening", "傾聴", "é", "9", "3.5"]
)
LIST = st.lists(WORD, max_size=4).map("; ".join)
ROW = st.tuples(LIST, LIST, LIST, WORD, WORD, LIST, st.sampled_from(["", "similar", "different", "any"]))


@settings(max_examples=80, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=12))
def test_satisfactions_stay_between_nothing_and_all(rows):
    keys = ("wants", "offers", "values", "season", "function", "languages", "wish for values")
    people = people_from_text(
        json.dumps([{"id": f"p{k}", **dict(zip(keys, row, strict=True))} for k, row in enumerate(rows)]), is_json=True
    )
    found = people.want.astype(np.int64) @ people.offer.astype(np.int64).T

    assert found.max() <= UNIT
    assert found.min() > 0


def test_very_many_topics_share_places_and_are_told():
    wanted = [[f"topic {k} {k * k}"] * 1 for k in range(600)]
    found = topics(wanted + wanted, wanted, near_from=None)

    assert (found.count, found.is_exact) == (MOST_TOPICS, False)
    assert sorted(found.place.values())[:OWN_PLACE] == list(range(OWN_PLACE))
    assert max(found.place.values()) < MOST_TOPICS


def test_a_topic_only_one_person_speaks_of_needs_no_place():
    assert people_from_text("id,wants,offers\na,x; alone,\nb,x,y\n").want.shape == (2, 8)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=6))
def test_likeness_is_symmetric_and_full_only_for_oneself(texts):
    found = likenesses(texts, texts)

    assert (found == found.T).all()
    assert (found.diagonal() == FULL).all()
    assert all(found[i, j] == likeness(texts[i], texts[j]) for i in range(len(texts)) for j in range(len(texts)))


@pytest.mark.parametrize(
    ("text", "bands"),
    [
        ("id,band\na,Grade 2\nb,grade 10\nc,grade 3\n", [2, 10, 3]),
        ("id,band\na,leads\nb,team\nc,Leads\n", [0, 2, 0]),
        ("id,band\na,1\nb,\nc,1\n", [1, -2, 1]),
        ("id\na\nb\n", [0, 0]),
    ],
)
def test_bands_with_numbers_have_neighbours_and_words_have_none(text, bands):
    assert people_from_text(text).band.tolist() == bands


def test_languages_by_any_name_and_none_is_any():
    people = people_from_text(
        "id,languages\na,English; French\nb,en-GB\nc,Deutsch\nd,français\ne,\nf,german\ng,Xhosa\n"
    )
    shared = (people.languages[:, None] & people.languages) != 0

    assert shared[0].tolist() == [True, True, False, True, True, False, False]
    assert shared[6].tolist() == [False, False, False, False, True, False, True]
    assert shared[4].tolist() == [True] * 7

    many = "".join(f"p{k},tongue {k // 2}\n" for k in range(130))
    with pytest.raises(MatcherError, match="more than 64 languages"):
        people_from_text(f"id,languages\n{many}")
