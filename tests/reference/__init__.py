"""Pages of the reference that are made from the code: `python -m tests.reference` writes them, a test compares them."""

from collections.abc import Callable
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference"


def pages() -> dict[str, Callable[[], str]]:
    """Each file of the reference with what makes it. Django must be ready."""
    from tests import transitions
    from tests.access import print as access
    from tests.reference import data_map, invariants, refusals, rooms

    return {
        "access.md": access.page,
        "transitions.md": transitions.page,
        "refusals.md": refusals.page,
        "invariants.md": invariants.page,
        "rooms.md": rooms.page,
        "rooms.svg": rooms.picture,
        "data-map.md": data_map.page,
    }
