"""Lists as people have them: out of any spreadsheet, in any encoding, with whatever separates their cells. Pure.

Of a list only what cannot be read is repeated, cleaned and cut short: to whoever sent it, beside what to do.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from fermata.core.words import clean_name

MOST_SHOWN = 1000
MOST_REPEATED = 60
LONGEST_CELL = 100_000
SEPARATORS = (",", ";", "\t", "|")
MAIL = re.compile(r"e[-_ ]?mail|courriel|correo|(?:mail|electronic)[-_ ]?address|^mail$|^address$|^adresse$", re.I)
MANAGER = re.compile(r"manager|supervisor|reports[-_ ]?to|superior|vorgesetzt|responsable|^boss$|^lead$", re.I)
ADDRESS = re.compile(
    r"(?=.{3,254}$)[a-z0-9.!#$%&'*+/=?^_`{|}~\-\u00a1-\uffff]{1,64}@(?:[a-z0-9\u00a1-\uffff](?:[a-z0-9\u00a1-\uffff-]{0,61}[a-z0-9\u00a1-\uffff])?\.)+"
    r"[a-z\u00a1-\uffff](?:[a-z0-9\u00a1-\uffff-]{0,61}[a-z0-9\u00a1-\uffff])$",
    re.I,
)

NAMED = re.compile(r'(?:"[^"]*"|[^<>@,;"]*)<([^<>]*)>')

NOT_AN_ADDRESS = _(
    "This is not an e-mail address. It has one @ in the middle, and no spaces. Correct it, or remove the row."
)
EMPTY = _("There is no address here. Fill it in, or remove the row.")
NO_COLUMN = _("No column looks like e-mail addresses. Name one “email” in the first row.")
NO_MANAGERS = _("Two columns are needed: “email”, and “manager” with the address of whoever they report to.")
NOTHING = _("There is nothing in this list yet. Paste addresses, or choose a file.")
NOT_A_LIST = _("This is not a list of text. Save it from your spreadsheet as CSV, and send that.")
LONG_CELL = _("A cell here is longer than any address. Perhaps a quotation mark is missing; look at this row.")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, where, and what to do. Rows and columns are counted from one, as spreadsheets do."""

    row: int
    column: int
    what: Any
    found: str
    """The beginning of what stands there."""


@dataclass(slots=True)
class Reading:
    """What a list says. If there is any fault, nothing of it is used."""

    addresses: list[str] = field(default_factory=list)
    repeated: int = 0
    faults: list[Fault] = field(default_factory=list)
    faults_in_all: int = 0

    def fault(self, what: Any, *, row: int, column: int = 1, found: str = "") -> None:
        self.faults_in_all += 1
        if len(self.faults) < MOST_SHOWN:
            self.faults.append(Fault(row, column, what, shortened(found)))


@dataclass(slots=True)
class LinesReading(Reading):
    """Who reports to whom, and what is odd about it without being wrong."""

    lines: list[tuple[str, str]] = field(default_factory=list)
    to_oneself: int = 0


def read_pasted(text: str) -> Reading:
    """Addresses from a letter's head or a chat: on lines of their own, or between commas, with names or without."""
    reading = Reading()
    seen: set[str] = set()
    for row, line in enumerate(text.splitlines(), 1):
        named = NAMED.findall(line)
        rest = [cell for cell in re.split(r"[\s,;]+", NAMED.sub(" ", line)) if cell]
        cells = named + [cell for cell in rest if "@" in cell or not named]  # “Okafor, Amara <…>” has words left over
        for column, cell in enumerate(cells, 1):
            _take(cell, reading=reading, seen=seen, row=row, column=column)
    if not seen and not reading.faults:
        reading.fault(NOTHING, row=1)
    return reading


def read_addresses(content: bytes) -> Reading:
    """Addresses from a CSV file. Columns beside the addresses are not looked at, and not kept."""
    reading = Reading()
    rows = _rows(content, reading=reading)
    first = next(rows, None)
    if first is None:
        if not reading.faults:
            reading.fault(NOTHING, row=1)
        return reading
    column = _column(first[1], MAIL)
    if column is None:
        reading.fault(NO_COLUMN, row=first[0], found=", ".join(first[1]))
        return reading
    seen: set[str] = set()
    if _is_address(first[1][column]):
        _take(first[1][column], reading=reading, seen=seen, row=first[0], column=column + 1)
    for row, cells in rows:
        cell = cells[column] if column < len(cells) else ""
        _take(cell, reading=reading, seen=seen, row=row, column=column + 1)
    if not seen and not reading.faults:
        reading.fault(NOTHING, row=first[0] + 1)
    return reading


