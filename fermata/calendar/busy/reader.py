"""A program of its own: a calendar in, spans of minutes out, and the end. `python -P reader.py ZONE FROM UNTIL`.

It opens no network and no database, and has two seconds and 64 MB. Whatever is wrong with a file is wrong here.
"""

import json
import resource
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

CPU_SECONDS = 2
DATA_BYTES = 64 * 1024 * 1024
MOST_SPANS = 20_000


def neighbour(path: str) -> Any:
    """A file of ours, without the packages around it: they would bring Django along."""
    place = Path(__file__).parent / path
    spec = spec_from_file_location(place.stem, place)
    if spec is None or spec.loader is None:
        raise ImportError(place.stem)
    module = module_from_spec(spec)
    sys.modules[place.stem] = module
    spec.loader.exec_module(module)
    return module


def main(zone: str, first: str, last: str) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (DATA_BYTES, DATA_BYTES))
    sifts = neighbour("sifting.py")
    window = datetime.fromisoformat(first), datetime.fromisoformat(last)
    told: dict[str, Any]
    try:
        told = {"busy": busy(sys.stdin.buffer.read(), sifts=sifts, zone=ZoneInfo(zone), window=window)}
    except sifts.Unreadable as no:
        told = {"code": no.code, "line": no.line}
    except MemoryError:
        told = {"code": "ics_too_much", "line": 0}
    except Exception:  # whatever the library says of it: to the person it is one sentence
        told = {"code": "ics_unreadable", "line": 0}
    sys.stdout.write(json.dumps(told))
    return 0


def busy(file: bytes, *, sifts: Any, zone: ZoneInfo, window: tuple[datetime, datetime]) -> list[tuple[int, int]]:
    """All that is taken within this time, joined. `zone` is for times that name none."""
    found: list[tuple[int, int]] = []
    repeating = []
    near = ((window[0] - timedelta(days=40)).strftime("%Y%m%d"), (window[1] + timedelta(days=2)).strftime("%Y%m%d"))
    for event in sifts.sift(file):
        lists = [value for name, value in event.lines if name == "FREEBUSY"]
        if lists and not event.is_free:
            found += [span for value in lists for span in _listed(value)]
        elif event.repeats:
            repeating.append(event)
        elif event.day and not event.is_free and event.day <= near[1] and max(event.end, event.day) >= near[0]:
            found.append(_single(event, zone))
    found += _expanded(repeating, zone=zone, window=window)
    first, last = (int(moment.timestamp() // 60) for moment in window)
    near_now = ((max(start, first), min(end, last)) for start, end in found if end > first and start < last)
    joined: list[tuple[int, int]] = neighbour("../rules/spans.py").joined(near_now)
    return joined[:MOST_SPANS]


def _single(event: Any, zone: ZoneInfo) -> tuple[int, int]:
    lines = dict(event.lines)
    start = _moment(lines["DTSTART"], zone)
    day_long = timedelta(days=1) if "VALUE=DATE" in lines["DTSTART"] else timedelta()
    end = _moment(lines["DTEND"], zone) if "DTEND" in lines else start + day_long
    return int(start.timestamp() // 60), -int(-end.timestamp() // 60)


def _moment(line: str, zone: ZoneInfo) -> datetime:
    head, _, value = line.partition(":")
    day = date(int(value[:4]), int(value[4:6]), int(value[6:8]))
    if "T" not in value:
        return datetime.combine(day, time(), tzinfo=zone)
    clock = time(int(value[9:11]), int(value[11:13]))  # seconds are nobody's business here
    there = UTC if value.endswith("Z") else ZoneInfo(head.partition("TZID=")[2]) if "TZID=" in head else zone
    return datetime.combine(day, clock, tzinfo=there)


def _listed(value: str) -> Iterator[tuple[int, int]]:
    from icalendar.prop import vDuration  # noqa: PLC0415  # only where there is need of it

    length: Any = vDuration
    for one in value.split(","):
        begin, _, end = one.partition("/")
        start = _moment(f":{begin}", ZoneInfo("UTC"))
        stop = start + length.from_ical(end) if "P" in end else _moment(f":{end}", ZoneInfo("UTC"))
        yield int(start.timestamp() // 60), -int(-stop.timestamp() // 60)


def _expanded(events: list[Any], *, zone: ZoneInfo, window: tuple[datetime, datetime]) -> Iterator[tuple[int, int]]:
    """What repeats, and its exceptions, as recurring-ical-events understands them."""
    if not events:
        return
    import recurring_ical_events  # noqa: PLC0415  # half a second, and most of what people send has none
    from icalendar import Calendar  # noqa: PLC0415

    text = "".join(_component(event) for event in events)
    calendar = Calendar.from_ical(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{text}END:VCALENDAR\r\n")
    for event in recurring_ical_events.of(calendar).between(*window):
        if event.get("X-FREE") is None:
            start, end = _aware(event.start, zone), _aware(event.end, zone)
            yield int(start.timestamp() // 60), -int(-end.timestamp() // 60)


def _component(event: Any) -> str:
    free = "X-FREE:1\r\n" if event.is_free else ""
    return "BEGIN:VEVENT\r\n" + "".join(f"{line}\r\n" for _, line in event.lines) + free + "END:VEVENT\r\n"


def _aware(at: date | datetime, zone: ZoneInfo) -> datetime:
    if not isinstance(at, datetime):
        return datetime.combine(at, time(), tzinfo=zone)
    return at if at.tzinfo else at.replace(tzinfo=zone)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
