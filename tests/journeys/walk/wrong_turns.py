"""The pages that say no: kindly, in one sentence, with one way on."""

import re

from django.template.loader import render_to_string
from playwright.sync_api import Route

from tests.journeys.walk import Walk

RARE = ("away", "full", "broken", "bad_request")
"""What only a broken machine shows: drawn here from the same template, and put where a page would be."""


def go(walk: Walk) -> None:
    amara = walk.amara
    amara.go("/nowhere/")
    walk.stop(amara, "site/not_found")
    guest = walk.somebody("Efua")
    for _ in range(4):
        guest.go("/sign-in/")
        guest.fill("Your e-mail address", guest.address)
        guest.press("Send me a code")
    guest.sees("A little slower, please")
    walk.stop(guest, "site/slow_down")
    stale = walk.somebody("Farid")
    stale.go("/sign-in/")
    stale.context.clear_cookies()
    stale.fill("Your e-mail address", stale.address)
    stale.press("Send me a code")
    stale.sees("This page had been open for too long")
    walk.stop(stale, "site/bad_form")
    guest.page.route(re.compile("/(" + "|".join(RARE) + ")/$"), draw)
    for name in RARE:
        guest.go(f"/{name}/")
        walk.stop(guest, f"site/{name}")


def draw(route: Route) -> None:
    name = route.request.url.rstrip("/").rsplit("/", 1)[1]
    body = render_to_string(f"site/pages/{name}.html", {"is_plain": True})
    route.fulfill(status=503, content_type="text/html; charset=utf-8", body=body)
