"""Names others will see: cleaned of what would harm their pages, otherwise left as people write them."""

import pytest

from fermata.people.models import Person
from fermata.people.tests.conftest import AMARA

pytestmark = pytest.mark.django_db

FIELDS = {"language": "en", "time_zone": "UTC"}


@pytest.fixture
def browser(come_in, amara):
    return come_in(AMARA)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("  Amara   Okafor ", "Amara Okafor", id="single spaces"),
        pytest.param("Amara\x00\x07\x1b[31m\r\nOkafor", "Amara [31m Okafor", id="no control characters"),
        pytest.param("Amara\u202eroF", "AmararoF", id="no turning of text"),
        pytest.param("\u2066Amara\u2069\u200e\u200f\ufeff", "Amara", id="no isolates and marks"),
        pytest.param("A" + "\u0301" * 5000, "\u00c1" + "\u0301" * 4, id="no towers of accents"),
        pytest.param("Zoë", "Zoë", id="composed"),
        pytest.param("Zoe\u0308", "Zoë", id="composed, when it came in parts"),
        pytest.param("👩🏽‍🚀 Amara", "👩🏽‍🚀 Amara", id="emoji of several parts"),
        pytest.param("أمارا", "أمارا", id="right to left"),
        pytest.param("דוד בן-גוריון", "דוד בן-גוריון", id="right to left, two words"),
        pytest.param("नमस्ते", "नमस्ते", id="marks that are letters"),
        pytest.param("O’Brien-Ćosić, Jr.", "O’Brien-Ćosić, Jr.", id="points and dashes"),
        pytest.param("<b>Amara</b>", "<b>Amara</b>", id="signs are only signs"),
        pytest.param("A" * 80, "A" * 80, id="eighty letters"),
    ],
)
def test_a_name_is_cleaned_and_kept(browser, typed, kept):
    answer = browser.post("/me/", {"display_name": typed, **FIELDS})

    assert answer.status_code == 302
    assert Person.objects.get().display_name == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("", "no_name", id="nothing"),
        pytest.param("   ", "no_name", id="spaces"),
        pytest.param("\u202e\u2066\u200f", "no_name", id="only signs that turn text"),
        pytest.param("\x00\x01", "no_name", id="only control characters"),
        pytest.param("\u200b\u200d\u2060", "no_name", id="only what cannot be seen"),
        pytest.param("A" * 81, "long_name", id="eighty-one letters"),
        pytest.param("Amara " * 2000, "long_name", id="ten kilobytes"),
    ],
)
def test_what_is_no_name_gets_a_sentence(browser, typed, code):
    answer = browser.post("/me/", {"display_name": typed, **FIELDS})

    assert answer.status_code == 422
    assert answer.context["form"].errors.as_data()["display_name"][0].code == code
    assert Person.objects.get().display_name == "Amara"


@pytest.mark.parametrize("mark", ["\u0301", "\u0e49", "\u0fb2", "\u20dd", "\ufe0f", "\u1dc0"])
def test_ten_kilobytes_of_accents_do_not_come_through(browser, mark):
    answer = browser.post("/me/", {"display_name": "A" + mark * 3400, **FIELDS})

    assert answer.status_code in {302, 422}
    assert len(Person.objects.get().display_name) < 20


def test_a_name_is_shown_as_text(browser):
    browser.post("/me/", {"display_name": "<script>alert(1)</script>", **FIELDS})

    page = browser.get("/me/")
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;" in page.text
