"""A programme, and two who take part in it."""

import pytest

from fermata.introductions import around
from fermata.introductions.tests.cast import a_programme, taking_part


@pytest.fixture
def programme():
    return a_programme()


@pytest.fixture
def amara(programme):
    return taking_part("Amara", programme)


@pytest.fixture
def ben(programme):
    return taking_part("Ben", programme)


@pytest.fixture
def nobody_is_drawn_out(monkeypatch):
    """The lot has its own tests."""
    monkeypatch.setattr(around, "is_drawn_out", lambda digest, *, day: False)
