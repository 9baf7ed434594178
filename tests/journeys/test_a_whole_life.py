"""A whole partnership of two, and of three, in browsers, while the server's clock goes on by months (libfaketime).

They agree on words of their own, meet, carry on; a month later they change a clause; they hold and come back; three months
later the server asks how it goes, and they go on; then they part, and part of what they wrote stays where they agreed.
"""

import pytest
from playwright.sync_api import expect

from conftest import Server
from tests.calendar.test_clock_jumps import LIBRARY
from tests.journeys.pairs import find_each_other
from tests.journeys.threes import agree_to_each, come_together, three_people

pytestmark = [
    pytest.mark.skipif(LIBRARY is None, reason="libfaketime is not installed (Debian: faketime)"),
    pytest.mark.timeout(1200),  # five months take a while
]


class Months:
    """What the server and its worker take for the time. They start anew with it, as after an upgrade."""

    def __init__(self, server: Server) -> None:
        self.server, self.days = server, 0

    def on(self, *, days: int) -> None:
        self.days += days
        self.server.stop()
        self.server.environment |= {"LD_PRELOAD": str(LIBRARY), "FAKETIME": f"+{self.days}d"}
        self.server.environment |= {"FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        self.server.start()


@pytest.fixture
def months(make_server):
    return Months(make_server())


@pytest.fixture
def people(chromium, months):
    with three_people(chromium, months.server.url) as three:
        yield three


def test_two_from_the_first_word_to_the_last(people, months):
    amara, ben, _chidi = people
    place = f"/partnerships/{find_each_other(amara, ben)}/"
    live(place, months, amara, ben)


def test_three_from_the_first_word_to_the_last(people, months):
    place = come_together(*people)
    live(place, months, *people)


def live(place, months, *members):
    agree(place, *members)
    carry_on(place, *members)
    months.on(days=31)
    change_a_clause(place, *members)
    hold_and_come_back(place, months, *members)
    months.on(days=92)
    look_back_and_go_on(place, *members)
    part_together(place, months, *members)


def back(place, *members):
    """After a month they may have to sign in again, and their spaces may have closed."""
    for someone in members:
        someone.go(place)
        if "/sign-in/" in someone.page.url:
            someone.sign_in()
            someone.go("/space/")
            words = someone.page.get_by_label("Your five words")
            expect(words.or_(someone.page.get_by_text("Your space is open.")).first).to_be_visible()
            if words.is_visible():
                someone.open_space()
            someone.go(place)


def gone(someone, words):
    """What was pressed has been answered: the server has it."""
    expect(someone.page.get_by_role("button", name=words, exact=True)).to_have_count(0)


def others(me, members):
    """As the button names them to whom the words are put."""
    return " and ".join(one.name for one in members if one is not me)


def sign(place, *members, version):
    for someone in members:
        someone.go(f"{place}agreement/")
        someone.press("Sign these words")
        someone.sees("Take my signature back")
    for someone in members:
        someone.sees(f"In force, version {version}")


def agree(place, *members):
    amara, *rest = members
    amara.go(f"{place}agreement/")
    amara.put_words(others(amara, members), Advice="We ask twice before we suggest once.")
    for someone in rest:
        someone.go(f"{place}agreement/")
        someone.sees("Amara proposes")
        agree_to_each(someone)
    sign(place, *members, version=1)


def carry_on(place, *members):
    for _meeting in range(2):
        meet(place, *members)
    for someone in members:
        someone.go(place)
        someone.press("I would like to carry on")
        gone(someone, "I would like to carry on")
    for someone in members:
        someone.go(place)
        expect(someone.page.get_by_text("You are trying it out")).to_have_count(0)


def meet(place, first, *others):
    first.go(place)
    first.press("Open the room")
    for someone in others:
        someone.go(place)
        someone.press("Go to the room")
    first.press("Begin")
    first.press("Hold")
    first.press("Stop for today")
    first.press("Back to the two of you" if len(others) == 1 else "Back to the three of you")
    first.page.wait_for_url(f"**{place}")


def change_a_clause(place, *members):
    amara, *rest = members
    back(place, *members)
    amara.go(f"{place}agreement/")
    amara.change_clause("Advice", "We wait for a question before we suggest.", partner=others(amara, members))
    for someone in rest:
        someone.go(f"{place}agreement/")
        someone.sees("Version 1 is still in force")
        someone.press("Agree to these words: Advice")
        waits = someone.page.get_by_text("You agree to these words")
        expect(waits.or_(someone.page.get_by_role("button", name="Sign these words")).first).to_be_visible()
    sign(place, *members, version=2)


def hold_and_come_back(place, months, *members):
    members[-1].go(f"{place}hold/")
    members[-1].page.locator("form[method=post] button", has_text="Hold").click()
    months.on(days=14)
    back(place, *members)
    for someone in members:
        someone.go(place)
        someone.sees("For as long as you need")
        someone.press("I am ready again")
        gone(someone, "I am ready again")
    members[0].go(place)
    expect(members[0].page.get_by_text("For as long as you need")).to_have_count(0)


def look_back_and_go_on(place, *members):
    """The worker notices that three months have gone by."""
    back(place, *members)
    sees_in_time(members[0], place, "Time to look at how it goes")
    for someone in members:
        someone.go(place)
        someone.sees("Time to look at how it goes")
        someone.page.get_by_text("As we are; our agreement goes on").click()
        someone.press("This is my choice")
        gone(someone, "This is my choice")
    members[0].go(place)
    expect(members[0].page.get_by_text("Time to look at how it goes")).to_have_count(0)


def sees_in_time(someone, place, words):
    """The worker moves on what waited for its day, a moment after it has begun."""
    for _second in range(30):
        someone.go(place)
        if someone.page.get_by_text(words).count():
            return
        someone.page.wait_for_timeout(1000)
    someone.sees(words)


def part_together(place, months, *members):
    """A farewell of thirty days; whoever comes back afterwards still reads what was shared."""
    amara, ben, *_ = members
    amara.write("It was good to be asked.", place=place)
    ben.go(place)
    ben.press("Part together")
    ben.press("Begin to part")
    ben.sees("Parting in peace")
    months.on(days=31)
    back(place, *members)
    sees_in_time(amara, place, "Endings are an ordinary part of peer coaching.")
    for someone in members:
        someone.go(place)
        someone.sees("Endings are an ordinary part of peer coaching.")
        someone.sees("It was good to be asked.")
    expect(amara.page.get_by_role("link", name="Open the room")).to_have_count(0)
