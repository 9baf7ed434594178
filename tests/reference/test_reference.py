"""The reference says what the code does, and the map of what is kept names what the database has."""

import ast
import re
from pathlib import Path

import pytest
from django.db import connection

from fermata.core.data_map import nobody, tables
from tests.reference import FOLDER, invariants, pages

ROOT = FOLDER.parents[1]
OF_THE_FRAMEWORK = {"django_migrations"}
COUNTERS = {"fermata_throttle"}
"""Of how often somebody knocked, by the digest of an address; made at the start, not by a model."""


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_page_is_what_the_code_makes(name):
    assert (FOLDER / name).read_text() == pages()[name](), "run: python -m tests.reference"


def test_every_invariant_is_held_by_tests_that_exist():
    assert invariants.missing() == []


def test_every_invariant_named_anywhere_is_in_the_reference():
    listed = {one.name for group in invariants.GROUPS.values() for one in group}
    named = {
        name
        for folder in ("fermata", "web", "tests", "matcher")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".ts"} and "node_modules" not in path.parts
        for name in re.findall(r"INV-[A-Z]\d+", path.read_text())
    }

    assert named - listed == set()


@pytest.mark.django_db
def test_the_map_names_every_column_of_the_live_schema():
    """As the database has it, not as the models say."""
    named = {table.model._meta.db_table: table for table in tables()}
    silent = {model._meta.db_table for model in nobody()}
    with connection.cursor() as cursor:
        there = {
            name: {column.name for column in connection.introspection.get_table_description(cursor, name)}
            for name in connection.introspection.table_names(cursor)
        }
    through = {
        name for name in there if re.fullmatch(r"auth_group_permissions|fermata_person_(groups|user_permissions)", name)
    }

    assert set(there) - set(named) - silent - OF_THE_FRAMEWORK - COUNTERS - through == set()
    for name, table in named.items():
        columns = {table.model._meta.get_field(field).column for field in table.fields}
        assert columns == there[name], name


def test_every_setting_is_in_the_reference_and_every_one_there_exists():
    read = asked_for(ROOT / "conftest.py")
    for folder in ("fermata", "matcher", "bin", "tests", "bench"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ""} and path.is_file():
                read |= asked_for(path)
    written = set(re.findall(r"^\| `([A-Z_]+)` \|", (FOLDER / "settings.md").read_text(), re.M))

    ours = {name for name in read if name.startswith(("FERMATA_", "MATCHER_")) or name in {"DATABASE_URL", "CI"}}
    assert written - ours == set()
    assert ours - written == set()


def asked_for(path: Path) -> set[str]:
    text = path.read_text(errors="ignore")
    if path.suffix != ".py":
        return set(re.findall(r"\$\{([A-Z_]+)[:}-]", text))
    names = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"os.environ.get", "os.getenv"}:
            names |= {arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    return names
