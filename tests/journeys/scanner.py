"""Looking for words where they must not be: in many shapes, in anything that can be read as bytes."""

import base64
import html
import json
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, quote_plus

LEAST = 8
"""Shorter than this, something would be found by chance."""
INFLATED = 4 * 1024 * 1024
PAGE = 4096
PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")

Shapes = Callable[[str | bytes], set[bytes]]


def in_memory(words: str | bytes) -> set[bytes]:
    """How words may lie in memory. Bytes are keys."""
    plain = words.encode() if isinstance(words, str) else words
    found = {plain, plain.hex().encode()}
    for offset in range(3):
        coded = base64.b64encode(b"\0" * offset + plain)
        found.add(coded[4 if offset else 0 : len(coded) // 4 * 4 - 4])
    if isinstance(words, str):
        found |= {words.encode("utf-16-le"), words.encode("utf-32-le")}
    return {shape for shape in found if len(shape) >= LEAST}


def anywhere(words: str | bytes) -> set[bytes]:
    """How words may look after programs have handled them."""
    plain = words.encode() if isinstance(words, str) else words
    found = in_memory(words) | {plain.hex().upper().encode(), str(list(plain))[1:-1].replace(" ", "").encode()}
    found |= {shape.replace(b"+", b"-").replace(b"/", b"_") for shape in found}
    if isinstance(words, str):
        texts = {quote(words), quote(words, safe="").lower(), quote_plus(words), html.escape(words)}
        texts |= {json.dumps(words)[1:-1], words.encode("unicode_escape").decode(), words.upper(), words.lower()}
        found |= {text.encode() for text in texts} | {words.encode("utf-16-be")}
    return {shape for shape in found if len(shape) >= LEAST}


@dataclass
class Scanner:
    """`secrets` by their names; `find` says which of them are in some bytes."""

    secrets: dict[str, str | bytes]
    looking: Shapes = anywhere
    needles: dict[bytes, str] = field(init=False)

    def __post_init__(self) -> None:
        self.needles = {shape: name for name, words in self.secrets.items() for shape in self.looking(words)}

    def find(self, where: bytes) -> set[str]:
        """Their names, also where what is looked at was packed."""
        return {name for some in (where, *unpacked(where)) for name in self.find_plain(some)}

    def find_plain(self, where: bytes) -> set[str]:
        return {name for needle, name in self.needles.items() if needle in where}


def unpacked(where: bytes) -> Iterator[bytes]:
    """Whatever in it can be inflated."""
    for match in PACKED.finditer(where):
        window = zlib.MAX_WBITS | (16 if match[0].startswith(b"\x1f") else 0)
        try:
            some = zlib.decompressobj(window).decompress(where[match.start() : match.start() + INFLATED], INFLATED)
        except zlib.error:
            continue
        if len(some) > LEAST:
            yield some


def files_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        with suppress(FileNotFoundError):  # a running program tidies up
            if path.is_file():
                yield str(path.relative_to(folder)), path.read_bytes()


def family(pid: int) -> list[int]:
    """A process and all it has started."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    return [pid, *(one for child in children for one in family(child))]


def memory_of(pid: int) -> bytes:
    """All that a process can write to, without the pages that hold nothing."""
    parts: list[bytes] = []
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in maps:
            place, rights, *_ = line.split()
            if not rights.startswith("rw"):
                continue
            start, end = (int(part, 16) for part in place.split("-"))
            try:
                memory.seek(start)
                parts += _written(memory.read(end - start))
            except OSError:  # a part that only looks like memory
                continue
    return b"".join(parts)


def _written(some: bytes) -> Iterator[bytes]:
    """Pages with something on them."""
    for start in range(0, len(some), PAGE):
        page = some[start : start + PAGE]
        if page.strip(b"\0"):
            yield page
