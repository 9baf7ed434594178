"""What a page shows of somebody: made in one place for strangers, for those one considers, and for partners."""

from collections.abc import Mapping
from typing import Any

from fermata.introductions import words
from fermata.introductions.facts import shown
from fermata.introductions.models import Introduction, Profile, Side
from fermata.introductions.rules.audience import Viewer
from fermata.people.models import Person


def card(profile: Profile, *, viewer: Viewer) -> dict[str, Any]:
    """Somebody's name, and what they show this viewer."""
    return _card(profile.enrolment.person, shown(profile, viewer=viewer))


def _card(person: Person, seen: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": person.name, "facts": words.facts(seen)}


def others_in(introduction: Introduction, *, person: Person) -> list[dict[str, Any]]:
    """The others of an introduction: as they were when it was made; with what is for partners once all said yes."""
    sides: list[Side] = list(introduction.sides.all())
    mine = next(side for side in sides if side.person_id == person.pk)
    others = [side for side in sides if side.person_id != person.pk]
    found = []
    for other, because in zip(others, mine.because, strict=False):
        seen = dict(other.shown) | (_for_partners(introduction, other) if introduction.introduced_at else {})
        reasons = [words.reason(code) for code in because.get("reasons", ())]
        found.append(
            _card(other.person, seen) | {"reasons": reasons, "trade_off": words.trade_off(because["trade_off"])}
        )
    return found


def _for_partners(introduction: Introduction, side: Side) -> dict[str, Any]:
    profile = Profile.objects.filter(
        enrolment__person=side.person_id, enrolment__programme=introduction.programme_id
    ).first()
    return {"access_needs": profile.access_needs} if profile and profile.access_needs else {}
