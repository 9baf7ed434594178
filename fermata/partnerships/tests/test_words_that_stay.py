"""Whoever wanted to take their words along and could not is told so once they have left, in plain words."""

import pytest
from django.test import Client

from tests.cast import partners, person

pytestmark = pytest.mark.django_db

STAY = "Your words are still there"


@pytest.mark.parametrize("way", ["leave", "protect"])
def test_words_that_could_not_be_taken_along_hold_nobody_up_and_are_named(way):
    amara = person("Amara")
    place = f"/partnerships/{partners(amara, person('Ben')).pk}/"
    browser = Client()
    browser.force_login(amara)

    page = browser.post(f"{place}{way}/", {"words": "stay"}, follow=True)

    assert STAY in page.text
    assert browser.get(place).status_code == 404


@pytest.mark.parametrize("way", ["leave", "protect"])
def test_nothing_is_said_of_words_nobody_wanted_to_take_along(way):
    amara = person("Amara")
    place = f"/partnerships/{partners(amara, person('Ben')).pk}/"
    browser = Client()
    browser.force_login(amara)

    assert STAY not in browser.post(f"{place}{way}/", follow=True).text
