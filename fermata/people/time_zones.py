"""The time zones people choose from: one for each place of the IANA's list, by region; older names stay valid."""

from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

UTC = "UTC"
REGIONS = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Arctic": _("Arctic"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific"),
}


@cache
def places() -> frozenset[str]:
    """Those of zone.tab: each with people of its own, and one name for each."""
    rows = (line.split("\t") for line in _lines("zone.tab"))
    return frozenset(row[2] for row in rows if len(row) > 2) & available_timezones()


@cache
def older_names() -> dict[str, list[str]]:
    """For each place the names it also had, which browsers still say: Asia/Kolkata was Asia/Calcutta."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in _lines("tzdata.zi"):
        if line.startswith("L "):
            _, place, name = line.split()
            if place in places() and name not in places() and "/" in name:
                found[place].append(name)
    return dict(found)


def _lines(name: str) -> list[str]:
    text = (files("tzdata.zoneinfo") / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def choices(*, kept: str) -> list[Any]:
    """By region, and by city in it, as a person looks for it; whichever name somebody has is among them."""
    regions: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in {*places(), kept} - {UTC}:
        region, _slash, rest = name.partition("/")
        regions[str(REGIONS.get(region, region))].append((name, _city(rest or region)))
    named = [(region, sorted(cities, key=lambda one: one[1])) for region, cities in sorted(regions.items())]
    return [(UTC, UTC), *named]


def _city(rest: str) -> str:
    """“Argentina/Buenos_Aires” as one says it: the city first."""
    return ", ".join(reversed(rest.replace("_", " ").split("/")))
