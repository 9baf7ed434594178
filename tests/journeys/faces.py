"""Every system has its own faces. For pictures two free ones stand in for them, where they are installed.

On Debian: apt-get install fonts-lato fonts-urw-base35.
"""

import os
from pathlib import Path

CONFIGURATION = Path(__file__).parent / "faces.conf"
EDGE_TO_EDGE = "document.documentElement.style.scrollbarGutter = 'auto'"
AS_IT_WAS = "document.documentElement.style.scrollbarGutter = ''"
"""Pages keep room for a scrollbar; no picture shows one."""


def faces() -> dict[str, str | float | bool]:
    """What a browser must be started with, to write in them."""
    return {**os.environ, "FONTCONFIG_FILE": str(CONFIGURATION)}
