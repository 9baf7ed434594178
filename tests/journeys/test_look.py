"""Faults are planted on a good page, and each is found: so that silence about the other pages means something."""

import pytest

from tests.journeys.look import look_at

WEAR = """(style) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
}"""
STYLES = {
    "too wide for a desktop": ("main { min-width: 1500px }", "scrolls sideways"),
    "too wide for a phone": ("form { min-width: 500px }", "390 px: scrolls sideways"),
    "too wide for a small phone": ("form { min-width: 350px }", "320 px: scrolls sideways"),
    "too wide with large letters": (
        "h1 { white-space: nowrap; width: max-content }",
        "text at 200 %: scrolls sideways",
    ),
    "too wide from right to left": ("[dir=rtl] form { min-width: 1500px }", "right to left: scrolls sideways"),
    "too wide with few colours": (
        "@media (forced-colors: active) { form { min-width: 500px } }",
        "forced colours: scrolls sideways",
    ),
    "one thing over another": ("form { margin-bottom: -6rem }", "lies over"),
    "words cut off": ("h1 { overflow: hidden; white-space: nowrap; width: 6rem }", "cut off"),
    "pale words": ("main p { color: #b8b0a4 }", "light, 1280 px: color-contrast"),
    "pale words in the dark": (
        "@media (prefers-color-scheme: dark) { main p { color: #444 } }",
        "dark, 390 px: color-contrast",
    ),
    "a button too small to hit": (".button { min-height: 0; padding: 0; font-size: 9px; line-height: 1 }", "too small"),
    "words made paler together": ("main { opacity: 0.5 }", "light, 1280 px: color-contrast"),
    "words on another ground": ("main { background: #6b6660 }", "light, 1280 px: color-contrast"),
    "focus nobody sees": (".button:focus-visible { outline: none }", "focus cannot be seen"),
    "pale focus": (":focus-visible { outline-color: #e8e0d4 }", "light: focus is pale"),
    "something that moves": (".button { transition: color 1s !important }", "would move"),
}
NODES = {
    "a link like the words around it": (
        "const link = Object.assign(document.createElement('a'), { href: '/', textContent: 'here' });"
        "Object.assign(link.style, { color: '#4a4540', textDecoration: 'none', border: '0', fontWeight: 'inherit' });"
        "document.querySelector('main p').append(' and many words more ', link, ' and some after it')",
        "link-in-text-block",
    ),
    "two headings of the first level": (
        "document.querySelector('main').append(document.createElement('h1')); document.querySelector('main > h1').textContent = 'Two'",
        "2 headings",
    ),
    "no language": ("document.documentElement.lang = ''", "no language"),
    "no title": ("document.title = ''", "a title like"),
    "a button without a name": ("document.querySelector('form .button').textContent = ''", "a button without a name"),
    "a field without a label": ("document.querySelector('main label').remove()", "label ("),
    "one id twice": ("document.querySelector('main p').id = 'main'", "the same id twice"),
    "described by nothing": (
        "document.querySelector('input[name=address]').setAttribute('aria-describedby', 'gone')",
        "described by what is not there",
    ),
    "a heading left out": (
        "document.querySelector('main h2').replaceWith(document.createElement('h4')); document.querySelector('main h4').textContent = 'Four'",
        "heading-order",
    ),
}


@pytest.fixture
def page(chromium, server):
    context = chromium.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 860})
    made = context.new_page()
    made.goto(f"{server.url}/sign-in/")
    yield made
    context.close()


def test_a_good_page_is_let_through(page):
    assert look_at(page) == []


@pytest.fixture
def judged(page):
    """The colours of the good page. What is planted afterwards must be found all the same."""
    found = set()
    assert look_at(page, found) == []
    return found


@pytest.mark.parametrize(("style", "finding"), STYLES.values(), ids=STYLES.keys())
def test_what_looks_wrong_is_found(page, judged, style, finding):
    page.evaluate(WEAR, style)

    assert any(finding in complaint for complaint in look_at(page, judged))


def test_colours_that_axe_did_not_let_pass_are_found_on_every_page(page, judged):
    page.evaluate(WEAR, "main p { color: #b8b0a4 }")
    once = look_at(page, judged)

    assert any("color-contrast" in complaint for complaint in once)
    assert look_at(page, judged) == once


@pytest.mark.parametrize(("change", "finding"), NODES.values(), ids=NODES.keys())
def test_what_is_built_wrong_is_found(page, judged, change, finding):
    page.evaluate(f"() => {{ {change} }}")

    assert any(finding in complaint for complaint in look_at(page, judged))
