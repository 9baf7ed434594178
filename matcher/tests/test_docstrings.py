"""The examples in docstrings are true, and what others may call has a docstring."""

import ast
import doctest
from importlib import import_module
from pathlib import Path

import pytest

import matcher

HOME = Path(matcher.__file__).parent
FILES = sorted(path for path in HOME.rglob("*.py") if "tests" not in path.relative_to(HOME).parts)
MODULES = [
    ".".join(["matcher", *path.relative_to(HOME).with_suffix("").parts]).removesuffix(".__init__")
    for path in FILES
    if path.name != "__main__.py"
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name):
    failed, _ = doctest.testmod(import_module(name))

    assert failed == 0


@pytest.mark.parametrize("name", sorted(set(matcher.__all__) - {"FAIREST", "UNIT", "threads"}))
def test_what_the_library_offers_is_described(name):
    assert len(getattr(matcher, name).__doc__ or "") > 40


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOME)))
def test_every_file_says_what_it_is_for(path):
    assert len(ast.get_docstring(ast.parse(path.read_text())) or "") > 30
