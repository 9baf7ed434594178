"""The agreement: put words on the table, sign them, take a signature back. The words themselves are sealed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import prefetch_related_objects

from fermata.core.live import publish
from fermata.core.refusal import stop_if
from fermata.partnerships import rules
from fermata.partnerships.actions import life
from fermata.partnerships.models import Goodbye, Partnership, Proposal, Signature
from fermata.partnerships.rules.life import Event, Phase
from fermata.people.models import Person
from fermata.vault.actions import Stale, save_item

LEAST_MEMBERS = 2
"""Nobody agrees alone, also when the other's account, and with it the membership, is gone."""


@transaction.atomic
def propose(  # one argument per column
    partnership: Partnership, *, former: int, item: UUID, file: bytes, digest: str, withdrawal: str, now: datetime
) -> Proposal:
    """Put new words on the table. What was in force stays so until all have signed the new ones."""
    life.lock(partnership)
    stop_if(rules.why_not_propose(is_over=is_over(partnership)))
    newest = partnership.proposals.first()
    number = newest.number if newest else 0
    if former != number:
        raise Stale(number)
    save_item(partnership.space, item_id=item, base=former, file=file, withdrawal=withdrawal, now=now, is_guarded=True)
    proposal = partnership.proposals.create(number=number + 1, item=item, digest=digest, proposed_at=now)
    publish(partnership.pk)
    return proposal


@transaction.atomic
def put_side(partnership: Partnership, *, item: UUID, former: int, file: bytes, now: datetime) -> int:
    """Keep what one member thinks of each clause. The server cannot tell whose it is; the readers' browsers can."""
    life.lock(partnership)
    stop_if(rules.why_not_propose(is_over=is_over(partnership)))
    version = save_item(
        partnership.space, item_id=item, base=former, file=file, withdrawal="", now=now, is_guarded=True
    )
    publish(partnership.pk)
    return version


@transaction.atomic
def sign(partnership: Partnership, *, number: int, digest: str, proof: str, by: Person, now: datetime) -> bool:
    """One member's yes to exactly these words. True when everybody has now signed them."""
    life.lock(partnership)
    newest = partnership.proposals.first()
    stop_if(
        rules.why_not_sign(
            is_over=is_over(partnership),
            is_newest=newest is not None and newest.number == number,
            digest_fits=newest is not None and newest.digest == digest,
            has_signed=newest is not None and newest.signatures.filter(person=by, withdrawn_at=None).exists(),
        )
    )
    assert newest is not None  # noqa: S101  # the rule has said so
    newest.signatures.create(person=by, proof=proof, signed_at=now)
    reached = is_signed_by_all(newest, partnership=partnership)
    if reached:
        newest.in_force_at = now
        newest.save(update_fields=["in_force_at"])
    if reached and life.here(partnership) == Phase.CONTRACTING:
        life.move(partnership, Event.SIGNED, now=now)  # which tells the streams as well
    else:
        publish(partnership.pk)
    return reached


@transaction.atomic
def withdraw_signature(partnership: Partnership, *, number: int, by: Person, now: datetime) -> None:
    """A yes can be taken back. The words are then no longer in force, and both see it at once."""
    life.lock(partnership)
    own = Signature.objects.filter(
        proposal__partnership=partnership, proposal__number=number, person=by, withdrawn_at=None
    )
    stop_if(rules.why_not_withdraw_signature(is_over=is_over(partnership), has_signed=own.exists()))
    own.update(withdrawn_at=now)
    publish(partnership.pk)


def in_force(partnership: Partnership) -> int | None:
    """The number of the words that hold now, if any."""
    prefetch_related_objects([partnership], "memberships", "proposals__signatures")
    proposals = partnership.proposals.all()
    return rules.in_force(
        [(p.number, p.in_force_at is not None, is_signed_by_all(p, partnership=partnership)) for p in proposals]
    )


def signed_by(proposal: Proposal | None) -> set[UUID]:
    """Whose signature stands under these words."""
    return {one.person_id for one in proposal.signatures.all() if one.withdrawn_at is None} if proposal else set()


def is_signed_by_all(proposal: Proposal, *, partnership: Partnership) -> bool:
    signed = signed_by(proposal)
    members = {membership.person_id for membership in partnership.memberships.all()}
    return members <= signed and len(signed) >= LEAST_MEMBERS


def is_over(partnership: Partnership) -> bool:
    return Goodbye.objects.filter(partnership=partnership).exists()
