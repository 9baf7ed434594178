"""What is kept about people, field by field: the map the export and the page /transparency/ are made from."""

from django.utils import translation

from fermata.core.data_map import nobody, tables
from fermata.site.transparency import CHAPTERS, room_of
from tests.reference.refusals import cell

HEAD = """# The data map

What is kept about people: every field of every table, what it is, why, for how long, and who can read it. This page is made
from the rooms' `data_map.py` by `python -m tests.reference`; tests compare it with them, and them with the schema of the
running product. The product shows the same to everybody at `/transparency/`, and fills it in for each at *Take it out*.

“Sealed” means a file that only those named can open. *Your partners* are the others of your partnership.
"""
FIELDS = "| field | what | why | how long | who can read it |\n| --- | --- | --- | --- | --- |\n"


def page() -> str:
    with translation.override("en"):
        text = HEAD
        for room, title in CHAPTERS.items():
            text += f"\n## {title}\n\nIn `fermata/{room}/data_map.py`.\n"
            for table in (one for one in tables() if room_of(one) == room):
                text += f"\n### {table.title} ({table.model.__name__})\n\n{FIELDS}"
                for name in table.fields:
                    kept = table.kept(name)
                    said = (kept.what, kept.why, kept.until, kept.seen_by)
                    text += f"| `{name}` |" + "".join(f" {cell(str(words))} |" for words in said) + "\n"
        text += "\n## Tables that say nothing of anybody\n\n| table | why |\n| --- | --- |\n"
        for model, since in sorted(nobody().items(), key=lambda pair: pair[0].__name__):
            text += f"| {model.__name__} | {cell(str(since))} |\n"
    return text
