"""The charter: drafted by organisers, signed by the sponsor, and nothing to anybody without their own yes."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from fermata.core.refusal import Refusal, stop_if
from fermata.people.models import Person
from fermata.programmes import charter_words, rules
from fermata.programmes.actions.roles import has_role
from fermata.programmes.charter_words import Words
from fermata.programmes.models import Announcement, Charter, CharterSignature, Enrolment, Programme, Role


def draft_first(programme: Programme, *, now: datetime) -> Charter:
    return programme.charters.create(number=1, words=charter_words.first_words(), drafted_at=now)


@transaction.atomic
def draft(programme: Programme, *, words: Words, by: Person, now: datetime) -> Charter:
    """Change the words. What is signed stays as it is: a new version begins."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    is_organiser = has_role(programme, Role.Kind.ORGANISER, person=by)
    stop_if(rules.why_not_look_after(is_organiser=is_organiser, has_ended=programme.ended_at is not None))
    last = versions(programme).newest
    words = words | charter_words.fixed(charter_words.language_of(last.words))
    if hasattr(last, "signature"):
        stop_if(rules.NOTHING_CHANGED if words == last.words else None)
        return programme.charters.create(number=last.number + 1, words=words, drafted_at=now)
    last.words, last.drafted_at = words, now
    last.save(update_fields=["words", "drafted_at"])
    return last


def why_not_sign(programme: Programme, *, number: int, digest: str, by: Person) -> Refusal | None:
    last = versions(programme).newest
    return rules.why_not_sign(
        is_sponsor=has_role(programme, Role.Kind.SPONSOR, person=by),
        has_ended=programme.ended_at is not None,
        is_newest=last.number == number,
        fits=charter_words.digest(last.words) == digest,
        is_signed=hasattr(last, "signature"),
        is_whole=not charter_words.missing(last.words),
    )


@transaction.atomic
def sign(programme: Programme, *, number: int, digest: str, by: Person, now: datetime) -> CharterSignature:
    """The sponsor's yes. In an open programme the new words hold after fourteen days, and everybody hears of it."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    stop_if(why_not_sign(programme, number=number, digest=digest, by=by))
    is_open = programme.opened_at is not None
    if is_open:
        programme.announcements.create(about=Announcement.About.CHARTER, made_at=now)
    return CharterSignature.objects.create(
        charter=versions(programme).newest,
        person=by,
        signed_at=now,
        in_force_at=rules.in_force_at(signed_at=now, is_open=is_open),
    )


@transaction.atomic
def say_yes(enrolment: Enrolment, *, number: int, now: datetime) -> None:
    """Yes to another version. Without it the one said yes to before goes on to hold for this person."""
    enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("programme").get(pk=enrolment.pk)
    charter = enrolment.programme.charters.signed().filter(number=number).first()
    stop_if(
        rules.why_not_yes(
            has_ended=enrolment.programme.ended_at is not None,
            is_signed=charter is not None,
            has_said_yes=charter is not None and enrolment.yeses.filter(charter=charter).exists(),
        )
    )
    assert charter is not None  # noqa: S101  # the rule has said so
    enrolment.yeses.create(charter=charter, said_at=now)


@dataclass(frozen=True, slots=True)
class Versions:
    """All versions of a charter, and which of them counts for whom."""

    all: list[Charter]

    @property
    def newest(self) -> Charter:
        """Every programme has one from its first moment."""
        return self.all[0]

    def in_force(self, *, at: datetime) -> Charter | None:
        """What newcomers read and say yes to: the newest whose fourteen days are over."""
        return next((one for one in self._signed() if one.signature.in_force_at <= at), None)

    def coming(self, *, at: datetime) -> Charter | None:
        """The newest that is signed, while its fourteen days last."""
        return next((one for one in self._signed() if one.signature.in_force_at > at), None)

    def shown(self, *, at: datetime) -> Charter:
        """What is in force, or else what is drafted."""
        return self.in_force(at=at) or self.newest

    def _signed(self) -> list[Charter]:
        return [one for one in self.all if hasattr(one, "signature")]


def versions(programme: Programme) -> Versions:
    return Versions(list(programme.charters.select_related("signature__person")))


def holds_for(enrolment: Enrolment) -> Charter:
    """The promises one person has: the newest they have said yes to, whatever was signed since."""
    yes = enrolment.yeses.select_related("charter__signature__person").order_by("-charter__number")[0]
    return yes.charter