def read_lines(content: bytes) -> LinesReading:
    """Who reports to whom. A row without a manager is the top of the house; a line to oneself is left out."""
    reading = LinesReading()
    rows = _rows(content, reading=reading)
    row, head = next(rows, (1, []))
    report, manager = _column(head, MAIL, but=MANAGER), _column(head, MANAGER)
    if report is None or manager is None or report == manager or any(_is_address(cell) for cell in head):
        if not reading.faults:
            reading.fault(NO_MANAGERS, row=row, found=", ".join(head))
        return reading
    seen: dict[str, None] = {}
    for row, found in rows:
        cells = found + [""] * (max(report, manager) + 1 - len(found))
        one = _address(cells[report], reading=reading, row=row, column=report + 1)
        other = _address(cells[manager], reading=reading, row=row, column=manager + 1) if cells[manager].strip() else ""
        if one:
            seen[one] = None
        if one and one == other:
            reading.to_oneself += 1
        elif one and other:
            reading.lines.append((one, other))
    reading.addresses = list(seen)
    if not seen and not reading.faults:
        reading.fault(NOTHING, row=row)
    return reading


def _take(cell: str, *, reading: Reading, seen: set[str], row: int, column: int) -> None:
    address = _address(cell, reading=reading, row=row, column=column)
    if address in seen:
        reading.repeated += 1
    elif address:
        seen.add(address)
        reading.addresses.append(address)


def _address(cell: str, *, reading: Reading, row: int, column: int) -> str:
    """The address in a cell, clean; empty when there is none, and then the fault is noted."""
    address = cell.strip().strip("'\"").strip().lower()
    if address.endswith(">") and "<" in address:
        address = address[address.rindex("<") + 1 : -1].strip()
    address = address.removeprefix("mailto:").strip()
    if _is_address(address):
        return address
    reading.fault(EMPTY if not address else NOT_AN_ADDRESS, row=row, column=column, found=cell)
    return ""


def _is_address(cell: str) -> bool:
    local, _, _ = cell.partition("@")
    has_dots = ".." in cell or local.startswith(".") or local.endswith(".")
    return bool(ADDRESS.match(cell.strip())) and not has_dots


def _column(head: list[str], wanted: re.Pattern[str], *, but: re.Pattern[str] | None = None) -> int | None:
    """By its name in the first row; or, where that is no row of names, the first with an address in it."""
    for number, cell in enumerate(head):
        if wanted.search(cell.strip()) and not _is_address(cell) and not (but and but.search(cell)):
            return number
    if wanted is not MAIL:
        return None
    return next((number for number, cell in enumerate(head) if _is_address(cell)), None)


def _rows(content: bytes, *, reading: Reading) -> Iterator[tuple[int, list[str]]]:
    """Rows that say something, with the line each begins at."""
    text = decode(content)
    if text is None or "\0" in text:
        reading.fault(NOT_A_LIST, row=1)
        return
    separator, text = _separator(text)
    csv.field_size_limit(LONGEST_CELL)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    row = 1
    while True:
        row = table.line_num + 1
        try:
            cells = next(table)
        except StopIteration:
            return
        except csv.Error:
            reading.fault(LONG_CELL, row=row)
            return
        if any(cell.strip() for cell in cells):
            yield row, cells


def decode(content: bytes) -> str | None:
    """As its first bytes say; else UTF-8 if it is; else as Windows writes in the west. None if it is no text at all."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                return None
    head = content[:4096]
    if len(head) > 3 and head[1::2].count(0) > len(head) // 3:
        return content.decode("utf-16-le", errors="replace")
    if len(head) > 3 and head[::2].count(0) > len(head) // 3:
        return content.decode("utf-16-be", errors="replace")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _separator(text: str) -> tuple[str, str]:
    """What divides the cells: as a first line “sep=;” says, or what the first lines have most of outside quotes."""
    if named := re.match(r"sep=(.)\r?\n", text, re.I):
        return named[1], "\n" + text[named.end() :]  # an empty line in its place, so that rows keep their numbers
    head = re.sub(r'"[^"]*"', "", text[:8192])
    return max(SEPARATORS, key=head.count), text


def shortened(found: str) -> str:
    """On one line, without what would turn a page around, and no longer than one takes in at a glance."""
    clean = clean_name(found[: 4 * MOST_REPEATED])
    return clean if len(clean) <= MOST_REPEATED else clean[: MOST_REPEATED - 1] + "…"


def defuse(cell: str) -> str:
    """A cell no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else cell
