"""Where our own files lie, and where an installation's are kept when nobody says."""

import os
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
CARRIED = HOUSE / "carried"
"""Only in a package that was built: what lies beside the code in a checkout lies in here."""
IS_INSTALLED = CARRIED.is_dir()
ROOT = CARRIED if IS_INSTALLED else HOUSE.parent


def data_folder() -> Path:
    """FERMATA_DATA; else var/ in a checkout, and what the system keeps for programs' data elsewhere."""
    if given := os.environ.get("FERMATA_DATA"):
        return Path(given).resolve()
    return _of_this_account() if IS_INSTALLED else ROOT / "var"


def _of_this_account() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Fermata"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "fermata"
