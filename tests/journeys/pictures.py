"""A picture of every page in every state, for people to look at: `python -m tests.journeys.pictures FOLDER`.

On a desktop and on a phone, light and dark. Takes about three minutes.
"""

import os
import sys
import tempfile
from pathlib import Path

import django
from playwright.sync_api import Page, sync_playwright

from conftest import CHROMIUM, FLAGS, a_server
from tests.journeys.faces import AS_IT_WAS, EDGE_TO_EDGE, faces

SIZES = {"wide": {"width": 1280, "height": 860}, "phone": {"width": 390, "height": 844}}


def photograph(page: Page, *, folder: Path, name: str) -> None:
    """The whole page, four times."""
    page.evaluate(EDGE_TO_EDGE)
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.screenshot(path=folder / f"{name}-{size}-{scheme}.png", full_page=True, animations="disabled")
    page.set_viewport_size(SIZES["wide"])  # type: ignore[arg-type]
    page.emulate_media(color_scheme="light")
    page.evaluate(AS_IT_WAS)


def main(folder: Path) -> None:
    from tests.journeys.walk import walk_everywhere

    folder.mkdir(parents=True, exist_ok=True)
    server = a_server(Path(tempfile.mkdtemp(prefix="fermata-pictures-")))
    server.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, env=faces())
            walk = walk_everywhere(browser, server, lambda page, stop: photograph(page, folder=folder, name=stop.name))
            print(f"{len(walk.stops)} stops, each four times, in {folder}")
    finally:
        server.stop()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fermata.site.settings_test")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    django.setup()
    main(Path(sys.argv[1]))
