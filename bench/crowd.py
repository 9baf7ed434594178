"""A programme of many, made from lists of real names: python -m bench.crowd PEOPLE [--names FOLDER]

Into the database of the settings in the environment (FERMATA_DATA or DATABASE_URL). The lists are
common-forenames-by-country.csv and common-surnames-by-country.csv; without them, people are numbered. Everybody takes
part, has said what they look for and is in a round that is due. Prints the id of the round.
"""

import argparse
import csv
import os
import random
import zlib
from pathlib import Path
from typing import Any
from uuid import UUID

import django

AT_ONCE = 2000
ZONES = ("Europe/Ljubljana", "Africa/Lagos", "Asia/Kolkata", "America/Bogota", "Europe/Lisbon", "Europe/Helsinki")
FEWEST = 8
"""To how many report to one."""


def names(folder: Path | None, *, many: int, chance: random.Random) -> list[str]:
    """First and last names from all over the world, as they are written there."""
    if folder is None or not (folder / "common-forenames-by-country.csv").exists():
        return [f"Somebody {number}" for number in range(many)]
    first, last = (
        [row["Localized Name"] for row in csv.DictReader((folder / name).open(encoding="utf-8-sig"))]
        for name in ("common-forenames-by-country.csv", "common-surnames-by-country.csv")
    )
    return [f"{chance.choice(first)} {chance.choice(last)}"[:80] for _ in range(many)]


def said(chance: random.Random) -> dict[str, Any]:
    """What one of many might say."""
    from fermata.introductions import lists

    def some(kind: str, least: int, most: int) -> list[str]:
        return chance.sample(lists.order(kind), chance.randint(least, most))

    return {
        "wanted": some("topics", 1, 5),
        "offered": some("topics", 1, 5),
        "languages": ["en", *some("languages", 0, 1)],
        "rhythm": chance.choice(("", *lists.order("rhythms"))),
        "mediums": some("mediums", 1, 3),
        "season": chance.choice(("", *lists.order("seasons"))),
        "work": chance.choice(("", *lists.order("work"))),
        "wishes": {
            quality: wish for quality in ("season", "work") if (wish := chance.choice(("", "similar", "different")))
        },
    }


def hours(chance: random.Random) -> list[str]:
    from fermata.introductions.rules.hours import SLOTS

    return chance.sample(SLOTS, chance.randint(6, 16)) if chance.random() < 0.9 else []


def make(many: int, *, folder: Path | None) -> UUID:
    from fermata.core.clock import now
    from fermata.introductions.models import Round
    from fermata.programmes.models import Organisation, Programme

    chance, at = random.Random(many), now()
    house = Organisation.objects.create(name=f"A house of {many}", founded_at=at)
    programme = Programme.objects.create(organisation=house, name="Peers", founded_at=at, opened_at=at)
    found = Round.objects.create(programme=programme, kind="round", announced_at=at, closes_at=at)
    called = names(folder, many=many, chance=chance)
    for start in range(0, many, AT_ONCE):
        _some(called[start : start + AT_ONCE], start=start, found=found, chance=chance)
    _lines(programme, many=many)
    return found.pk


def _some(called: list[str], *, start: int, found: Any, chance: random.Random) -> None:
    from fermata.introductions.models import Entry, Profile
    from fermata.people.models import Person
    from fermata.programmes.models import Enrolment

    at, programme = found.announced_at, found.programme
    people = [
        Person(email=address(start + place), display_name=name, time_zone=chance.choice(ZONES), joined_at=at)
        for place, name in enumerate(called)
    ]
    for one in people:
        one.usual_hours = hours(chance)
    enrolments = [Enrolment(programme=programme, person=one, joined_at=at, ready_at=at) for one in people]
    profiles = [Profile(enrolment=one, changed_at=at, found_from=at, **said(chance)) for one in enrolments]
    Person.objects.bulk_create(people)
    Enrolment.objects.bulk_create(enrolments)
    Profile.objects.bulk_create(profiles)
    Entry.objects.bulk_create(Entry(round=found, profile=one, entered_at=at) for one in profiles)


def address(number: int) -> str:
    return f"somebody{number}@crowd{zlib.crc32(str(number).encode()) % 100}.example.org"


def _lines(programme: Any, *, many: int) -> None:
    """One house with one head; everybody else reports to one of the people before them."""
    from fermata.programmes.models import AuthorityLine, address_mark

    marks = [address_mark(address(number)) for number in range(many)]
    lines = (
        AuthorityLine(organisation=programme.organisation, report=marks[number], manager=marks[(number - 1) // FEWEST])
        for number in range(1, many)
    )
    AuthorityLine.objects.bulk_create(lines, batch_size=AT_ONCE)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("people", type=int)
    options.add_argument("--names", type=Path)
    asked = options.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fermata.site.settings")
    django.setup()
    print(make(asked.people, folder=asked.names))


if __name__ == "__main__":
    main()
