"""The house rules that can be counted or looked up. The rest is in STYLE.md."""

import ast
import json
import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.base import Lexer, TokenType

ROOT = Path(__file__).resolve().parent.parent
CODE = sorted(
    path
    for folder in ("fermata", "matcher", "tests", "web", "bench", "content")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".ts", ".mjs", ".css", ".html"}
    and not {"built", "migrations", "__pycache__", "node_modules"} & set(path.parts)
)
PYTHON = [path for path in CODE if path.suffix == ".py"]
PRODUCT = [path for path in PYTHON if "tests" not in path.parts and path.is_relative_to(ROOT / "fermata")]
MATCHER = [path for path in PYTHON if "tests" not in path.parts and path.is_relative_to(ROOT / "matcher")]
TEMPLATES = sorted((ROOT / "fermata").rglob("*.html"))
WORDS = json.loads((ROOT / "content" / "words" / "en.json").read_text())


NAMES = {"Fermata", "Firefox", "Chrome", "Edge", "Brave", "Opera", "Safari", "Africa", "Lagos", "nbsp"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", CODE, ids=name)
def test_files_are_short(path):
    limit = 150 if path.suffix == ".html" else 300

    assert len(path.read_text().splitlines()) <= limit


@pytest.mark.parametrize("path", PRODUCT + MATCHER, ids=name)
def test_functions_fit_on_a_screen(path):
    functions = [
        n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    assert [f.name for f in functions if f.end_lineno - f.lineno >= 50] == []


@pytest.mark.parametrize("path", PRODUCT, ids=name)
def test_no_flag_is_passed_by_position(path):
    """A bare True in a call says nothing. What overrides a method of allauth or Django keeps its signature, and says so."""
    if re.search("(allauth|Django)'s signature", path.read_text()):
        return
    loose = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("__"):
            flags = [a.arg for a in node.args.args if isinstance(a.annotation, ast.Name) and a.annotation.id == "bool"]
            loose += [f"{node.name}({flag})" for flag in flags]

    assert loose == []


@pytest.mark.parametrize("path", [p for p in PRODUCT if p.name == "rules.py"], ids=name)
def test_rules_know_nothing_of_django_but_its_translations(path):
    imported = re.findall(r"^(?:from|import) (django\S*)", path.read_text(), re.M)

    assert set(imported) <= {"django.utils.translation", "django.utils.functional"}


def test_functions_are_mostly_small():
    lengths = sorted(
        node.end_lineno - node.lineno + 1
        for path in PRODUCT
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )

    assert lengths[len(lengths) // 2] <= 8
    assert lengths[len(lengths) * 9 // 10] <= 25


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_hold_no_script_and_no_style(path):
    text = path.read_text()

    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle\s*=|\son\w+\s*=|javascript:", text)
    assert "|safe" not in text
    assert "autoescape off" not in text


@pytest.mark.parametrize("path", [p for p in TEMPLATES if p.parent.name == "parts"], ids=name)
def test_parts_name_their_inputs_in_the_first_line(path):
    assert path.read_text().lstrip().startswith("{#")


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_word_people_read_is_translatable(path):
    """What stands between tags and outside {% trans %} must not be words. The product's own name needs no translation."""
    assert _untranslated(path.read_text()) == []


def _untranslated(text: str) -> list[str]:
    inside, words = False, []
    text = re.sub(r"{% block \w+ %} class=\"[a-z ]+\"{% endblock %}", "", text)
    for token in Lexer(re.sub(r"{#.*?#}", "", text)).tokenize():
        if token.token_type == TokenType.BLOCK:
            first = token.contents.split()[0]
            inside = first == "blocktrans" or (inside and first != "endblocktrans")
            if first == "endblocktrans":
                inside = False
        elif token.token_type == TokenType.TEXT and not inside:
            words.append(token.contents)
    bare = re.sub(r"<(svg|code|kbd|samp)\b.*?</\1>", " ", "".join(words), flags=re.S)
    bare = re.sub(r"<!doctype html>|<[^<>]*>", " ", bare)
    return [word for word in re.findall(r"[^\W\d_]{2,}", bare) if word not in NAMES]


def test_every_sentence_a_script_says_exists():
    said = {
        match
        for path in CODE
        if path.suffix == ".ts" and ".test." not in path.name
        for match in re.findall(r'\bsay\(\s*"([a-z_]+\.[a-z_.0-9-]+)"', path.read_text())
    }

    assert sorted(said - set(WORDS)) == []


def test_every_template_compiles():
    for path in TEMPLATES:
        engines["django"].get_template(name(path).removeprefix("fermata/"))


def test_rooms_introduce_themselves():
    for room in (
        "core",
        "people",
        "vault",
        "programmes",
        "introductions",
        "partnerships",
        "calendar",
        "sessions",
        "site",
    ):
        assert len((ROOT / "fermata" / room / "README.md").read_text().splitlines()) <= 40


FORBIDDEN = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\(\"style\"|\.style\."
)


@pytest.mark.parametrize("path", [p for p in CODE if p.suffix == ".ts" and ".test." not in p.name], ids=name)
def test_scripts_build_nodes_and_nothing_else(path):
    assert not FORBIDDEN.search(path.read_text())


def test_only_the_worker_talks_to_the_vault_addresses():
    talking = [name(p) for p in CODE if p.suffix == ".ts" and ".test." not in p.name and "/api/" in p.read_text()]

    assert [
        path for path in talking if not path.startswith(("web/worker/", "fermata/people/", "web/page/export"))
    ] == []
