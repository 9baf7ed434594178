"""Every message of the sources: calls of gettext in Python, and the tags of templates."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

HOUSE = Path(__file__).parent.parent.parent / "fermata"
PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
COUNTED = {"ngettext", "ngettext_lazy"}


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence to translate; `many` is its plural, if it counts something."""

    words: str
    many: str = ""
    where: str = ""


def messages() -> dict[str, Message]:
    """All of them by their words, in the order of the files."""
    found: dict[str, Message] = {}
    for path in sources():
        for message in said_in(path):
            known = found.get(message.words)
            if known is None or (message.many and not known.many):
                found[message.words] = message
    return found


def sources() -> list[Path]:
    kinds = (*HOUSE.rglob("*.py"), *HOUSE.rglob("*.html"), *HOUSE.rglob("*.txt"))
    return sorted(path for path in kinds if "tests" not in path.parts and "migrations" not in path.parts)


def said_in(path: Path) -> Iterator[Message]:
    where = path.relative_to(HOUSE.parent).as_posix()
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from _calls(ast.parse(text), where=where)
        return
    for line in templatize(text).split("\n"):
        yield from _calls_of_a_line(line, where=where)


def _calls(tree: ast.AST, *, where: str) -> Iterator[Message]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        words = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if name in PLAIN and words and words[0]:
            yield Message(words[0], where=where)
        elif name in COUNTED and len(words) > 1:
            yield Message(words[0], many=words[1], where=where)


def _calls_of_a_line(line: str, *, where: str) -> Iterator[Message]:
    """A line of a template as Django gives it to gettext: calls, with x instead of everything else."""
    for name in ("ngettext", "gettext", "_"):
        start = line.find(f" {name}(")
        while start != -1:
            end = start
            while (end := line.find(")", end + 1)) != -1:
                try:
                    tree = ast.parse(line[start + 1 : end + 1], mode="eval")
                except SyntaxError:
                    continue
                yield from _calls(tree, where=where)
                break
            start = line.find(f" {name}(", start + 1)
