"""Every no the product says: by room, its code and its sentence."""

import ast
import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "fermata"
HEAD = """# Every no, and its sentence

This page is made from the code by `python -m tests.reference`, and a test compares the two. A rule that says no gives a
*refusal*: a code that never changes, and one sentence the person can act on. A page shows the sentence with status 409;
a script gets `{"code": …, "reason": …}`. Where a sentence has a gap in braces, a name or a number stands there.
"""
VAULT = """
## The vault, in the browser

What a browser says when something sealed does not hold, or cannot be reached. [Which guard says which](../explain/vault.md#what-each-refusal-means)
stands with the vault.

| code | sentence |
| --- | --- |
"""
ROOM = """
## The room, in the browser

A meeting's commands are judged in the members' browsers, since the server cannot read a meeting.

| code | sentence |
| --- | --- |
"""


def page() -> str:
    found = refusals()
    text = HEAD
    for room in sorted({where.parts[0] for where, _, _ in found}):
        text += f"\n## {room}\n\n| code | sentence | in |\n| --- | --- | --- |\n"
        rows = sorted((code, reason, where) for where, code, reason in found if where.parts[0] == room)
        text += "".join(f"| `{code}` | {cell(reason)} | `{where}` |\n" for code, reason, where in rows)
    words = json.loads((ROOT / "content" / "words" / "en.json").read_text())
    return text + VAULT + spoken(words, "vault.") + ROOM + spoken(words, "room.no.")


def spoken(words: dict[str, str], prefix: str) -> str:
    kept = {name.removeprefix(prefix): said for name, said in words.items() if name.startswith(prefix)}
    return "".join(f"| `{code}` | {cell(said)} |\n" for code, said in sorted(kept.items()))


def refusals() -> list[tuple[Path, str, str]]:
    """File, code and sentence of each."""
    found = []
    for path in sorted(HOUSE.rglob("*.py")):
        if {"tests", "migrations"} & set(path.parts):
            continue
        tree = ast.parse(path.read_text())
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and is_refusal(node)]
        found += [(path.relative_to(HOUSE), *said(call)) for call in calls if isinstance(call.args[0], ast.Constant)]
        found += [(path.relative_to(HOUSE), *pair) for pair in listed(tree)]
    return found


def is_refusal(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "Refusal" and len(call.args) == 2


def said(call: ast.Call) -> tuple[str, str]:
    code, reason = call.args
    return ast.literal_eval(code), sentence(reason)


def sentence(node: ast.expr) -> str:
    """What stands in _("…"), however it goes on behind it."""
    texts = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return max(texts, key=len)


def listed(tree: ast.Module) -> list[tuple[str, str]]:
    """SENTENCES of a reader that makes its refusals from a table."""
    tables = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.Dict)
        and any(
            getattr(target, "id", "") == "SENTENCES"
            for target in getattr(node, "targets", [getattr(node, "target", None)])
        )
    ]
    return [
        (ast.literal_eval(code), sentence(reason))
        for table in tables
        for code, reason in zip(table.keys, table.values, strict=True)
        if isinstance(code, ast.Constant)
    ]


def cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|").replace("<", "&lt;")
