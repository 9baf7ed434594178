"""A catalogue as Django reads it: the same bytes from the same texts. The format: GNU gettext manual, “MO Files”."""

import struct
from collections.abc import Mapping

from tests.languages.gather import Message
from tests.languages.po import Said, header

MAGIC = 0x950412DE
HEAD = 28
"""Bytes before the tables: seven numbers of four."""


def compiled(messages: Mapping[str, Message], *, said: Said, language: str) -> bytes:
    """Only what is said whole; for the rest Django says the message itself."""
    pairs = {"": header(language)}
    for words, forms in said.items():
        if words in messages and forms and all(forms):
            many = messages[words].many
            pairs[f"{words}\0{many}" if many else words] = "\0".join(forms)
    rows = [(key.encode(), pairs[key].encode()) for key in sorted(pairs, key=str.encode)]
    return _file([key for key, _ in rows], [value for _, value in rows])


def _file(keys: list[bytes], values: list[bytes]) -> bytes:
    count = len(keys)
    first = HEAD + 16 * count
    after_keys = first + sum(len(key) + 1 for key in keys)
    numbers = [MAGIC, 0, count, HEAD, HEAD + 8 * count, 0, first]
    numbers += [*_table(keys, at=first), *_table(values, at=after_keys)]
    return struct.pack(f"<{len(numbers)}I", *numbers) + b"".join(text + b"\0" for text in (*keys, *values))


def _table(texts: list[bytes], *, at: int) -> list[int]:
    found: list[int] = []
    for text in texts:
        found += [len(text), at]
        at += len(text) + 1
    return found
