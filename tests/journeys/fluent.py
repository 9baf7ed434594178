"""Somebody who reads Fermata in another language: the same journeys, in the words of the catalogues."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.someone import Someone
from tests.languages import po
from tests.languages.__main__ import WHOLE

CONTENT = Path(__file__).resolve().parents[2] / "content"
HOLE = re.compile(r"%\(\w+\)s|\{\w+\}")
MARKUP = re.compile(r"</?\w+>")
SAID = """() => [...document.querySelectorAll("h1,h2,h3,h4,p,li,a,button,label,small,dt,dd,th,td,legend,summary,option,strong,title,span,output")]
  .filter(one => !one.closest("[translate=no]")).flatMap(one => [one.textContent, one.getAttribute("aria-label") ?? ""])
  .map(text => text.replace(/[\\u2066-\\u2069]/g, "").replace(/\\s+/g, " ").trim()).filter(Boolean)"""


class Fluent(Someone):
    """Presses, fills and sees what the journeys name in English, as it stands on their own page."""

    def __init__(self, *given: Any, language: str = "de", **more: Any) -> None:
        super().__init__(*given, locale=language, **more)
        self.language = language

    def press(self, words: str, *, exact: bool = True) -> None:
        super().press(self.say(words), exact=exact)

    def fill(self, label: str, words: str) -> None:
        super().fill(self.say(label), words)

    def sees(self, words: str) -> None:
        super().sees(self.say(words))

    def say(self, words: str) -> str:
        """The sentence in their language, names and numbers in their places."""
        for pattern, translated in known(self.language):
            if found := pattern.fullmatch(words):
                return HOLE.sub(lambda hole: found[name_of(hole[0])], translated)
        beginnings = (HOLE.split(its)[0] for pattern, its in known(self.language) if begins(pattern, words))
        if found := next(beginnings, ""):
            return found.rstrip(" ,")
        assert self.language not in WHOLE, f"nothing on any page says: {words}"
        return words

    def hears_no_english(self) -> None:
        """Nothing on the page is a sentence of the English catalogue."""
        left = english_on(self.page, language=self.language)
        assert not left, f"{self.page.url} still says in English: {left}"

    def speaks(self) -> None:
        expect(self.page.locator("html")).to_have_attribute("lang", self.language)


def begins(pattern: re.Pattern[str], words: str) -> bool:
    """Whether a sentence begins with these words, and then with a name or a number."""
    return pattern.pattern.startswith((re.escape(words + ", ") + "(?P<", re.escape(words + " ") + "(?P<"))


def english_on(page: Page, *, language: str) -> list[str]:
    said = set(page.evaluate(SAID))
    patterns = [pattern for pattern, translated in known(language) if not pattern.fullmatch(translated)]
    return sorted(text for text in said if any(pattern.fullmatch(text) for pattern in patterns))


@cache
def known(language: str) -> list[tuple[re.Pattern[str], str]]:
    """Every English sentence as a pattern, and what the language says instead; the plainest first."""
    catalogue = {words: forms[0] for words, forms in po.read(po.path(language).read_text("utf-8")).items()}
    english, other = (json.loads((CONTENT / f"words/{code}.json").read_text("utf-8")) for code in ("en", language))
    catalogue |= {words: other[name] for name, words in english.items() if name in other} | dict(_content(language))
    plain = {MARKUP.sub("", words): MARKUP.sub("", said) for words, said in catalogue.items() if said and said != words}
    rows = sorted(plain.items(), key=lambda row: (len(HOLE.findall(row[0])), -len(row[0])))
    return [(_pattern(words), said) for words, said in rows if re.search(r"[A-Za-z]{2}", HOLE.sub("", words))]


def _content(language: str) -> list[tuple[str, str]]:
    """Titles, questions and wordings of agreements, and the first words of the templates."""
    if language not in WHOLE:
        return []
    pairs = []
    english, other = (json.loads((CONTENT / f"clauses/{code}.json").read_text("utf-8")) for code in ("en", language))
    for one, its in zip(english["clauses"], other["clauses"], strict=True):
        pairs += [(one["title"], its["title"]), (one["question"], its["question"])]
        pairs += list(zip(one["options"], its["options"], strict=True))
    for path in sorted((CONTENT / "templates").glob("*.json")):
        one, its = (
            json.loads(path.read_text("utf-8")),
            json.loads((path.parent / language / path.name).read_text("utf-8")),
        )
        pairs += [(one["title"], its["title"]), (one["about"], its["about"])]
    return pairs


def _pattern(words: str) -> re.Pattern[str]:
    parts, names = HOLE.split(words), [name_of(hole) for hole in HOLE.findall(words)]
    pattern, seen = re.escape(parts[0]), set()
    for name, part in zip(names, parts[1:], strict=True):
        pattern += (f"(?P={name})" if name in seen else f"(?P<{name}>.+)") + re.escape(part)
        seen.add(name)
    return re.compile(pattern)


def name_of(hole: str) -> str:
    return hole.strip("%(){}s") if hole.startswith("{") else hole[2:-2]
