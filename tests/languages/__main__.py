"""bin/languages: bring the catalogues in step with the sources and compile them; with --check only say what is not.

What is new stands in the catalogue with an empty translation, what nobody says any more is taken out.
"""

import sys
from pathlib import Path

from tests.languages import mo, po
from tests.languages.gather import HOUSE, messages

LANGUAGES = ("de", "ar")
WHOLE = ("de",)
"""Languages in which every message is said; the others fall back to English where they are silent."""

SHOWN = 20


def wanted(language: str) -> dict[Path, bytes]:
    """The two files of a language as they ought to be."""
    path, found = po.path(language), messages()
    said = po.read(path.read_text(encoding="utf-8")) if path.exists() else {}
    kept = {words: said[words] for words in found if words in said}
    text = po.write(found, said=kept, language=language)
    return {path: text.encode(), path.with_suffix(".mo"): mo.compiled(found, said=kept, language=language)}


def silent(language: str) -> list[str]:
    """Messages a language has no words for yet."""
    said = po.read(po.path(language).read_text(encoding="utf-8"))
    return [words for words in messages() if not all(said.get(words) or [""])]


def differences() -> list[str]:
    """Which sentences are new in the sources, and which nobody says any more; the catalogues hold the same messages."""
    found, kept = messages(), po.read(po.path(LANGUAGES[0]).read_text(encoding="utf-8"))
    new = [f"  new, in {message.where}: {words}" for words, message in found.items() if words not in kept]
    return new + [f"  gone: {words}" for words in kept if words not in found]


def main(arguments: list[str]) -> int:
    is_check, stale = "--check" in arguments, []
    for language in LANGUAGES:
        for path, content in wanted(language).items():
            if is_check and (not path.exists() or path.read_bytes() != content):
                stale.append(str(path.relative_to(HOUSE.parent)))
            elif not is_check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
    missing = {language: silent(language) for language in LANGUAGES if language in WHOLE and not stale}
    for path in stale:
        print(f"{path} is not what the sources and the catalogue make. Run: bin/languages", file=sys.stderr)
    for line in differences() if stale else []:
        print(line, file=sys.stderr)
    for language, words in missing.items():
        for sentence in words[:SHOWN]:
            print(f"{language} has no words for: {sentence}", file=sys.stderr)
        if words:
            print(how_many(len(words), language=language), file=sys.stderr)
    return 1 if stale or any(missing.values()) else 0


def how_many(count: int, *, language: str) -> str:
    sentences = "One sentence has" if count == 1 else f"{count} sentences have"
    return f"{sentences} no words in {language} yet. Write them in {po.path(language).relative_to(HOUSE.parent)}."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
