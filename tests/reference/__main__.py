"""`python -m tests.reference` writes the pages; with --check it only says which are not what the code makes."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fermata.site.settings_test")
django.setup()

from tests.reference import FOLDER, pages  # noqa: E402

if "--check" in sys.argv:
    old = [
        name for name, make in pages().items() if not (FOLDER / name).exists() or (FOLDER / name).read_text() != make()
    ]
    if old:
        sys.exit(f"Not what the code makes: {', '.join(old)}. Run: python -m tests.reference")
else:
    for name, make in pages().items():
        (FOLDER / name).write_text(make())
