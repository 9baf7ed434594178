"""Charters, promises and letters of a programme in German."""

import pytest
from django.utils.translation import override

from fermata.programmes import charter_words


def test_a_charter_begins_in_the_language_of_whoever_writes_it():
    with override("de"):
        words = charter_words.first_words()

    assert charter_words.language_of(words) == "de"
    assert words["seen"] == charter_words.defaults("de")["seen"] != charter_words.defaults("en")["seen"]


@pytest.mark.parametrize("reads", ["en", "de"])
@pytest.mark.parametrize("written", ["en", "de"])
def test_the_software_holds_its_promises_in_every_language(written, reads):
    with override(reads):
        held = {
            one["id"]
            for one in charter_words.promises(charter_words.first_words(written))
            if one["held_by"] == "software"
        }

    assert held == {"OP-2", "OP-3", "OP-4", "OP-9", "OP-13"}


def test_other_words_are_held_by_people():
    words = charter_words.first_words("de")
    second = next(one for one in words["promises"] if one["id"] == "OP-2")
    second["words"] += " Meistens."

    assert charter_words.promise(words, "OP-2")["held_by"] == "people"


def test_the_kit_is_read_in_the_language_of_the_page():
    with override("de"):
        german = charter_words.content("kit", "announcement")["title"]

    assert german != charter_words.content("kit", "announcement", language="en")["title"]
