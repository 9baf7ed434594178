"""A file of people → a table of cells. Reads what spreadsheets write: their encodings, separators and quotes.

Nothing is half read: either the whole table comes back, or `Misread` with every trouble found.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from matcher.columns import LISTS, known, recognise
from matcher.misread import Misread, Trouble, Troubles

LARGEST_FILE = 2**30
"""In bytes. A million people with all their columns fit in a quarter of it."""
LONGEST_CELL = 32_767
"""In characters: what a spreadsheet's cell can hold."""
SEPARATORS = (",", ";", "\t", "|")
ITEM_MARK = "\x1e"
"""Stands between the items of a list that came from JSON; it cannot be typed into a cell."""


@dataclass(frozen=True, slots=True)
class Row:
    """One person's cells by the names of `columns.COLUMNS`. `number` is the row as a spreadsheet counts it."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell, stripped; empty when the file has no such column."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, its columns with the headings they had, and sentences on what was left aside."""

    rows: tuple[Row, ...]
    columns: Mapping[str, str]
    notes: tuple[str, ...] = field(default=())


def read(path: Path | str, *, told: Mapping[str, str] | None = None) -> Table:
    """Read a CSV or JSON file of people, by its ending and its first character. told: see `columns.recognise`.

    Raises `Misread` when it cannot be read whole; `OSError` when it cannot be opened.
    """
    path = Path(path)
    if path.stat().st_size > LARGEST_FILE:
        raise refuse("this file is larger than 1 GiB.", "Please check that it is the right one.")
    text = decode(path.read_bytes())
    is_json = path.suffix.lower() == ".json" or text.lstrip()[:2] in {"[{", "[\n"}
    return read_json(text, told=told) if is_json else read_csv(text, told=told)


def refuse(what: str, do: str, *, row: int = 0, column: str = "") -> Misread:
    """A `Misread` of one trouble."""
    return Misread([Trouble(row, column, what, do)])


def decode(raw: bytes) -> str:
    """Bytes → text: UTF-16 or UTF-8 by their mark, UTF-16 by its zeros, UTF-8, or else Windows-1252.

    >>> decode("Zoë".encode("utf-16")), decode("Zoë".encode()), decode("Zoë".encode("cp1252"))
    ('Zoë', 'Zoë', 'Zoë')
    """
    for encoding in _likely_encodings(raw):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text.removeprefix("\ufeff")
    raise refuse("this is not a text file.", "Save it from your spreadsheet as “CSV UTF-8” and try again.")


def _likely_encodings(raw: bytes) -> Sequence[str]:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if raw.startswith(b"\xef\xbb\xbf"):
        return ("utf-8-sig",)
    if raw[1:2] == b"\x00" and raw[:1] != b"\x00":
        return ("utf-16-le",)
    if raw[:1] == b"\x00" and raw[1:2] != b"\x00":
        return ("utf-16-be",)
    return ("utf-8", "cp1252")


def read_csv(text: str, *, told: Mapping[str, str] | None = None) -> Table:
    """Text with headings in its first row → a table.

    >>> table = read_csv("Name;Topics wanted\\nAmara;listening\\n")
    >>> table.rows[0].number, table.rows[0]["name"], table.rows[0]["topics wanted"]
    (2, 'Amara', 'listening')
    """
    records = records_of(text)
    if not records:
        raise refuse("this file is empty.", "Put headings in the first row and one person in each row below.")
    return _table(records[0][1], records[1:], told)


def records_of(text: str) -> list[tuple[int, list[str]]]:
    """The rows of CSV text with their numbers, from the first that is not blank. Raises `Misread`."""
    text, separator = _told_separator(text)
    records = _records(text, separator=separator or _likely_separator(text))
    while records and not any(any(map(str.isalnum, cell)) for cell in records[0][1]):
        records.pop(0)
    return records


def _told_separator(text: str) -> tuple[str, str | None]:
    """Some spreadsheets write `sep=;` as the first line."""
    first, _, rest = text.partition("\n")
    told = first.strip().strip('"')
    if told.lower().startswith("sep=") and told[4:5]:
        return "\n" + rest, told[4]
    if told.lower() == "sep=" and first.rstrip("\r").endswith("\t"):
        return "\n" + rest, "\t"
    return text, None


