"""Usual hours in a person's own time zone → 168 bits of one week in UTC.

Bit b of the week stands for the hour that begins b hours after Monday 00:00 UTC; it is bit b % 64 of word b // 64. An
hour counts when it is free as a whole in the person's own time, and it is put into the UTC hour in which it begins. In
zones that are half an hour off, two people's common time may so be told up to half an hour too long or too short, but
never differently for the two.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from matcher.cells import Unclear, items, same_words

HOURS_A_WEEK = 168
WEEK: int = 2**HOURS_A_WEEK - 1
"""All hours."""
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# English, German, French, Spanish, Portuguese, Italian: what of them is not the name of another day elsewhere.
_NAMES = (
    "mon monday mondays mo montag lun lundi lunes segunda lunedì lunedi",
    "tue tues tuesday tuesdays tu di die dienstag mar mardi martes terça martedì martedi",
    "wed weds wednesday wednesdays we mi mittwoch mer mercredi mie mié miércoles miercoles quarta mercoledì mercoledi",
    "thu thur thurs thursday thursdays th do don donnerstag jeu jeudi jue jueves quinta giovedì giovedi",
    "fri friday fridays fr fre freitag ven vendredi vie viernes sexta venerdì venerdi",
    "sat saturday saturdays sa samstag sam samedi sab sáb sábado sabado sabato",
    "sun sunday sundays su so son sonntag dim dimanche dom domingo domenica",
)
_DAY = {word: day for day, words in enumerate(_NAMES) for word in words.split()}
_EVERY = {"daily": range(7), "every day": range(7), "weekdays": range(5), "weekday": range(5), "weekends": range(5, 7)}
_CLOCK = r"(\d{1,2})(?:\s*[:.h]\s*(\d{2})|\s*h)?\s*([ap]\.?m\.?)?"
_SPAN = re.compile(rf"{_CLOCK}\s*(?:-|–|—|−|to|bis|until|till|à|a)\s*{_CLOCK}(?:\s*uhr)?", re.IGNORECASE)
_DO = "Write for example: Mon 9-12; Tue 14-16."


@cache
def zones() -> frozenset[str]:
    """The names of time zones this machine knows."""
    return frozenset(available_timezones())


def known_zone(name: str) -> str:
    """The zone's name as the list has it. Only listed names are ever opened, for a name is also a path.

    >>> known_zone("europe/berlin")
    'Europe/Berlin'
    """
    if name in zones():
        return name
    found = _folded_zones().get(name.strip().casefold().replace(" ", "_"))
    if found is None:
        raise Unclear(f"the time zone “{name[:60]}” is not known.", "Use a name such as Europe/Berlin.")
    return found


@cache
def _folded_zones() -> dict[str, str]:
    return {name.casefold(): name for name in sorted(zones())}


def usual_hours(cell: str, *, zone: str, week: date) -> int:
    """The cell's hours as bits of the UTC week, for the offsets of the local week that begins on Monday `week`.

    >>> bits = usual_hours("Mon 9-12", zone="Europe/Berlin", week=date(2026, 11, 30))
    >>> [bit for bit in range(168) if bits >> bit & 1]
    [8, 9, 10]
    """
    place = _week_in(zone, week)
    bits = 0
    for hour in local_hours(cell):
        bits |= 1 << place[hour]
    return bits


@cache
def _week_in(zone: str, week: date) -> tuple[int, ...]:
    """For each hour of the local week the UTC hour in which it begins."""
    start = datetime(week.year, week.month, week.day, tzinfo=UTC)
    local = [(start + timedelta(hours=h)).replace(tzinfo=ZoneInfo(zone)) for h in range(HOURS_A_WEEK)]
    return tuple(int((moment - start).total_seconds() // 3600) % HOURS_A_WEEK for moment in local)


def hours_in(bits: int, *, zone: str, week: date) -> list[int]:
    """The hours of the local week, 0 to 167, whose UTC hours are in `bits`."""
    return [hour for hour, place in enumerate(_week_in(zone, week)) if bits >> place & 1]


@cache
def local_hours(cell: str) -> tuple[int, ...]:
    """Whole hours of the week, 0 to 167, that a cell names.

    >>> local_hours("Mon, Wed 9:00–11:00; Fri 10pm-1am")
    (9, 10, 57, 58, 118, 119, 120)
    """
    found: set[int] = set()
    for part in _parts(cell):
        found.update(_one_part(part))
    if not found:
        raise Unclear(f"“{cell.strip()[:60]}” names no hours.", _DO)
    return tuple(sorted(found))


def _parts(cell: str) -> Iterable[str]:
    """Days and the spans that follow them. A comma may part days, spans, or both."""
    waiting = ""
    for piece in re.split(r"[;|\n\x1e]|,(?=\s*[^\W\d])", cell):
        waiting = f"{waiting},{piece}" if waiting else piece
        if re.search(r"\d", piece):
            yield waiting
            waiting = ""
    if waiting.strip(" ,"):
        yield waiting


def _one_part(part: str) -> Iterable[int]:
    spans = list(_SPAN.finditer(part))
    if not spans:
        raise Unclear(f"“{part.strip()[:60]}” names no hours.", _DO)
    rest = _SPAN.sub("", part[spans[0].start() :]).strip(" ,.&+").casefold()
    if rest not in {"", "and", "und", "et", "y"}:
        raise Unclear(f"“{part.strip()[:60]}” cannot be read.", _DO)
    days = _days(part[: spans[0].start()])
    for span in spans:
        first, last = _span(span)
        for day in days:
            yield from (hour % HOURS_A_WEEK for hour in range(day * 24 + first, day * 24 + last))


def _span(found: re.Match[str]) -> tuple[int, int]:
    """First whole hour and the hour after the last; past 24 where the span ends on the next day."""
    begin, end = _minutes(found, 1, same=found[6]), _minutes(found, 4, same=None)
    if end <= begin:
        end += 24 * 60 if end != begin else 0
    first, last = -(-begin // 60), end // 60
    if first >= last:
        raise Unclear(f"“{found[0].strip()}” holds no whole hour.", _DO)
    return first, last


def _minutes(found: re.Match[str], group: int, *, same: str | None) -> int:
    hour, minute = int(found[group]), int(found[group + 1] or 0)
    half = found[group + 2] or (same if hour <= 12 and _before(found, same) else None)
    if half:
        if not 1 <= hour <= 12:
            raise Unclear(f"“{found[0].strip()}” is not a time.", _DO)
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    if hour > 24 or minute > 59 or hour * 60 + minute > 24 * 60:
        raise Unclear(f"“{found[0].strip()}” is not a time.", _DO)
    return hour * 60 + minute


def _before(found: re.Match[str], same: str | None) -> bool:
    """Whether `9-11am` means 9 in the morning: it does, unless the first number is then the later one (`11-1pm`)."""
    return same is not None and int(found[1]) % 12 < int(found[4]) % 12 + (0 if int(found[4]) % 12 else 12)


def _days(words: str) -> list[int]:
    text = same_words(words).strip(" ,.:")
    if text in _EVERY or not text:
        if not text:
            raise Unclear(f"no day stands before “{words.strip()}”." if words.strip() else "the day is missing.", _DO)
        return list(_EVERY[text])
    days: list[int] = []
    for piece in filter(
        None, re.split(r"\s*(?:,|&|\+|/|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*|\s+(?![-–—])(?<![-–—]\s)", text)
    ):
        ends = [_day(word) for word in re.split(r"\s*[-–—]\s*", piece)]
        days += [ends[0]] if len(ends) == 1 else [(ends[0] + k) % 7 for k in range((ends[-1] - ends[0]) % 7 + 1)]
    return days


def _day(word: str) -> int:
    day = _DAY.get(word.strip(" .:"))
    if day is None:
        raise Unclear(f"“{word[:30]}” is not a day of the week.", _DO)
    return day


def hours_listed(cell: str) -> bool:
    """Whether the cell says anything at all."""
    return bool(items(cell))


def spans(bits: int, *, zone: str, week: date) -> list[tuple[int, int, int, int]]:
    """Runs of hours within a day, in the zone's own time: (day, first hour, hour after the last, UTC bit of the first).

    >>> spans(0b111 << 8, zone="Europe/Berlin", week=date(2026, 11, 30))
    [(0, 9, 12, 8)]
    """
    place = _week_in(zone, week)
    found: list[tuple[int, int, int, int]] = []
    for hour in hours_in(bits, zone=zone, week=week):
        day, start = divmod(hour, 24)
        if found and found[-1][0] == day and found[-1][2] == start:
            found[-1] = (day, found[-1][1], start + 1, found[-1][3])
        else:
            found.append((day, start, start + 1, place[hour]))
    return found
