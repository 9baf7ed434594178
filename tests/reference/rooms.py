"""Who imports whom, and who hears of what: read from the imports and the handlers themselves."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2] / "fermata"
ROOMS = ("site", "sessions", "calendar", "partnerships", "introductions", "programmes", "vault", "people", "core")
"""From the roof down to the floor, as the import contract has them."""
HEAD = """# The rooms, who imports whom

This page is made from the imports by `python -m tests.reference`, and a test compares the two. A room imports from rooms
below it, never from above ([how they talk](../explain/architecture.md)); contracts in `pyproject.toml` hold that.

![The rooms from the roof to the floor; an arc from each room to those it imports from](rooms.svg)

How many imports a room (row) has from each room below it:

"""
EVENTS = """
## Who hears of what

What a room announces is heard by rooms above it, in the same transaction.

| event | announced by | heard by |
| --- | --- | --- |
"""
STEP, TOP, LEFT, SLACK = 46, 30, 190, 0.62


def page() -> str:
    edges = imports()
    text = HEAD + "| |" + "".join(f" {room} |" for room in ROOMS[1:]) + "\n|" + " --- |" * len(ROOMS) + "\n"
    for room in ROOMS[:-1]:
        cells = (str(edges[room, below]) if edges[room, below] else "" for below in ROOMS[1:])
        text += f"| **{room}** |" + "".join(f" {cell} |" for cell in cells) + "\n"
    text += EVENTS
    for event, (by, heard) in sorted(events().items()):
        text += f"| `{event}` | {by} | {', '.join(sorted(heard, key=ROOMS.index)) or 'nobody yet'} |\n"
    return text


def files(room: str) -> list[Path]:
    return [path for path in sorted((HOUSE / room).rglob("*.py")) if "tests" not in path.parts]


def imports() -> Counter[tuple[str, str]]:
    """(room, room it imports from) and how often."""
    found: Counter[tuple[str, str]] = Counter()
    for room in ROOMS:
        for path in files(room):
            for node in running(ast.parse(path.read_text())):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("fermata."):
                    other = str(node.module).split(".")[1]
                    found[room, other] += other != room and other in ROOMS
    return found


def running(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node but those under `if TYPE_CHECKING:`, which never run."""
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"):
            yield node
            yield from running(node)


def events() -> dict[str, tuple[str, set[str]]]:
    """Each event with the room that announces it, and those that listen."""
    known: dict[str, tuple[str, set[str]]] = {}
    for room in ROOMS:
        path = HOUSE / room / "events.py"
        if room != "core" and path.exists():
            classes = [node for node in ast.parse(path.read_text()).body if isinstance(node, ast.ClassDef)]
            known |= {node.name: (room, set()) for node in classes if not node.name.startswith("_")}
    for room in ROOMS:
        for path in files(room):
            for node in ast.walk(ast.parse(path.read_text())):
                for name in heard_by(node):
                    known[name][1].add(room)
    return known


def heard_by(node: ast.AST) -> list[str]:
    """Events in @on(…) of a handler."""
    if not isinstance(node, ast.FunctionDef):
        return []
    calls = [one for one in node.decorator_list if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "on"]
    return [call.args[0].id for call in calls if isinstance(call.args[0], ast.Name)]


def picture() -> str:
    """Rooms in a column, an arc for each import; the thicker, the more."""
    edges = {pair: count for pair, count in imports().items() if count}
    height, width = TOP * 2 + STEP * (len(ROOMS) - 1), LEFT + 270
    arcs = "".join(arc(above, below, count) for (above, below), count in sorted(edges.items()))
    names = "".join(
        f'<circle cx="{LEFT}" cy="{y(room)}" r="5"/><text x="{LEFT - 16}" y="{y(room) + 6}">{room}</text>'
        for room in ROOMS
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="Who imports whom">'
        "<style>svg{color:#1b2a3d}path{fill:none;stroke:#20607f;stroke-opacity:.55;stroke-linecap:round}circle{fill:currentColor}"
        "text{font:18px Georgia,serif;fill:currentColor;text-anchor:end}"
        "@media(prefers-color-scheme:dark){svg{color:#ece5d8;background:#1e1a15}path{stroke:#8fc4dd}}</style>"
        f"<title>Who imports whom</title>{arcs}{names}</svg>\n"
    )


def y(room: str) -> int:
    return TOP + STEP * ROOMS.index(room)


def arc(above: str, below: str, count: int) -> str:
    reach = LEFT + (y(below) - y(above)) * SLACK
    thick = min(6.0, 0.8 + count / 12)
    return f'<path d="M{LEFT} {y(above)}C{reach:.0f} {y(above)} {reach:.0f} {y(below)} {LEFT} {y(below)}" stroke-width="{thick:.1f}"/>'
