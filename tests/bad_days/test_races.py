"""Each race a few times, on both databases, with two web processes. Many more: python -m tests.bad_days.races."""

import pytest

from tests.bad_days.races import RACES

ROUNDS = 3


@pytest.mark.parametrize("name", RACES)
def test_at_the_same_instant(house, name):
    for _ in range(ROUNDS):
        RACES[name](house)
