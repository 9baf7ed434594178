"""What pages and other rooms are told: by lines of authority, and by what a page shows."""

from fermata.programmes.reads.lines import crossed_by, lines_among
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
    what_organisers_see,
)

__all__ = [
    "charter",
    "crossed_by",
    "how_kept",
    "kit",
    "lines_among",
    "programmes_of",
    "promise",
    "promises",
    "roles",
    "roles_of",
    "switched",
    "what_organisers_see",
]
