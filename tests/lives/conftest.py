"""Amara and Ben, and the two of them together."""

import pytest

from tests.cast import partners, person


@pytest.fixture
def amara():
    return person("Amara")


@pytest.fixture
def ben():
    return person("Ben")


@pytest.fixture
def both(amara, ben):
    return partners(amara, ben)
