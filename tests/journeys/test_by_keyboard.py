"""The first journey once more, by two people who use no mouse: every step is reached by Tab, and focus is always seen.

And what a screen reader hears while they meet: the marks of their time, and no seconds.
"""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.journeys.keys import Keys
from tests.journeys.pairs import bring_together
from tests.journeys.someone import Someone


@pytest.fixture
def two(chromium, server):
    """Amara and Ben at their keyboards."""
    tag = uuid4().hex[:6]
    both = [
        Someone(chromium, server.url, name, address=f"{name.lower()}.{tag}@example.org") for name in ("Amara", "Ben")
    ]
    yield [Keys(someone) for someone in both]
    for someone in both:
        someone.close()


def test_the_whole_journey_by_keyboard(two, tmp_path):
    amara, ben = two
    with amara.someone.looking(tmp_path), ben.someone.looking(tmp_path):
        amara.someone.go("/")
        skip_to_the_page(amara)
        amara.press("Sign in or start")
        come_in(amara)
        amara.press("Make my space")
        make_space(amara)
        find_each_other(amara, ben)
        agree(amara, ben)
        meet(amara, ben)
        write(amara)
        close_and_open(amara)
        part(amara, ben)
        assert amara.someone.complaints == []
        assert ben.someone.complaints == []


def skip_to_the_page(keys):
    keys.page.keyboard.press("Tab")
    assert keys.here()["name"] == "Go to the page"
    keys.page.keyboard.press("Enter")
    keys.page.keyboard.press("Tab")
    assert keys.here()["name"] == "Sign in or start"


def come_in(keys):
    keys.type("Your e-mail address", keys.someone.address)
    keys.page.keyboard.press("Enter")
    keys.page.wait_for_url("**/sign-in/code/**")
    keys.type("The six digits", keys.someone.code())
    keys.page.keyboard.press("Enter")
    keys.page.wait_for_url("**/welcome/**")
    keys.type("Your name", keys.someone.name)
    keys.page.keyboard.press("Enter")
    keys.page.wait_for_url(lambda url: "/welcome/" not in url)


def make_space(keys):
    keys.press("Show my words")
    keys.someone.phrase = words_in(keys, 5)
    keys.is_somewhere()
    keys.press("I have them")
    keys.someone.sees("My Fermata sheet")
    keys.someone.sheet = words_in(keys, 12)
    keys.press("It is on paper")
    keys.someone.sees("Two words from your sheet")
    for label in keys.page.get_by_text(re.compile(r"^Word \d+$")).all_inner_texts():
        keys.type(label, keys.someone.sheet[int(label.removeprefix("Word ")) - 1])
    keys.page.keyboard.press("Enter")
    keys.someone.sees("Your space is open")
    keys.press("Go on")


def words_in(keys, count):
    listed = keys.page.locator("main ol.words:visible li")
    expect(listed).to_have_count(count)
    return [re.sub(r"[^a-z]", "", words.lower()) for words in listed.all_inner_texts()]


def find_each_other(amara, ben):
    amara.press("Invite someone")
    link = amara.page.locator("copy-link output").inner_text()
    ben.page.goto(link)
    ben.press("Yes, I would")
    come_in(ben)
    ben.press("Yes, I would")
    ben.press("Make your space")
    make_space(ben)
    ben.someone.sees("Equal partners since")


def agree(amara, ben):
    amara.press("Now", back=True)
    amara.press("Ben")
    amara.press("Work out our agreement")
    amara.press("Begin with this")
    amara.type("In our own words", "We laugh at least once.")
    amara.press("Put these words to Ben")
    amara.someone.sees("You propose")
    amara.is_somewhere()
    ben.press("Work out our agreement")
    counter(amara, ben)
    amara.press("Sign these words")
    amara.someone.sees("Take my signature back")
    amara.is_somewhere()
    ben.press("Sign these words", key="Space")
    for keys in (ben, amara):
        keys.someone.sees("In force, version 1")
    ben.is_somewhere()


def counter(amara, ben):
    """Ben takes each clause but one as it is, words that one anew, and Amara sees what changed."""
    ben.press("Change the words: Advice")
    ben.type("Your words", "We ask twice before we suggest once.")
    ben.press("Propose this to Amara")
    ben.someone.sees("You stand behind this")
    ben.is_somewhere()
    for clause in ("Equal turns", "What may leave", "Who decides", "Hold", "In our own words"):
        ben.press(f"Agree to these words: {clause}")
        expect(ben.page.get_by_role("button", name=f"Agree to these words: {clause}")).to_have_count(0)
        ben.is_somewhere()
    amara.someone.sees("Ben proposes")
    amara.press("Agree to these words: Advice")
    amara.someone.sees("Settled")
    amara.is_somewhere()


