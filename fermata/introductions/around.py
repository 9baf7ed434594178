"""Looking around in a programme: whom one may see, and as what. What is not seen here is not there (404)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from fermata.introductions.apart import kept_apart_from, partners_of
from fermata.introductions.facts import shown
from fermata.introductions.models import Introduction, Profile, Side
from fermata.introductions.rules.audience import Viewer
from fermata.introductions.rules.lot import is_drawn_out
from fermata.people.models import Person
from fermata.programmes.models import Enrolment

ON_A_PAGE = 12
READ_AT_ONCE = 60


def somebody(looking: Profile, profile_id: UUID, *, at: datetime) -> Profile:
    """One whom this person may see. Raises DoesNotExist for everybody else, for whatever reason."""
    found = list(_seen_by(looking, list(_findable(looking).filter(pk=profile_id)), at=at))
    if not found:
        raise Profile.DoesNotExist
    return found[0]


def people_around(looking: Profile, *, after: int, topic: str, at: datetime) -> tuple[list[Profile], int | None]:
    """Some of those one may see, from a place in the row on, once around; and where the next ones begin."""
    row = _row(looking, after=after)
    seen = _in_parts(looking, row, topic=topic, at=at)
    found = list(islice(seen, ON_A_PAGE + 1))
    return found[:ON_A_PAGE], (found[ON_A_PAGE - 1].place if len(found) > ON_A_PAGE else None)


def _findable(looking: Profile) -> QuerySet[Profile]:
    ready = Enrolment.objects.ready().filter(programme=looking.enrolment.programme_id)
    around = Profile.objects.filter(enrolment__in=ready.values("pk")).exclude(found_from=None).exclude(pk=looking.pk)
    return around.select_related("enrolment__person", "enrolment__programme")


def _row(looking: Profile, *, after: int) -> Iterator[list[Profile]]:
    """All in the order of the lot, beginning behind a place: each looks into the row from another end."""
    start = looking.place
    parts = (Q(place__gt=start), Q(place__lte=start)) if after < 0 else _rest(start, after)
    for part in parts:
        last = -1
        while found := list(_findable(looking).filter(part, place__gt=last).order_by("place")[:READ_AT_ONCE]):
            yield found
            last = found[-1].place


def _rest(start: int, after: int) -> tuple[Q, ...]:
    if after > start:
        return (Q(place__gt=after), Q(place__lte=start))
    return (Q(place__gt=after, place__lte=start),)


def _in_parts(looking: Profile, row: Iterable[list[Profile]], *, topic: str, at: datetime) -> Iterator[Profile]:
    for part in row:
        about = [one for one in part if not topic or _speaks_of(one, topic)]
        yield from _seen_by(looking, about, at=at)


def _speaks_of(profile: Profile, topic: str) -> bool:
    """As far as everybody in the programme may know."""
    seen = shown(profile, viewer=Viewer.STRANGER)
    return topic in seen.get("wanted", ()) or topic in seen.get("offered", ())


def _seen_by(looking: Profile, profiles: Sequence[Profile], *, at: datetime) -> Iterator[Profile]:
    """Not those kept apart, not partners, not whom the lot hides today, and not with whom something is open."""
    me = looking.enrolment.person
    people = [profile.enrolment.person for profile in profiles]
    hidden = set(kept_apart_from(me, people, at=at)) | partners_of(me) | _open_with(me, people, at=at)
    for profile in profiles:
        person = profile.enrolment.person
        if person.pk not in hidden and not is_drawn_out(_digest(me, person), day=at.date().toordinal()):
            yield profile


def _open_with(me: Person, people: Sequence[Person], *, at: datetime) -> set[UUID]:
    """What is open with somebody stands on one's page already."""
    mine = Introduction.objects.visible_to(me).open(at=at).values("pk")
    sides = Side.objects.filter(introduction__in=mine, person__in=people)
    return set(sides.exclude(person=me).values_list("person_id", flat=True))


def _digest(one: Person, other: Person) -> bytes:
    """Of two people, in whatever order; known to nobody without this installation's secret."""
    pair = "".join(sorted([one.pk.hex, other.pk.hex]))
    return salted_hmac("fermata.introductions.lot", pair, algorithm="sha256").digest()
