"""Made-up people are readable, realistic, and the same for the same seed."""

from collections import Counter

import pytest

from matcher.encoding import people_from_text
from matcher.sample import HEADINGS, sample
from matcher.writing import table


@pytest.mark.parametrize("count", [0, 1, 2, 7, 300])
def test_any_number_can_be_made_and_read(count):
    assert len(people_from_text(table(HEADINGS, sample(count, seed=1)))) == count


def test_a_seed_gives_the_same_people():
    assert sample(50, seed=7) == sample(50, seed=7)
    assert sample(50, seed=7) != sample(50, seed=8)


def test_they_resemble_an_organisation():
    people = people_from_text(table(HEADINGS, sample(2000, seed=7)))
    bands = Counter(people.band.tolist())

    assert people.profile.notes == ()
    assert people.want.shape[1] == 64
    assert 0.3 < bands[1] / 2000 < 0.5
    assert 0 < (people.line[:, 1] - people.line[:, 0] > 1).mean() < 0.3
    assert 0.75 < (people.languages & 1 > 0).mean() <= 1  # most speak the language most speak