def _likely_separator(text: str) -> str:
    """The one that gives the first row most headings we know, then most cells; a comma where all are alike."""

    def worth(separator: str) -> tuple[int, int]:
        try:
            headings = next((row for row in _reader(text, separator=separator) if any(map(str.strip, row))), [])
        except csv.Error:
            return (-1, 0)
        return (sum(known(heading) is not None for heading in headings), len(headings))

    return max(SEPARATORS, key=worth)


def _reader(text: str, *, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST_FILE))  # longer cells are told with their place below
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True, skipinitialspace=True)


def _records(text: str, *, separator: str) -> list[tuple[int, list[str]]]:
    """Each record with its row. A row is a record: one with a line break in a cell is still one row."""
    records: list[tuple[int, list[str]]] = []
    try:
        records.extend(enumerate(_reader(text, separator=separator), start=1))
    except csv.Error as error:
        raise refuse(
            f"its quotation marks do not pair up ({error}).",
            'Inside a quoted cell, a quotation mark is written twice: "".',
            row=len(records) + 1,
        ) from None
    return records


def _table(headings: list[str], records: list[tuple[int, list[str]]], told: Mapping[str, str] | None) -> Table:
    troubles = Troubles()
    meant, notes = recognise(headings, troubles=troubles, told=told)
    if "id" not in meant and "name" not in meant:
        troubles.add(1, "", "there is no column “id” or “name”.", f"The headings are: {_shown(headings)}. Add one.")
    rows = [_row(number, cells, meant, troubles) for number, cells in records if any(map(str.strip, cells))]
    troubles.stop_if_any()
    return Table(
        tuple(rows),
        {name: heading.strip() for name, heading in zip(meant, headings, strict=True) if name},
        tuple(notes),
    )


def _row(number: int, cells: list[str], meant: list[str | None], troubles: Troubles) -> Row:
    if any(cell.strip() for cell in cells[len(meant) :]):
        troubles.add(
            number,
            "",
            f"there are {len(cells)} cells under {len(meant)} headings.",
            "Put quotation marks around cells that hold the separator, or give every column a heading.",
        )
    kept = {name: cell.strip() for name, cell in zip(meant, cells, strict=False) if name}
    for name, cell in kept.items():
        if len(cell) > LONGEST_CELL:
            troubles.add(
                number, name, f"this cell has {len(cell):,} characters.", f"At most {LONGEST_CELL:,} are read."
            )
        elif ITEM_MARK in cell:
            troubles.add(number, name, "this cell holds a control character.", "Type the cell again.")
    return Row(number, kept)


def _shown(headings: list[str]) -> str:
    return ", ".join(f"“{heading.strip()[:40]}”" for heading in headings[:12]) + (" …" if len(headings) > 12 else "")


def read_json(text: str, *, told: Mapping[str, str] | None = None) -> Table:
    """A JSON list of objects → a table; the keys are the names of the columns, lists may be lists.

    >>> read_json('[{"id": "ben", "topics offered": {"listening": 3}}]').rows[0]["topics offered"]
    'listening:3'
    """
    try:
        people = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise refuse(f"this is not JSON ({error}).", "Write a list of objects, one for each person.") from None
    if not isinstance(people, list) or not all(isinstance(person, dict) for person in people):
        raise refuse("this is not a list of objects.", 'Write one for each person: [{"id": "amara"}, …].')
    headings = list(dict.fromkeys(key for person in people for key in person))
    troubles = Troubles()
    meant = dict(zip(headings, recognise(headings, troubles=troubles, told=told)[0], strict=True))
    records = [
        (row, [_cell(row, heading, meant[heading], person.get(heading), troubles) for heading in headings])
        for row, person in enumerate(people, start=2)
    ]
    troubles.stop_if_any()
    if not headings:
        raise refuse("this list is empty.", "Write one object for each person.")
    return _table(headings, [(row, cells) for row, cells in records], told)


def _cell(row: int, heading: str, column: str | None, value: object, troubles: Troubles) -> str:
    if value is None or column is None:
        return ""
    if isinstance(value, str | int | float):
        return ("yes" if value else "no") if isinstance(value, bool) else str(value)
    if isinstance(value, dict) and column in LISTS:
        value = [f"{key}:{weight}" for key, weight in value.items()]
    may_be_list = column in LISTS or column == "usual hours"
    if may_be_list and isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
        return ITEM_MARK.join(str(item) for item in value)
    troubles.add(row, heading, "this value is neither words nor a list of words.", "See “matcher columns”.")
    return ""
