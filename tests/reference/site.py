"""`python -m tests.reference.site FOLDER`: the documentation, as built, asks nobody but itself for anything."""

import re
import sys
from pathlib import Path

FETCHED = re.compile(
    r"""<(?:script|img|iframe|source|link)\b[^>]*?\b(?:src|href)=["'](?:https?:)?//[^"']+|@import[^;]*//|url\(["']?(?:https?:)?//"""
)


def foreign(site: Path) -> list[str]:
    """File and what it would fetch from elsewhere."""
    files = [path for path in site.rglob("*") if path.suffix in {".html", ".css"}]
    return [
        f"{path.relative_to(site)}: {found[0][:120]}" for path in files for found in FETCHED.finditer(path.read_text())
    ]


if __name__ == "__main__":
    found = foreign(Path(sys.argv[1]))
    if found:
        sys.exit("The documentation asks elsewhere:\n" + "\n".join(found))
