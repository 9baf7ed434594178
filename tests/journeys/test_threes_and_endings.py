"""Three find each other, agree, meet, hold and lose one; two part, and what the one who needs distance takes along is gone.

Each on a running server, in as many browsers as there are people.
"""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.journeys.pairs import bring_together
from tests.journeys.threes import agree_to_each, can, come_together, three_people

NEUTRAL = "Endings are an ordinary part of peer coaching."


@pytest.fixture
def three(chromium, server):
    with three_people(chromium, server.url) as people:
        yield people


@pytest.fixture
def pair(chromium, server):
    made = bring_together(chromium, server.url, tag=uuid4().hex[:6])
    yield made
    made.close()


def test_three_agree_hold_and_lose_one(three):
    amara, ben, chidi = three
    place = come_together(amara, ben, chidi)
    amara.go(f"{place}agreement/")
    amara.put_words("Ben and Chidi", Advice="We ask twice before we suggest once.")
    for someone in (ben, chidi):
        someone.go(f"{place}agreement/")
        someone.sees("Amara proposes")
    ben.press("Agree to all of it and sign") if can(ben, "Agree to all of it and sign") else agree_to_each(ben)
    chidi.page.reload()
    chidi.sees("Amara proposes")
    agree_to_each(chidi)
    for someone in (amara, ben, chidi):
        someone.press("Sign these words")
        someone.sees("Take my signature back")
    for someone in three:
        someone.sees("In force, version 1")
    amara.go(place)
    amara.sees("You are trying it out")
    chidi.write("From the three of us", place=place)
    ben.go(place)
    expect(ben.page.locator("sealed-list small", has_text="Chidi")).to_be_visible()
    hold_and_come_back(place, *three)
    lose_one(place, *three)


def hold_and_come_back(place, *three):
    three[1].go(f"{place}hold/")
    three[1].page.locator("form[method=post] button", has_text="Hold").click()
    for someone in three:
        someone.go(place)
        someone.sees("For as long as you need")
        someone.press("I am ready again")
    three[0].go(place)
    three[0].sees("You are trying it out")


def lose_one(place, amara, ben, chidi):
    chidi.go(f"{place}leave/")
    chidi.press("Part now")
    chidi.sees("You have parted")
    for someone in (amara, ben):
        someone.go(place)
        someone.sees(NEUTRAL)
        someone.sees("From the three of us")
        someone.press("Read it")
        someone.sees("Version 1, signed by all of you; it stood when the partnership ended")
        someone.go(place)
        someone.press("I would like to begin again")
    ben.page.wait_for_url(lambda url: place not in url)
    ben.sees("Amara and you")


def test_distance_takes_effect_at_once_and_takes_ones_words_along(pair):
    amara, ben = pair.amara, pair.ben
    amara.write("Too warm for what came after", place=pair.place)
    ben.write("What Ben wrote", place=pair.place)
    amara.go(pair.place)
    amara.press("I need distance")
    amara.sees("Take back what I wrote")
    amara.press("End all contact now")
    amara.sees("You keep your distance")
    amara.sees("Ben")
    amara.go(pair.place)
    amara.sees("There is no page here")
    ben.go(pair.place)
    ben.sees(NEUTRAL)
    ben.sees("What Ben wrote")
    expect(ben.page.get_by_text("Too warm for what came after")).to_have_count(0)
    link = ben.invite()
    amara.page.goto(link)
    amara.press("Yes, I would")
    amara.sees("Your own list or one of your own wishes keeps you two apart")


def test_words_that_cannot_be_taken_along_hold_nobody_up_and_are_named(pair):
    amara, ben = pair.amara, pair.ben
    amara.write("Too warm for what came after", place=pair.place)
    amara.page.context.route("**/goodbye/", lambda route: route.fulfill(status=403, json={}))
    amara.go(f"{pair.place}protect/")
    amara.sees("Take back what I wrote")
    amara.press("End all contact now")
    amara.sees("You keep your distance")
    amara.sees("Your words are still there")
    ben.go(pair.place)
    ben.sees(NEUTRAL)
    ben.sees("Too warm for what came after")


def test_leaving_takes_two_clicks_and_no_reason(pair):
    amara, ben = pair.amara, pair.ben
    amara.go(pair.place)
    amara.press("Part kindly")
    amara.press("Part now")
    amara.sees("You have parted")
    ben.go(pair.place)
    ben.sees(NEUTRAL)
