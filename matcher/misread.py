"""What cannot be read: every trouble of a file at once, each with its place and with what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matcher.errors import MatcherError

MOST_SHOWN = 1_000
"""So many troubles are kept and shown; the rest are only counted."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is not as it should be. `row` counts as a spreadsheet does: headings are row 1; 0 is the file."""

    row: int
    column: str
    what: str
    do: str

    def __str__(self) -> str:
        place = f"Row {self.row}" if self.row else "The file"
        column = f", column “{self.column}”" if self.column else ""
        return f"{place}{column}: {self.what} {self.do}"


class Misread(MatcherError):
    """A file that cannot be taken as it is. Nothing of it was used.

    `troubles` holds the first 1,000 in the order of the file, `count` how many there are in all.
    """

    def __init__(self, troubles: Iterable[Trouble], *, count: int | None = None) -> None:
        self.troubles = tuple(troubles)[:MOST_SHOWN]
        self.count = len(self.troubles) if count is None else count
        super().__init__(self.summary())

    def summary(self) -> str:
        """All troubles as lines of text, and how many more there are."""
        more = self.count - len(self.troubles)
        return "\n".join([*map(str, self.troubles), *([f"And {more} more like these."] if more else [])])


class Troubles:
    """Collects troubles while reading goes on, so that one look at the answer is enough to mend the file.

    headings: what the file itself calls the columns, where it calls them otherwise.
    """

    def __init__(self, headings: Mapping[str, str] | None = None) -> None:
        self.headings = headings or {}
        self.found: list[Trouble] = []
        self.count = 0

    def add(self, row: int, column: str, what: str, do: str) -> None:
        """Note one. Only the first 1,000 are kept."""
        self.count += 1
        if len(self.found) < MOST_SHOWN:
            self.found.append(Trouble(row, self.headings.get(column, column), what, do))

    def stop_if_any(self) -> None:
        """Raise `Misread` when anything was found."""
        if self.count:
            raise Misread(sorted(self.found, key=lambda trouble: trouble.row), count=self.count)
