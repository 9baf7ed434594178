"""A meeting that has begun goes on without a network, with its clock and its words, and is whole again afterwards.

The five minutes are an argument: FERMATA_OFFLINE_SECONDS=300 waits them out, and a few seconds show the same.
"""

import os
import re
import time

import pytest
from playwright.sync_api import expect

from tests.bad_days.processes import kill, web
from tests.journeys.pairs import Pair, bring_together
from tests.journeys.walk.meeting import rested

AWAY = float(os.environ.get("FERMATA_OFFLINE_SECONDS", "8"))


@pytest.fixture
def pair(chromium, request, server, tmp_path):
    made = bring_together(chromium, server.url, tag=f"line{abs(hash(request.node.name)) % 10_000}")
    with made.amara.looking(tmp_path), made.ben.looking(tmp_path):
        begin(made)
        yield made
    made.close()


def begin(pair: Pair) -> None:
    amara, ben = pair.amara, pair.ben
    amara.go(pair.place)
    amara.press("Open the room")
    amara.page.get_by_label(re.compile("A short talk")).check()
    amara.page.get_by_label("I begin").check()
    amara.press("Begin")
    ben.page.goto(amara.page.url)
    for someone in (amara, ben):
        expect(someone.page.get_by_role("button", name="Hold")).to_be_visible()
    rested(amara, "Go on").click()
    ben.sees("Amara speaks")


def test_the_clock_and_what_is_done_go_on_without_a_line_and_come_together_later(pair):
    amara, ben = pair.amara, pair.ben
    amara.context.set_offline(True)
    amara.sees("nothing you do here is lost")
    amara.press("Another question")
    amara.sees("What about this will not leave you alone?")
    rested(amara, "Hold").click()
    amara.sees("The clock waits.")
    time.sleep(AWAY)
    ben.sees("Amara speaks")
    expect(ben.page.get_by_text("The clock waits.")).to_have_count(0)
    rested(amara, "We go on").click()
    amara.sees("You speak")
    rested(amara, "Hold").click()
    amara.context.set_offline(False)
    ben.sees("The clock waits.")
    expect(amara.page.get_by_text("nothing you do here is lost").last).to_be_hidden()
    rested(ben, "We go on").click()
    amara.sees("You speak")
    for someone in (amara, ben):
        someone.sees("What about this will not leave you alone?")
    left = [someone.page.locator(".clock b").inner_text() for someone in (amara, ben)]
    assert left[0] == left[1]


def test_it_can_be_ended_and_closed_without_a_line(pair):
    amara, ben = pair.amara, pair.ben
    amara.context.set_offline(True)
    amara.sees("nothing you do here is lost")
    rested(amara, "Hold").click()
    rested(amara, "Stop for today").click()
    amara.sees("What would you like to keep?")
    amara.fill("What did you learn, in one sentence?", "It goes on without a line.")
    amara.fill("When would you like to meet again?", "On the train home")
    amara.page.get_by_role("group", name="I had room").get_by_label("Yes").check()
    amara.fill("… I will", "Ask for the line.")
    time.sleep(AWAY)
    expect(ben.page.get_by_role("button", name="Hold")).to_be_visible()
    amara.context.set_offline(False)
    ben.sees("What would you like to keep?")
    expect(ben.page.get_by_label("When would you like to meet again?")).to_be_visible()
    expect(amara.page.locator(":is(.harvest, .next-time)").get_by_text(re.compile(r"^Kept\."))).to_have_count(2)
    amara.fill("When …", "Ben is away")
    amara.press("Back to the two of you")
    amara.page.wait_for_url(f"**{pair.place}")
    amara.page.go_back()
    expect(amara.page.get_by_label("What did you learn, in one sentence?")).to_have_value("It goes on without a line.")
    for label, words in (("When …", "Ben is away"), ("… I will", "Ask for the line.")):
        expect(amara.page.get_by_label(label, exact=True)).to_have_value(words)
    expect(amara.page.get_by_text("From before")).to_have_count(0)
    ben.page.reload()
    expect(ben.page.get_by_label("When would you like to meet again?")).to_have_value("On the train home")


def test_a_thank_you_comes_as_soon_as_it_was_said_and_nothing_is_lost_on_the_way_out(pair):
    amara, ben = pair.amara, pair.ben
    rested(amara, "Hold").click()
    rested(amara, "Stop for today").click()
    for someone in (amara, ben):
        someone.sees("What would you like to keep?")
        expect(someone.page.get_by_label("… I will")).to_be_visible()
    thanks = ben.page.locator("section.appreciation textarea")
    thanks.fill("You waited while I was looking for the word.")
    ben.press("Back to the two of you")
    ben.page.wait_for_url(f"**{pair.place}")
    amara.sees("You waited while I was looking for the word.")


def test_what_could_not_be_fetched_is_asked_for_again(pair):
    amara, times = pair.amara, []
    amara.page.route("**/structures*.json*", lambda route: (times.append(1), route.abort()))
    amara.page.reload()
    amara.sees("The server is away just now.")
    amara.page.unroute("**/structures*.json*")
    assert times
    amara.press("Try again")
    amara.sees("You speak")


def test_a_page_that_was_closed_without_a_line_still_brings_what_was_done(pair):
    amara, ben = pair.amara, pair.ben
    place = amara.page.url
    amara.context.set_offline(True)
    amara.sees("nothing you do here is lost")
    rested(amara, "Hold").click()
    amara.sees("The clock waits.")
    amara.page.wait_for_timeout(500)
    amara.page.close()
    amara.context.set_offline(False)
    ben.sees("Amara speaks")
    amara.page = amara.context.new_page()
    amara.page.goto(place)
    amara.sees("The clock waits.")
    ben.sees("The clock waits.")


def test_of_two_processes_one_is_killed_in_mid_meeting(chromium, make_server, postgresql, tmp_path):
    server = make_server("--processes", "2", DATABASE_URL=postgresql.database())
    pair = bring_together(chromium, server.url, tag="killed")
    amara, ben = pair.amara, pair.ben
    with amara.looking(tmp_path), ben.looking(tmp_path):
        begin(pair)
        for process in web(server):
            kill(process)
            rested(amara, "Hold").click()
            ben.sees("The clock waits.")
            rested(ben, "We go on").click()
            amara.sees("You speak")
    pair.close()
