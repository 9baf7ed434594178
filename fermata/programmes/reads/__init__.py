"""What pages and other rooms are told: by lines of authority, and by what a page shows."""

from fermata.programmes.reads.lines import crossed_by, line_between, lines_among
from fermata.programmes.reads.pages import (
    charter,
    how_kept,
    kit,
    programmes_of,
    promise,
    promises,
    roles,
    roles_of,
    switched,
    versions,
    what_organisers_see,
)

__all__ = [
    "charter",
    "crossed_by",
    "how_kept",
    "kit",
    "line_between",
    "lines_among",
    "programmes_of",
    "promise",
    "promises",
    "roles",
    "roles_of",
    "switched",
    "versions",
    "what_organisers_see",
]
