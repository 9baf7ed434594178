"""Looking around in a programme: whom one may see, and as what. What is not seen here is not there (404)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast, Concat
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
MOST_PARTS = 5


def somebody(looking: Profile, profile_id: UUID, *, at: datetime) -> Profile:
    """One whom this person may see. Raises DoesNotExist for everybody else, for whatever reason."""
    near = _near(looking, at=at)
    found = list(_seen_by(looking, list(_findable(looking).filter(pk=profile_id)), near=near, at=at))
    if not found:
        raise Profile.DoesNotExist
    return found[0]


def people_around(looking: Profile, *, after: int, topic: str, at: datetime) -> tuple[list[Profile], int | None]:
    """Some of those one may see, from a place in the row on, once around; and where the next ones begin.

    Only so many are read at a time: where most of them are not shown, fewer than a page are found.
    """
    near = _near(looking, at=at)
    found: list[Profile] = []
    for number, part in enumerate(_row(looking, after=after, topic=topic), start=1):
        about = [one for one in part if not topic or _speaks_of(one, topic)]
        found += _seen_by(looking, about, near=near, at=at)
        if len(found) > ON_A_PAGE:
            return found[:ON_A_PAGE], found[ON_A_PAGE - 1].place
        if number == MOST_PARTS:
            return found, part[-1].place
    return found, None


def _findable(looking: Profile) -> QuerySet[Profile]:
    ready = Enrolment.objects.ready().filter(programme=looking.enrolment.programme_id)
    around = Profile.objects.filter(enrolment__in=ready.values("pk")).exclude(found_from=None).exclude(pk=looking.pk)
    return around.select_related("enrolment__person", "enrolment__programme")


def _row(looking: Profile, *, after: int, topic: str) -> Iterator[list[Profile]]:
    """All in the order of the lot, beginning behind a place: each looks into the row from another end."""
    around = _with(topic, among=_findable(looking)).order_by("place")
    start = looking.place
    parts = (Q(place__gt=start), Q(place__lte=start)) if after < 0 else _rest(start, after)
    for part in parts:
        last = -1
        while found := list(around.filter(part, place__gt=last)[:READ_AT_ONCE]):
            yield found
            last = found[-1].place


def _with(topic: str, *, among: QuerySet[Profile]) -> QuerySet[Profile]:
    """Those who have ticked it, whomever they show it to."""
    if not topic:
        return among
    ticked = Concat(Cast("wanted", TextField()), Cast("offered", TextField()))
    return among.alias(ticked=ticked).filter(ticked__contains=f'"{topic}"')


def _rest(start: int, after: int) -> tuple[Q, ...]:
    if after > start:
        return (Q(place__gt=after), Q(place__lte=start))
    return (Q(place__gt=after, place__lte=start),)


def _speaks_of(profile: Profile, topic: str) -> bool:
    """As far as everybody in the programme may know."""
    seen = shown(profile, viewer=Viewer.STRANGER)
    return topic in seen.get("wanted", ()) or topic in seen.get("offered", ())


def _near(looking: Profile, *, at: datetime) -> set[UUID]:
    """Partners, and with whom something is open: these stand on one's page already."""
    me = looking.enrolment.person
    return partners_of(me) | _open_with(me, at=at)


def _seen_by(looking: Profile, profiles: Sequence[Profile], *, near: set[UUID], at: datetime) -> Iterator[Profile]:
    """Not those kept apart, not those who are near already, and not whom the lot hides today."""
    me = looking.enrolment.person
    people = [profile.enrolment.person for profile in profiles]
    hidden = set(kept_apart_from(me, people, at=at)) | near
    for profile in profiles:
        person = profile.enrolment.person
        if person.pk not in hidden and not is_drawn_out(_digest(me, person), day=at.date().toordinal()):
            yield profile


def _open_with(me: Person, *, at: datetime) -> set[UUID]:
    mine = Introduction.objects.visible_to(me).open(at=at).values("pk")
    return set(Side.objects.filter(introduction__in=mine).exclude(person=me).values_list("person_id", flat=True))


def _digest(one: Person, other: Person) -> bytes:
    """Of two people, in whatever order; known to nobody without this installation's secret."""
    pair = "".join(sorted([one.pk.hex, other.pk.hex]))
    return salted_hmac("fermata.introductions.lot", pair, algorithm="sha256").digest()
