"""A catalogue as a text file: one entry for each message, in the order of the sources, without line numbers."""

import ast
import json
from collections.abc import Mapping
from pathlib import Path

from tests.languages.gather import HOUSE, Message

FORMS = {
    "de": "nplurals=2; plural=(n != 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
}
Said = Mapping[str, list[str]]
"""What a language says for each message; more than one form where something is counted."""


def path(language: str) -> Path:
    return HOUSE / "locale" / language / "LC_MESSAGES" / "django.po"


def header(language: str) -> str:
    kept = ("MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit")
    return "\n".join((f"Language: {language}", *kept, f"Plural-Forms: {FORMS[language]}", ""))


def write(messages: Mapping[str, Message], *, said: Said, language: str) -> str:
    blocks = [f'msgid ""\nmsgstr {quoted(header(language))}']
    blocks += [_entry(message, said=said.get(message.words, []), language=language) for message in messages.values()]
    return "\n\n".join(blocks) + "\n"


def read(text: str) -> dict[str, list[str]]:
    """What is said for each message; an empty string stands where nothing is yet."""
    found: dict[str, list[str]] = {}
    for block in text.split("\n\n"):
        fields = [line.split(" ", 1) for line in block.strip().split("\n") if line.startswith("msg")]
        words = [ast.literal_eval(value) for name, value in fields if name == "msgid"]
        if words and words[0]:
            found[words[0]] = [ast.literal_eval(value) for name, value in fields if name.startswith("msgstr")]
    return found


def quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _entry(message: Message, *, said: list[str], language: str) -> str:
    lines = [f"#: {message.where}"]
    if "%(" in message.words:
        lines.append("#, python-format")
    lines.append(f"msgid {quoted(message.words)}")
    if not message.many:
        return "\n".join([*lines, f"msgstr {quoted(said[0] if said else '')}"])
    count = int(FORMS[language].split("nplurals=")[1][0])
    forms = [said[number] if number < len(said) else "" for number in range(count)]
    plurals = [f"msgstr[{number}] {quoted(words)}" for number, words in enumerate(forms)]
    return "\n".join([*lines, f"msgid_plural {quoted(message.many)}", *plurals])
