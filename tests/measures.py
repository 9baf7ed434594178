"""The measures of the house, as the code has them now: `python -m tests.measures`. Fails where one is past its limit.

The limits stand in STYLE.md; tests/test_architecture.py holds most of them one by one, and says where.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.test_architecture import CODE, MATCHER, PRODUCT, ROOT, TEMPLATES, name

Function = ast.FunctionDef | ast.AsyncFunctionDef
COMMANDS = {"fermata/site/command.py", "matcher/command"}
"""A command imports when it knows which one it is (pyproject.toml, PLC0415)."""


@dataclass(frozen=True)
class Measure:
    what: str
    found: str
    limit: str
    is_well: bool
    worst: str = ""


def main() -> None:
    measures = list(all_measures())
    rows = [(one.what, one.found, one.limit, "" if one.is_well else "past it", one.worst) for one in measures]
    rows = [("measure", "now", "limit", "", "the largest"), *rows]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    sys.exit(any(not one.is_well for one in measures))


def all_measures() -> Iterator[Measure]:
    yield longest("lines in a file", [path for path in CODE if path.suffix != ".html"], most=300)
    yield longest("lines in a template", TEMPLATES, most=150)
    functions = [(path, one) for path in PRODUCT + MATCHER for one in functions_in(path)]
    yield lengths(functions)
    yield typed(functions)
    yield hidden_imports(functions)
    yield upward_imports()
    yield packages()


def longest(what: str, paths: list[Path], *, most: int) -> Measure:
    lines, path = max((len(path.read_text().splitlines()), path) for path in paths)
    return Measure(what, str(lines), str(most), lines <= most, name(path))


def functions_in(path: Path) -> list[Function]:
    return [one for one in ast.walk(ast.parse(path.read_text())) if isinstance(one, Function)]


def lengths(functions: list[tuple[Path, Function]]) -> Measure:
    found = sorted(((one.end_lineno or 0) - one.lineno + 1, name(path), one.name) for path, one in functions)
    half, most_of_them, (most, file, called) = found[len(found) // 2][0], found[len(found) * 9 // 10][0], found[-1]
    is_well = half <= 7 and most_of_them <= 25 and most <= 50
    return Measure(
        "lines in a function: half, nine in ten, all",
        f"{half} / {most_of_them} / {most}",
        "7 / 25 / 50",
        is_well,
        f"{file}: {called}",
    )


def typed(functions: list[tuple[Path, Function]]) -> Measure:
    """Of those outside tests: each argument and the answer."""
    bare = [f"{name(path)}: {one.name}" for path, one in functions if not is_typed(one)]
    share = 100 * (len(functions) - len(bare)) / len(functions)
    return Measure(
        f"functions with types, of {len(functions)}", f"{share:.1f} %", "100 %", not bare, bare[0] if bare else ""
    )


def is_typed(one: Function) -> bool:
    given = [*one.args.posonlyargs, *one.args.args, *one.args.kwonlyargs]
    return one.returns is not None and all(arg.annotation or arg.arg in {"self", "cls"} for arg in given)


def hidden_imports(functions: list[tuple[Path, Function]]) -> Measure:
    """What has its reason on the same line is named, and does not count."""
    bare, with_reason = [], []
    for path, one in functions:
        if not any(name(path).startswith(command) for command in COMMANDS):
            lines = path.read_text().splitlines()
            for node in (node for node in ast.walk(one) if is_own_import(node)):
                line = lines[node.lineno - 1]  # type: ignore[attr-defined]
                (with_reason if "PLC0415 - " in line else bare).append(f"{name(path)}: {one.name}")
    worst = ", ".join(bare) or "with a reason beside it: " + ", ".join(with_reason)
    return Measure("own imports hidden in functions, commands aside", str(len(bare)), "0", not bare, worst)


def is_own_import(node: ast.AST) -> bool:
    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
    names += [one.name for one in node.names] if isinstance(node, ast.Import) else []
    return any(one.split(".")[0] in {"fermata", "matcher"} for one in names)


def upward_imports() -> Measure:
    from tests.reference.rooms import ROOMS, imports

    upward = [f"{room} from {other}" for room, other in +imports() if ROOMS.index(other) < ROOMS.index(room)]
    return Measure("rooms that import from above", str(len(upward)), "0", not upward, ", ".join(upward))


def packages() -> Measure:
    """Those asked for by name; each has its reason in a decision record."""
    asked = [re.split(r"[\[><=;]", line)[0].strip() for line in (ROOT / "requirements/run.in").read_text().splitlines()]
    asked = [one for one in asked if one]
    told = "\n".join(path.read_text() for path in (ROOT / "docs/decisions").glob("*.md"))
    without = [one for one in asked if not re.search(rf"\b{re.escape(one.removeprefix('django-'))}\b", told)]
    return Measure("packages to run", str(len(asked)), "each with a reason", not without, ", ".join(without))


if __name__ == "__main__":
    main()
