"""Arrays that cannot be people are refused with a sentence, before anything is computed."""

import numpy as np
import pytest

from matcher import MatcherError, People
from matcher.rows import lines_from_managers


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        pytest.param({"want": [[float("nan")], [1]]}, "no number", id="NaN"),
        pytest.param({"want": [[float("inf")], [1]]}, "no number", id="infinite"),
        pytest.param({"want": [[0.5], [1]]}, "fractions", id="a fraction"),
        pytest.param({"offer": [["a"], ["b"]]}, "whole numbers", id="words"),
        pytest.param({"offer": [[1], [2048]]}, "row 1 leaves", id="out of range"),
        pytest.param({"want": [[1]]}, "both the same", id="another number of people"),
        pytest.param({"want": [[2047] * 8] * 2, "offer": [[2047] * 8] * 2}, "could sum to", id="sums beyond 2^24"),
        pytest.param({"ids": ["a", "a"]}, "there twice", id="an id twice"),
        pytest.param({"ids": ["a", ""]}, "at least one letter", id="an empty id"),
        pytest.param({"not_with": [[1, 1]]}, "apart from themselves", id="apart from themselves"),
        pytest.param({"met_before": [[0, 2]]}, "does not exist", id="somebody who is not there"),
        pytest.param({"band": [1]}, "shape", id="a band too few"),
        pytest.param({"languages": [1, -1]}, "beyond", id="no set of languages"),
        pytest.param({"hours": [[1, 2, 3]]}, "shape", id="a week too few"),
        pytest.param({"line": [[0, 0], [1, 2]]}, "ends before", id="an empty interval"),
        pytest.param({"line": [[0, 2], [1, 3]]}, "overlaps", id="lines that cross"),
        pytest.param({"common_hours": 169}, "169", id="more hours than a week has"),
    ],
)
def test_what_cannot_be_people_is_refused_with_a_sentence(given, sentence):
    usual = {"want": [[1], [1]], "offer": [[1], [1]]}

    with pytest.raises(MatcherError, match=sentence):
        People.from_arrays(**usual | given)


@pytest.mark.parametrize(
    ("managers", "sentence"),
    [
        pytest.param([1, 2, 0], "circle of managers", id="a circle"),
        pytest.param([0], "circle of managers", id="their own manager"),
        pytest.param([-1, 5], "does not exist", id="an unknown manager"),
    ],
)
def test_managers_who_cannot_be_are_refused(managers, sentence):
    with pytest.raises(MatcherError, match=sentence):
        lines_from_managers(managers)


def test_the_same_exclusion_in_any_direction_and_number_is_one():
    people = People.from_arrays(want=[[1]] * 3, offer=[[1]] * 3, not_with=[[0, 1], [1, 0], [0, 1]], met_before=[[1, 0]])

    assert people.apart.tolist() == [1, 0]
    assert np.diff(people.apart_from).tolist() == [1, 1, 0]
    assert not people.met.any()
