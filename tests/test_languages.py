"""Every language of the interface: whole, in step with the sources, and as careful with names and numbers as English."""

import gettext
import html.parser
import json
import re
from collections import Counter
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils.translation import override

from tests.languages import gather, mo, po
from tests.languages.__main__ import LANGUAGES, WHOLE, how_many, silent, wanted

CONTENT = Path(__file__).parent.parent / "content"
HOLES = re.compile(r"%\([a-z_]+\)s|\{\w*\}|%(?![(\s])")
SAME = {
    "Fermata",
    "Pause",
    "Passkey",
    "Passkeys",
    "{hours} ({zone})",
    "{title}.",
    "{partner}",
    "%(weekday)s, %(moment)s",
}
"""What German says in the very same letters."""
ENGLISH = re.compile(r"\b(the|you|your|and|of|with|is|are|not|they|this|that|who|what|will|for)\b", re.IGNORECASE)

each_language = pytest.mark.parametrize("language", LANGUAGES)
each_whole_language = pytest.mark.parametrize("language", WHOLE)


def catalogue(language):
    return po.read(po.path(language).read_text(encoding="utf-8"))


def words(language):
    return json.loads((CONTENT / "words" / f"{language}.json").read_text(encoding="utf-8"))


@cache
def every_message():
    return gather.messages()


def said(language):
    """Every sentence beside its English one, of pages and of scripts; the plural beside the plural."""
    for message, forms in catalogue(language).items():
        many = every_message()[message].many
        yield from ((many if many and number else message, form) for number, form in enumerate(forms) if form)
    english, other = words("en"), words(language)
    yield from ((english[name], sentence) for name, sentence in other.items())


def tags(sentence):
    """Each tag of it, opening and closing."""
    found = []
    parser = html.parser.HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.append(tag)
    parser.handle_endtag = lambda tag: found.append(f"/{tag}")
    parser.feed(sentence)
    return Counter(found)


def test_the_settings_offer_english_and_every_catalogue():
    assert [code for code, _name in settings.LANGUAGES] == ["en", *LANGUAGES]


@each_language
def test_a_catalogue_and_its_compiled_file_are_what_the_sources_make(language):
    for path, content in wanted(language).items():
        assert path.read_bytes() == content, f"run bin/languages: {path.name} of {language} is not fresh"


@each_whole_language
def test_no_message_of_a_whole_language_is_silent(language):
    assert silent(language) == []
    assert words(language).keys() == words("en").keys()


def test_what_is_silent_is_counted_as_one_says_it():
    assert how_many(1, language="de").startswith("One sentence has no words in de yet.")
    assert how_many(2, language="de").startswith("2 sentences have no words in de yet.")


@each_whole_language
def test_no_message_is_left_in_english(language):
    same = [sentence for english, sentence in said(language) if sentence == english and sentence not in SAME]
    assert same == []
    assert [sentence for _, sentence in said(language) if len(ENGLISH.findall(sentence)) > 1] == []


@each_language
def test_names_numbers_and_tags_stay_in_every_sentence(language):
    for english, sentence in said(language):
        gone = Counter(HOLES.findall(english)) - Counter(HOLES.findall(sentence))
        new = Counter(HOLES.findall(sentence)) - Counter(HOLES.findall(english))
        assert not new, sentence
        assert not gone or gone.keys() <= {"%(counter)s", "{count}", "%(minutes)s"}, sentence
        assert tags(sentence) == tags(english), sentence
        assert sentence.count("\n\n") == english.count("\n\n"), sentence
        assert sentence == sentence.strip() or english != english.strip(), sentence


@each_language
def test_a_form_for_many_has_its_number(language):
    for message, forms in catalogue(language).items():
        if (many := every_message()[message].many) and all(forms):
            assert HOLES.findall(forms[-1]) == HOLES.findall(many), message


def test_scripts_say_nothing_a_language_has_alone():
    for language in LANGUAGES:
        assert words(language).keys() <= words("en").keys()


def test_a_compiled_catalogue_is_read_as_any_other():
    found = {"Yes.": gather.Message("Yes."), "One": gather.Message("One", many="%(n)s")}
    compiled = mo.compiled(found, said={"Yes.": ["Ja."], "One": ["Eins", "%(n)s Stück"]}, language="de")
    read = gettext.GNUTranslations(BytesIO(compiled))

    assert read.gettext("Yes.") == "Ja."
    assert [read.ngettext("One", "%(n)s", count) for count in (1, 2)] == ["Eins", "%(n)s Stück"]
    assert read.gettext("No.") == "No."


def test_messages_are_gathered_from_python_and_from_templates(tmp_path, monkeypatch):
    monkeypatch.setattr(gather, "HOUSE", tmp_path / "fermata")
    (tmp_path / "fermata").mkdir()
    (tmp_path / "fermata/a.py").write_text('_("One", code)\nngettext("a {n}", "many {n}", 2)\nother("no")\n')
    page = '{% trans "Two" %}{% blocktrans trimmed with a=b %}Of {{ a }}\n  and on.{% endblocktrans %}'
    counted = "{% blocktrans count counter=n %}One{% plural %}{{ counter }} of them{% endblocktrans %}"
    (tmp_path / "fermata/b.html").write_text(page + counted)

    assert [(one.words, one.many) for one in gather.messages().values()] == [
        ("One", "%(counter)s of them"),
        ("a {n}", "many {n}"),
        ("Two", ""),
        ("Of %(a)s and on.", ""),
    ]


CONTENT_PAIRS = sorted(
    path for kind in ("structures", "templates", "kit", "charter") for path in CONTENT.glob(f"{kind}/*.json")
)


@pytest.mark.parametrize("path", CONTENT_PAIRS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_german_text_has_the_shape_of_the_english_one(path):
    german = json.loads((path.parent / "de" / path.name).read_text(encoding="utf-8"))
    assert shape(german) == shape(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("kind", ["clauses", "questions", "skills", "topics"])
def test_a_german_list_has_the_shape_of_the_english_one(kind):
    english, german = (json.loads((CONTENT / kind / f"{code}.json").read_text("utf-8")) for code in ("en", "de"))
    assert shape(german) == shape(english)


KEPT = {
    "id",
    "test",
    "held_by",
    "minutes",
    "total_minutes",
    "lead",
    "mode",
    "group_size",
    "strictness",
    "required",
    "purpose",
    "phase",
}


def shape(text, name=""):
    """Everything but the words: what is kept in records, or decided by, is the same in every language."""
    if isinstance(text, dict):
        return {key: shape(value, key) for key, value in text.items() if key != "language"}
    if isinstance(text, list):
        return [shape(value, name) for value in text]
    return text if name in KEPT or not isinstance(text, str) else bool(text)


@pytest.mark.parametrize(("language", "day"), [("en", "30 August 2026"), ("de", "30. August 2026")])
def test_a_day_is_written_as_its_language_writes_it(language, day):
    with override(language):
        assert Template("{{ day|date:'DATE_FORMAT' }}").render(Context({"day": date(2026, 8, 30)})) == day
