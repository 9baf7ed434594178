"""Spans of time, as pairs of minutes since 1970 in UTC: sorted, apart from each other. Pure."""

import struct
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime

Span = tuple[int, int]
Spans = Sequence[Span]
MINUTES = 2**32 - 1


def span(starts_at: datetime, *, minutes: int) -> Span:
    start = int(starts_at.timestamp() // 60)
    return start, start + minutes


def joined(spans: Iterable[Span]) -> list[Span]:
    """Sorted; what touches or overlaps becomes one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif start < end:
            found.append((start, end))
    return found


def without(spans: Spans, taken: Spans) -> list[Span]:
    """What is left of some spans when others are taken out."""
    found = []
    for start, end in spans:
        at = start
        for gone_from, gone_to in _near(taken, start, end):
            if gone_from > at:
                found.append((at, gone_from))
            at = max(at, gone_to)
        if at < end:
            found.append((at, end))
    return found


def shared(one: Spans, other: Spans) -> list[Span]:
    """What lies in both."""
    found = []
    for start, end in one:
        for first, last in _near(other, start, end):
            found.append((max(start, first), min(end, last)))
    return found


def touches(spans: Spans, start: int, end: int) -> bool:
    return next(iter(_near(spans, start, end)), None) is not None


def _near(spans: Spans, start: int, end: int) -> Iterable[Span]:
    """Those that overlap this time."""
    place = bisect_right(spans, (start, MINUTES))
    if place and spans[place - 1][1] > start:
        place -= 1
    while place < len(spans) and spans[place][0] < end:
        yield spans[place]
        place += 1


def packed(spans: Spans) -> bytes:
    """Start and end and nothing else, eight bytes each."""
    return b"".join(struct.pack(">II", start, end) for start, end in spans)


def unpacked(kept: bytes | memoryview, *, first: int = 0, last: int = MINUTES) -> list[Span]:
    """Those that overlap this time; found without looking at all the others."""
    numbers = array("I", bytes(kept))
    if sys.byteorder == "little":
        numbers.byteswap()
    starts, ends = numbers[0::2], numbers[1::2]
    place, past = bisect_right(ends, first), bisect_right(starts, last)
    return list(zip(starts[place:past], ends[place:past], strict=True))
