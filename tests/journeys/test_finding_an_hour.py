"""Amara lives in Kolkata and Ben in New York. They find an hour, get it into their calendars, move it, let it go."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.journeys.pairs import Pair, find_each_other
from tests.journeys.someone import Someone

PLACE = "The green bench, or by phone ☂"


@pytest.fixture
def pair(chromium, server):
    tag, people = uuid4().hex[:6], []
    for name, zone in (("Amara", "Asia/Calcutta"), ("Ben", "America/New_York")):
        people.append(
            Someone(chromium, server.url, name, address=f"{name.lower()}.{tag}@example.org", timezone_id=zone)
        )
        people[-1].go("/sign-in/")
        people[-1].sign_in()
        people[-1].make_space()
    made = Pair(*people, find_each_other(*people))
    yield made
    made.close()


def test_an_hour_from_kolkata_to_new_york(pair, server, tmp_path):
    amara, ben = pair.amara, pair.ben
    with amara.looking(tmp_path), ben.looking(tmp_path):
        go_on_where_something_is_wrong(amara)
        say_when_i_can(amara)
        feed = feed_of(amara)
        find_an_hour(amara, pair)
        say_yes(ben)
        first = calendar_letter(amara)
        assert ";TZID=Asia/Calcutta" in first or ";TZID=Asia/Kolkata" in first
        assert starts(first) == starts(fetched(amara, feed))
        write_where(ben, pair)
        move_it(ben, amara, pair)
        moved = calendar_letter(amara)
        assert (uid(moved), sequence(moved)) == (uid(first), "1")
        assert starts(moved) == starts(fetched(amara, feed)) != starts(first)
        let_it_go(amara, ben, pair)
        gone = calendar_letter(ben)
        assert "METHOD:CANCEL" in gone
        assert "BEGIN:VEVENT" not in fetched(amara, feed)
    assert PLACE not in amara.context.request.get(f"{server.url}/outbox/").text()
    for someone in (amara, ben):
        assert [line for line in someone.complaints if "404" not in line and "422" not in line] == []


def go_on_where_something_is_wrong(amara: Someone) -> None:
    amara.go("/me/")
    amara.fill("Your name", "")
    amara.press("Keep this")
    expect(amara.page.get_by_label("Your name")).to_be_focused()


def say_when_i_can(amara: Someone) -> None:
    amara.go("/me/time/")
    for day in ("mon", "tue", "wed", "thu", "fri"):
        amara.page.locator(f"input[value={day}-evening]").check()
    amara.press("Keep this")
    amara.sees("Kept. You can change it whenever you like.")


def feed_of(amara: Someone) -> str:
    amara.press("Make a secret address")
    return amara.page.locator("samp.address").inner_text()


def find_an_hour(amara: Someone, pair: Pair) -> None:
    amara.go(pair.place)
    amara.press("Find an hour")
    suggested = amara.page.locator(".hours label")
    expect(suggested).to_have_count(3)
    expect(suggested.first).to_contain_text(re.compile(r"for .?Ben.? \w+, (0[89]|10|11):"))
    amara.sees("Times are as your clock shows them (Asia/")
    amara.press("Offer this")
    expect(amara.page.get_by_role("alert").filter(has_text="Choose at least one hour")).to_be_focused()
    suggested.first.click()
    amara.press("Offer this")
    amara.sees("Offered. It is agreed as soon as it suits everybody.")
    amara.sees("Take it back")


def say_yes(ben: Someone) -> None:
    ben.go("/")
    ben.press("See the hours")
    ben.sees("It suits")
    ben.press("This hour suits me")
    ben.sees("Agreed. You get a letter that puts it into your calendar.")
    ben.go("/")
    ben.sees("Planned")


def write_where(ben: Someone, pair: Pair) -> None:
    ben.page.locator("section[aria-labelledby=coming] a").first.click()
    ben.page.locator("section[aria-labelledby=next] a").first.click()
    ben.fill("A place or a link, a topic", PLACE)
    ben.press("Keep it")
    ben.page.wait_for_url("**/when/")
    pair.amara.go(pair.place)
    pair.amara.page.locator("section[aria-labelledby=hours] a").first.click()
    pair.amara.page.locator("section[aria-labelledby=next] a").first.click()
    expect(pair.amara.page.get_by_label("A place or a link, a topic")).to_have_value(PLACE)


def move_it(ben: Someone, amara: Someone, pair: Pair) -> None:
    ben.page.locator("section[aria-labelledby=next] a").first.click()
    ben.page.locator(".hours label").nth(1).click()
    ben.press("Offer this")
    ben.sees("To move it, these are offered")
    amara.page.reload()
    amara.press("This hour suits me")
    amara.sees("Agreed. You get a letter that puts it into your calendar.")


def let_it_go(amara: Someone, ben: Someone, pair: Pair) -> None:
    amara.page.locator("section[aria-labelledby=next] a").first.click()
    amara.press("Let this hour go")
    amara.sees("Let go. The others read that this hour is free again, and no more.")
    ben.go(pair.place)
    ben.sees("No hour is planned.")


def calendar_letter(someone: Someone) -> str:
    """The newest that brings something for this person's calendar, as the outbox shows it."""
    shown = someone.context.request.get(f"{someone.url}/outbox/").text()
    letters = [one for one in re.findall(r"<article.*?</article>", shown, re.S) if someone.address in one]
    brought = [found[1] for one in letters if (found := re.search(r"<pre><samp>(.*?)</samp>", one, re.S))]
    return brought[0].replace("\r\n ", "").replace("\n ", "")


def fetched(someone: Someone, feed: str) -> str:
    answer = someone.context.request.get(feed)
    assert answer.ok
    return answer.text().replace("\r\n ", "")


def starts(text: str) -> str:
    found = re.search(r"BEGIN:VEVENT.*?DTSTART;TZID=[\w/]+:(\S+)", text, re.S)
    assert found
    return found[1]


def uid(text: str) -> str:
    return re.search(r"UID:(\S+)", text)[1]


def sequence(text: str) -> str:
    return re.search(r"SEQUENCE:(\d+)", text)[1]
