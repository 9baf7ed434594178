"""A person at a browser: what they read, press and type, in the words they see."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

TOUR = {"viewport": {"width": 1280, "height": 860}}
PATIENCE = 60_000
"""Milliseconds until something is held to be missing. A busy machine is slow, and that is not what journeys are about."""
expect.set_options(timeout=PATIENCE)


def worded(words: str, *, exact: bool = False) -> re.Pattern[str]:
    """These words on a page, where names keep their own direction by marks nobody sees."""
    unseen = "[\u2066-\u2069]*"
    letters = [r"\s+" if letter.isspace() else re.escape(letter) for letter in words]
    pattern = unseen + unseen.join(letters) + unseen
    return re.compile(f"^{pattern}$") if exact else re.compile(pattern, re.IGNORECASE)


class Someone:
    """One of the cast, in a browser of their own. Everything the browser complains about is kept."""

    def __init__(self, browser: Browser, url: str, name: str, *, address: str = "", **options: Any) -> None:
        self.browser, self.url, self.name = browser, url, name
        self.address = address or f"{name.lower()}@example.org"
        self.context: BrowserContext = browser.new_context(**(TOUR | {"reduced_motion": "reduce"} | options))
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.phrase: list[str] = []
        self.sheet: list[str] = []
        self.page.on(
            "console", lambda said: self.complaints.append(said.text) if said.type in {"error", "warning"} else None
        )
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))

    # --- moving about

    def go(self, path: str) -> None:
        self.page.goto(self.url + path)

    def press(self, words: str, *, exact: bool = True) -> None:
        """A button or a link, by its words."""
        name = worded(words, exact=exact)
        found = self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name))
        found.first.click()

    def fill(self, label: str, words: str) -> None:
        self.page.get_by_label(label, exact=True).first.fill(words)

    def sees(self, words: str) -> None:
        expect(self.page.get_by_text(worded(words)).first).to_be_visible()

    def reads(self) -> str:
        return self.page.locator("main").inner_text()

    # --- coming in

    def sign_in(self) -> None:
        if "/sign-in/" not in self.page.url:
            self.go("/sign-in/")
        self.page.locator("input[name=address]").fill(self.address)
        self.page.locator("input[name=address]").press("Enter")
        self.page.wait_for_url("**/sign-in/code/**")
        self.page.locator("input[name=code]").fill(self.code())
        self.page.locator("input[name=code]").press("Enter")
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)
        if "/welcome/" in self.page.url:
            self.page.locator("input[name=display_name]").fill(self.name)
            self.page.locator("input[name=display_name]").press("Enter")
            self.page.wait_for_url(lambda url: "/welcome/" not in url)

    def arrives(self) -> None:
        """For the first time: signed in, with a space of their own."""
        self.go("/sign-in/")
        self.sign_in()
        self.make_space()

    def code(self) -> str:
        """From the newest letter to this address, kept on this machine."""
        outbox = self.context.request.get(f"{self.url}/outbox/").text()
        letters = [letter for letter in re.findall(r"<article.*?</article>", outbox, re.S) if self.address in letter]
        found = re.search(r"^(\d{6})$", letters[0], re.M)
        assert found
        return found[1]

    def make_space(self, *, own: str = "") -> None:
        """The whole set-up: five words or one's own, the sheet, two words typed back."""
        if not self.page.url.endswith(("/space/", "/space/anew/")):
            self.go("/space/")
        self.press("Show my words")
        self.phrase = self._words_shown()
        assert len(self.phrase) == 5
        if own:
            self.page.get_by_text("I would rather choose my own").click()
            self.fill("Your own words", own)
            self.phrase = own.split()
        self.press("I have them")
        self.sees("My Fermata sheet")
        self.sheet = self._words_shown()
        assert len(self.sheet) == 12
        self.press("It is on paper")
        for field in self.page.locator("main input:visible").all():
            label = field.evaluate("field => field.labels[0].textContent")
            field.fill(self.sheet[int(re.search(r"\d+", label)[0]) - 1])
        self.press("Make my space")
        self.sees("Your space is open")

    def _words_shown(self) -> list[str]:
        listed = self.page.locator("main ol:visible li")
        expect(listed.first).to_be_visible()
        return [re.sub(r"[^a-z]", "", words.lower()) for words in listed.all_inner_texts()]

    def open_space(self) -> None:
        """With the five words."""
        self.go("/space/")
        self.page.get_by_label("Your five words").fill(" ".join(self.phrase))
        self.press("Open my space")
        self.page.wait_for_url(lambda url: "/space/" not in url)

    # --- with a partner

    def invite(self) -> str:
        """Makes a link and answers it."""
        self.go("/")
        self.press("Invite someone")
        return self.page.locator("copy-link output").inner_text()

    def accept(self, link: str) -> None:
        self.page.goto(link)
        self.press("Yes, I would")
        if "/sign-in/" in self.page.url:
            self.sign_in()
            self.press("Yes, I would")
        self.page.wait_for_url("**/partnerships/*/")

    def put_words(self, partner: str, **words: str) -> None:
        """The first words of an agreement: five lines, changed where somebody likes. On the agreement's page."""
        self.press("Begin with this")
        for label, text in words.items():
            self.fill(label.replace("_", " "), text)
        self.press(f"Put these words to {partner}")
        self.sees("You propose")

    def change_clause(self, title: str, words: str, *, partner: str) -> None:
        self.press(f"Change the words: {title}")
        self.fill("Your words", words)
        self.press(f"Propose this to {partner}")
        expect(self.page.get_by_label("Your words", exact=True)).to_have_count(0)

    def remark(self, clause: str, words: str) -> None:
        """Beside one clause, by its id."""
        there = self.page.locator(f"[data-clause={clause}]")
        there.get_by_text("Make a remark").click()
        there.get_by_label("Your remark").fill(words)
        there.get_by_role("button", name="Put it beside the clause").click()

    def write(self, words: str, *, place: str, only_me: bool = False) -> None:
        """A note, from the page of a partnership."""
        self.go(f"{place}notes/new/{'?for=me' if only_me else ''}")
        self.fill("Your words", words)
        self.press("Keep it")
        self.page.wait_for_url(lambda url: url.endswith(place))
        self.sees(words.partition("\n")[0])

    def sign_out(self) -> None:
        self.go("/sign-out/")
        self.press("Sign out")
        self.sees("You are signed out")

    # --- more than one browser

    def elsewhere(self, **options: Any) -> "Someone":
        """The same person, signed in in a second browser that has seen nothing yet."""
        cookies = self.context.storage_state()
        other = Someone(self.browser, self.url, self.name, address=self.address, storage_state=cookies, **options)
        other.phrase, other.sheet = self.phrase, self.sheet
        return other

    def everything_shown(self) -> str:
        """All words on the page, those in boxes as well."""
        boxes = self.page.locator("input, textarea").evaluate_all("boxes => boxes.map((box) => box.value)")
        return "\n".join([self.page.title(), self.page.locator("body").inner_text(), *boxes])

    def close(self) -> None:
        self.context.close()

    @contextmanager
    def looking(self, path: Path) -> Iterator[None]:
        """Whatever goes wrong inside leaves a picture behind."""
        try:
            yield
        except Exception:
            self.page.screenshot(path=path / f"{self.name}.png", full_page=True)
            (path / f"{self.name}.html").write_text(self.page.content())
            (path / f"{self.name}.txt").write_text("\n".join([self.page.url, *self.complaints]))
            raise
