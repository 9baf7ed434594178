"""Files are written whole or not at all; no cell of a table can start a formula."""

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def harmless(cell: str) -> str:
    """A cell that a spreadsheet shows as text, whatever somebody wrote into it.

    >>> harmless("=HYPERLINK(1)"), harmless("listening")
    ("'=HYPERLINK(1)", 'listening')
    """
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV text: commas, quotes where they are needed, lines that end as spreadsheets expect."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def write(path: Path, text: str) -> None:
    """Write a text file in UTF-8. A reader sees the old file or the new one, never half of one, even after Ctrl-C.

    CSV files begin with the mark by which spreadsheets know UTF-8. Raises `OSError`.
    """
    write_bytes(path, text.encode("utf-8-sig" if path.suffix.lower() == ".csv" else "utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write into a file beside it first, which then takes its name; that file is gone whatever happens."""
    target = path.resolve()  # through a link, to the file itself
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
