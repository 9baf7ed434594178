"""Two people go through every page and every state of the running product, and each stop is looked at closely.

With axe (WCAG 2.2 AA and its good practices) and with a ruler: in light and dark, on a desktop, a phone and a small
phone, with text at 200 %, from right to left, with few colours. The walk goes everywhere: a new page without a stop
fails the test, and so does a new address.
"""

import json
import re

import pytest
from django.urls import Resolver404, get_resolver, resolve

from tests.journeys.look import look_at
from tests.journeys.walk import PAGES, ROOT, walk_everywhere

pytestmark = pytest.mark.timeout(1800)  # the walk is one long fixture, and takes minutes on its own

NOT_PAGES = {
    "health": "for machines that watch",
    "choose_language": "leads back to where one was",
    "export_server_side": "a file to keep",
    "create_invitation": "makes a link and leads to it",
    "withdraw_invitation": "leads home",
    "create_answer": "leads back to the partnership",
    "waive": "leads back to the partnership",
    "create_meeting": "opens a room and leads to it",
    "end_sign_in": "leads back to the list",
    "end_other_sign_ins": "leads back to the list",
    "remove_passkey": "leads back to the list",
    "remove_not_with": "leads back to the list",
    "create_not_with": "leads to the list",
    "accept_hour": "leads back to the hours",
    "take_back_offer": "leads back to the hours",
    "let_go": "leads back to the hours",
    "say_missed": "leads back to the hours",
    "end_rhythm": "leads back to the hours",
    "create_away": "leads back to my time",
    "remove_away": "leads back to my time",
    "remove_calendar": "leads back to my time",
    "close_feed": "leads back to my time",
    "calendar_feed": "for calendar programs",
    "create_ask": "leads to the introduction",
    "create_interest": "leads back",
    "forget_interest": "leads back",
    "accept_introduction": "leads back to the introduction",
    "not_now": "leads back",
    "yes_after_talk": "leads back to the introduction",
    "enter_round": "leads back to the rounds",
    "leave_round": "leads back to the rounds",
    "choose_after_round": "leads back to the rounds",
    "found_beside": "makes a programme and leads to it",
    "open_up": "leads back to the programme",
    "turn_switch": "leads back to the programme",
    "sign_charter": "leads back to the programme",
    "say_yes": "leads back to the programme",
    "come_back": "leads back to the programme",
    "dispute": "leads back to the promise",
    "take_back_dispute": "leads back to the promise",
    "ledger_csv": "a file to keep",
    "turn_link": "leads back to inviting",
    "confirm_list": "leads back to inviting",
    "discard_list": "leads back to inviting",
    "delete_lines": "leads back to the lines",
    "give_back_role": "leads to the list of programmes",
}
EXPECTED = re.compile(r"status of (403|404|409|422|429|503) ")
"""What a browser notes when it is told no. Anything else it complains about is a fault of ours."""


@pytest.fixture(scope="module")
def seen(chromium, make_server):
    """The whole walk, once. What is wrong at each stop, by its name."""
    found: dict[str, list[str]] = {}
    judged: set[str] = set()

    def look(page, stop):
        complaints = look_at(page, judged)
        if stop.page == "sessions/room":
            complaints += out_of_reach(page)
        found[stop.name] = complaints

    walk = walk_everywhere(chromium, make_server(), look)
    return walk, found


def out_of_reach(page) -> list[str]:
    """Whoever needs a pause must not have to look for it."""
    hold = page.get_by_role("button", name="Hold")
    page.set_viewport_size({"width": 390, "height": 844})
    box = hold.bounding_box() if hold.count() and hold.is_visible() else None
    page.set_viewport_size({"width": 1280, "height": 860})
    return ["on a phone one must scroll to reach Hold"] if box and box["y"] + box["height"] > 844 else []


def test_every_page_in_every_state_can_be_used_by_everybody(seen):
    _, found = seen

    assert json.dumps({name: wrong for name, wrong in found.items() if wrong}, indent=1, ensure_ascii=False) == "{}"


def test_the_walk_stops_at_every_page(seen):
    walk, _ = seen

    assert PAGES - {stop.page for stop in walk.stops} == set()


def test_the_walk_comes_by_every_address(seen):
    walk, _ = seen
    pages = {name for name in get_resolver().reverse_dict if isinstance(name, str) and not name.startswith("api_")}
    visited = {name_of(stop.url) for stop in walk.stops}

    assert pages - visited - NOT_PAGES.keys() == set()


def name_of(url: str) -> str | None:
    try:
        return resolve("/" + url.split("/", 3)[3].partition("?")[0]).url_name
    except Resolver404:
        return None


def test_no_browser_complained(seen):
    walk, _ = seen
    complaints = {someone.name: [c for c in someone.complaints if not EXPECTED.search(c)] for someone in walk.everybody}

    assert {name: said for name, said in complaints.items() if said} == {}


def test_pages_move_only_for_those_who_like_it():
    """The walk's browsers ask for less motion, and the ruler finds none. Without that wish there is some to find."""
    styles = (ROOT / "web" / "built" / "fermata.css").read_text()

    assert re.search(r"transition:\s*(?!none)", styles)
    assert re.search(r"prefers-reduced-motion:\s*no-preference\)\s*{\s*@view-transition", styles)