def meet(amara, ben):
    amara.press("Back to Ben and you")
    amara.press("Open the room")
    amara.someone.sees("How much time do you have?")
    ben.press("Back to Amara and you")
    ben.press("Go to the room")
    amara.reach("A short talk, 20 minutes")
    amara.reach("Toss for it")
    amara.choose("I begin")
    amara.press("Begin")
    amara.someone.sees("You begin")
    amara.is_somewhere()
    amara.press("Go on")
    ben.someone.sees("Amara speaks")
    amara.is_somewhere()
    ben.press("Hold", key="Space")
    amara.someone.sees("The clock waits.")
    ben.is_somewhere()
    ben.press("We go on")
    amara.press("Stay longer")
    assert amara.here()["name"] == "2 minutes"
    amara.page.keyboard.press("Escape")
    assert amara.here()["name"] == "Stay longer"
    amara.press("Hold", back=True)
    amara.someone.sees("The clock waits.")
    amara.press("Stop for today")
    for keys in (amara, ben):
        keys.someone.sees("For you alone")
    amara.type("What did you learn, in one sentence?", "I wait longer than I thought.")
    amara.press("Back to the two of you")


def write(amara):
    amara.press("Write a note for both of us")
    amara.type("Your words", "Amara asks before she fixes.")
    amara.press("Keep it")
    amara.someone.sees("Equal partners since")
    amara.someone.sees("Amara asks before she fixes.")


def close_and_open(amara):
    amara.press("Close my space")
    amara.someone.sees("Let me back in")
    amara.type("Your five words", " ".join(amara.someone.phrase))
    amara.page.keyboard.press("Enter")
    amara.someone.sees("Amara asks before she fixes.")


def part(amara, ben):
    amara.press("Part kindly")
    amara.press("Part now")
    amara.someone.sees("You have parted")
    ben.press("Back to the two of you")
    ben.someone.sees("This partnership has ended")


LISTEN = """
globalThis.heard = [];
const LIVE = "[aria-live], [role=status], [role=alert], [role=timer], [role=log], output";
new MutationObserver((changes) => {
  for (const {target} of changes) {
    const place = (target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement)?.closest(LIVE);
    const words = place?.textContent.trim().replace(/[\\u2066-\\u2069]/g, "");
    if (words && words !== globalThis.heard.at(-1)) globalThis.heard.push(words);
  }
}).observe(document, {subtree: true, childList: true, characterData: true});
"""
MARKS = [
    "Your turn now.",
    "Half of your turn.",
    "One minute left in your turn.",
    "Ben’s turn now.",
    "Half of Ben’s turn.",
    "One minute left in Ben’s turn.",
    "Between us, both of you.",
    "The time is over.",
]
AS_FAST = """
globalThis.EventSource = class extends EventSource {
  constructor(url) {
    super(url);
    let first = null, latest = null;
    this.addEventListener("state", ({data, isTrusted}) => {
      if (!isTrusted) return;
      latest = JSON.parse(data);
      first ??= {now: latest.now, at: performance.now()};
    });
    setInterval(() => {
      const now = first?.now + performance.now() - first?.at;
      if (now > 0) this.dispatchEvent(new MessageEvent("state", {data: JSON.stringify({...latest, now})}));
    }, 10_000);
  }
};
"""
"""The server's sign of life, as often and as late as the sped-up clock expects it."""


def test_a_screen_reader_hears_marks_and_no_seconds(chromium, server):
    """Twenty minutes go by in a few seconds, with every second of them drawn."""
    pair = bring_together(chromium, server.url, tag=uuid4().hex[:6])
    amara = pair.amara
    amara.page.add_init_script(LISTEN)
    amara.page.add_init_script(AS_FAST)
    amara.page.emulate_media(reduced_motion="no-preference")
    amara.page.clock.install()
    amara.go(pair.place)
    amara.press("Open the room")
    amara.sees("How much time do you have?")
    amara.page.get_by_label("I begin").check()
    amara.press("Begin")
    expect(amara.page.get_by_role("button", name="Hold")).to_be_visible()
    figure = amara.page.locator(".clock b")
    amara.page.clock.run_for("08:30")  # a minute for both, and all but half a minute of the first turn
    assert 1 < int(figure.inner_text()) < 60, "seconds are shown to the eye"
    amara.page.clock.run_for("12:30")

    amara.sees("Both turns are over.")
    heard = amara.page.evaluate("heard")
    pair.close()
    assert [words for words in heard if "is not here yet" not in words] == MARKS
