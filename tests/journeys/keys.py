"""Somebody with a keyboard and nothing else: Tab to what has this name, see where one is, press, type."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.someone import Someone, worded

MOST = 90
"""Nobody should have to press Tab more often than this."""

HERE = """() => {
  const node = document.activeElement;
  if (node === null || node === document.body || node === document.documentElement) return null;
  const {outlineStyle, outlineWidth, outlineColor} = getComputedStyle(node);
  const box = node.getBoundingClientRect();
  const words = [node.getAttribute("aria-label"), ...[...(node.labels ?? [])].map((label) => label.innerText.split("\\n")[0]), node.innerText];
  return {
    name: (words.find((one) => one?.trim()) ?? "").trim().replace(/[\\u2068\\u2069]/g, ""),
    kind: node.type || node.localName,
    isSeen: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/, 0\\)|transparent/.test(outlineColor),
    isThere: box.bottom > 0 && box.top < innerHeight && box.width > 0,
    rests: node.getAttribute("aria-disabled") === "true" || node.disabled === true || node.getAttribute("aria-busy") === "true",
  };
}"""


class Keys:
    def __init__(self, someone: Someone) -> None:
        self.someone = someone
        self.page: Page = someone.page

    def here(self) -> dict[str, Any] | None:
        """What has the focus. Wherever it is, it can be seen."""
        found: dict[str, Any] | None = self.page.evaluate(HERE)
        if found and found["name"] and self.page.evaluate("document.activeElement.tabIndex >= 0"):
            assert found["isSeen"], f"focus cannot be seen on {found}"
            assert found["isThere"], f"focus is off the screen on {found}"
        return found

    def reach(self, name: str, *, back: bool = False) -> None:
        """Tab until the control of this name has the focus."""
        passed: list[str] = []
        for _ in range(MOST):
            found = self.here()
            if found and found["name"] == name:
                return
            passed.append(found["name"] if found else "…")
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"no way by keyboard to “{name}” on {self.page.url}; passed {passed}")

    def press(self, name: str, *, key: str = "Enter", back: bool = False) -> None:
        """A link or a button. What a button says may just have changed; then it rests a moment."""
        expect(
            self.page.get_by_role("button", name=worded(name))
            .or_(self.page.get_by_role("link", name=worded(name)))
            .first
        ).to_be_visible()
        self.reach(name, back=back)
        expect(self.page.locator(":focus")).not_to_have_attribute("aria-disabled", "true")
        self.page.keyboard.press(key)

    def type(self, label: str, words: str) -> None:
        expect(self.page.get_by_label(label, exact=True).first).to_be_visible()
        self.reach(label)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def choose(self, name: str) -> None:
        """One of several, by arrow; the group has been reached by its chosen one."""
        for _ in range(9):
            found = self.here()
            if found and found["name"] == name:
                assert self.page.evaluate("document.activeElement.checked")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no way by arrows to “{name}”")

    def is_somewhere(self) -> None:
        """What was pressed may be gone; whoever pressed it must not be left at the top of the page."""
        expect(self.page.locator(":focus")).to_have_count(1)
