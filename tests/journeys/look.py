"""Looks at a page as it stands: with axe, and with a ruler. Answers complaints in words; an empty list is a good page."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakKeyDictionary

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import CDPSession, Page

RULER = (Path(__file__).parent / "look.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"runOnly": TAGS, "rules": {"target-size": {"enabled": True}}}
COLOURS = ["color-contrast", "link-in-text-block"]
COLOUR_RULES = {"runOnly": {"type": "rule", "values": COLOURS}}
OTHER_RULES = {
    "runOnly": TAGS,
    "rules": {"target-size": {"enabled": True}} | {name: {"enabled": False} for name in COLOURS},
}
RUN = """options => axe.run({...options, resultTypes: ["violations"], preload: false}).then(({violations}) => violations.flatMap(
  ({id, help, nodes}) => nodes.map(({target, any, all}) =>
    `${id} (${help}): ${target.join(" ")} ${[...any, ...all].map(({message}) => message).join(" ").slice(0, 160)}`)))"""
ROLES = {"button", "link", "textbox", "checkbox", "radio", "switch", "combobox", "listbox", "DisclosureTriangle"}

LINES: WeakKeyDictionary[Page, CDPSession] = WeakKeyDictionary()

WIDE, PHONE, NARROW, ZOOMED = 1280, 390, 320, 640
ASKED = {("light", WIDE): ALL_RULES, ("light", PHONE): OTHER_RULES, ("dark", PHONE): COLOUR_RULES}
"""Of axe. Colours take most of its time and hang on no width: once on a desktop, once in the dark on a phone."""
KNOWN = {("light", WIDE): OTHER_RULES, ("light", PHONE): OTHER_RULES}
"""The same where axe has judged all colours of a page before, on other pages."""
HEIGHTS = {WIDE: 860, PHONE: 844, NARROW: 568, ZOOMED: 430}
TWICE = "document.documentElement.style.fontSize = '212.5%'; look.hideWhatIsTwiceAlready(true)"
AS_CHOSEN = "document.documentElement.style.fontSize = ''; look.hideWhatIsTwiceAlready(false)"


def look_at(page: Page, judged: set[str] | None = None) -> list[str]:
    """Everything, in light and dark, on a desktop, a phone, a small phone; with large text, right to left, few colours.

    `judged` goes along from page to page: the colours axe let pass, so that it need not be asked for them again.
    """
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE_SCRIPT)
    page.evaluate(RULER)
    judged = set() if judged is None else judged
    found = _once(page)
    for width in (WIDE, PHONE):
        _set(page, width=width)  # seldom: the browser draws everything anew
        found += [*_in_light_and_dark(page, width=width, judged=judged), *_changed_ways(page, width=width)]
    found += _in_few_colours(page)
    for width in (NARROW, ZOOMED):
        _set(page, width=width)
        found += _measured(page, how=f"{width} px")
    _set(page, width=WIDE)
    return found


def _once(page: Page) -> list[str]:
    """What neither width nor colours change."""
    page.keyboard.press("Shift")  # a key: from now on the browser shows where focus is
    return [*page.evaluate("look.basics()"), *page.evaluate("look.motion()"), *_without_a_name(page)]


def _in_light_and_dark(page: Page, *, width: int, judged: set[str]) -> list[str]:
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        how = f"{scheme}, {width} px"
        found += [*_measured(page, how=how), *_judged(page, scheme, width=width, judged=judged)]
        if width == PHONE:
            found += [f"{scheme}: {complaint}" for complaint in page.evaluate("look.focus()")]
    page.emulate_media(color_scheme="light")
    return found


def _judged(page: Page, scheme: str, *, width: int, judged: set[str]) -> list[str]:
    """By axe. What it says of a page's colours is kept only if it lets all of them pass."""
    if (scheme, width) not in ASKED:
        return []
    new = {f"{scheme} {each}" for each in page.evaluate("look.colours()")} - judged
    rules = (ASKED if new else KNOWN).get((scheme, width))
    complaints = page.evaluate(RUN, rules) if rules else []
    if not complaints and rules is not OTHER_RULES:
        judged |= new
    return [f"{scheme}, {width} px: {complaint}" for complaint in complaints]


def _changed_ways(page: Page, *, width: int) -> list[str]:
    with _changed(page, TWICE, AS_CHOSEN):
        found = _measured(page, how=f"{width} px, text at 200 %")
    direction = page.evaluate("document.documentElement.dir")
    with _changed(page, "document.documentElement.dir = 'rtl'", f"document.documentElement.dir = '{direction}'"):
        return [*found, *_measured(page, how=f"{width} px, right to left")]


def _in_few_colours(page: Page) -> list[str]:
    page.emulate_media(forced_colors="active")
    found = _measured(page, how="forced colours")
    page.emulate_media(forced_colors="none")
    return found


def _measured(page: Page, *, how: str) -> list[str]:
    return [f"{how}: {complaint}" for complaint in page.evaluate("[...look.layout(), ...look.targets()]")]


def _without_a_name(page: Page) -> list[str]:
    """What a screen reader would call “button”, and no more."""
    if page not in LINES:  # and left open: hanging up would take a virtual passkey along
        LINES[page] = page.context.new_cdp_session(page)
    nodes = LINES[page].send("Accessibility.getFullAXTree")["nodes"]
    said = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node.get("ignored")]
    return [f"a {role} without a name" for role, name in said if role in ROLES and not name.strip()]


def _set(page: Page, *, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})


@contextmanager
def _changed(page: Page, there: str, back: str) -> Iterator[None]:
    page.evaluate(there)
    yield
    page.evaluate(back)
