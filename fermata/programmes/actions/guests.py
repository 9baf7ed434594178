"""Inviting: read a list, look at what it would do, then send. Nobody is enrolled by it."""

import zlib
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Sum

from fermata.core.ids import new_id
from fermata.core.many import insert_many
from fermata.core.models import Letter
from fermata.core.refusal import Refusal, Refused, stop_if
from fermata.people.models import Person
from fermata.programmes import letters, rules
from fermata.programmes.actions.charter import versions
from fermata.programmes.actions.founding import lock
from fermata.programmes.actions.roles import has_role
from fermata.programmes.models import Guest, GuestList, Programme, Role, address_mark
from fermata.programmes.models.marks import token_of

AT_A_TIME = 5_000
UNCONFIRMED_FOR = timedelta(days=1)


def why_not_invite(programme: Programme, *, by: Person, new: int = 1) -> Refusal | None:
    return _why_not_invite(programme, by=by, is_writing=is_writing(programme), new=new)


def _why_not_invite(programme: Programme, *, by: Person, is_writing: bool, new: int = 1) -> Refusal | None:
    return rules.why_not_invite(
        is_organiser=has_role(programme, Role.Kind.ORGANISER, person=by),
        has_ended=programme.ended_at is not None,
        is_open=programme.opened_at is not None,
        is_writing=is_writing,
        new=new,
    )


def is_writing(programme: Programme) -> bool:
    return programme.guest_lists.filter(written_at=None).exclude(confirmed_at=None).exists()


@transaction.atomic
def keep_list(programme: Programme, *, addresses: list[str], by: Person, now: datetime) -> GuestList:
    """A dry run: what was read is kept for a day. Nobody is written to."""
    programme = lock(programme)
    stop_if(why_not_invite(programme, by=by))
    programme.guest_lists.filter(confirmed_at=None).delete()
    fresh = _fresh(programme, addresses)
    return programme.guest_lists.create(addresses=_packed(fresh), new=len(fresh), read_at=now)


def _fresh(programme: Programme, addresses: list[str]) -> list[str]:
    """Those not invited before, once each. This depends on what was sent before, and on nothing anybody did with it."""
    known = set(programme.guests.values_list("mark", flat=True).iterator(chunk_size=20_000))
    marked = {address_mark(one): one for one in addresses}
    return [one for mark, one in marked.items() if mark not in known]


@transaction.atomic
def confirm(listed: GuestList, *, by: Person, now: datetime) -> None:
    """Send it: all of it or nothing. The worker writes the letters."""
    programme = Programme.objects.select_for_update().get(pk=listed.programme_id)
    listed = GuestList.objects.get(pk=listed.pk)
    if listed.confirmed_at is not None:
        return  # the second of two clicks
    stop_if(why_not_invite(programme, by=by, new=listed.new))
    listed.confirmed_at = now
    try:
        with transaction.atomic():
            listed.save(update_fields=["confirmed_at"])
    except IntegrityError as error:
        raise Refused(rules.STILL_WRITING) from error


def discard(listed: GuestList) -> None:
    GuestList.objects.filter(pk=listed.pk, confirmed_at=None).delete()


def people_invited(programme: Programme) -> int | None:
    """How many addresses the organisers have sent letters to; None where a number would be about too few people.

    What became of the letters does not change it.
    """
    confirmed = programme.guest_lists.exclude(confirmed_at=None)
    invited = int(confirmed.aggregate(all=Sum("new"))["all"] or 0)
    return invited if rules.shows_number(invited=invited) else None


def write_letters(*, now: datetime) -> bool:
    """The next few thousand letters of a list. False when none waits. Each step is whole, so a kill loses nothing."""
    with transaction.atomic():
        waiting = GuestList.objects.exclude(confirmed_at=None).filter(written_at=None)
        listed = waiting.select_for_update(of=("self",)).select_related("programme__organisation").first()
        if listed is None:
            return False
        addresses = unpacked(listed.addresses)
        now_due, later = addresses[:AT_A_TIME], addresses[AT_A_TIME:]
        _write(listed.programme, now_due, now=now)
        listed.addresses = _packed(later)
        listed.written_at = None if later else now
        listed.save(update_fields=["addresses", "written_at"])
    return True


def _write(programme: Programme, addresses: list[str], *, now: datetime) -> None:
    marked = {address_mark(address): address for address in addresses}
    for known in programme.guests.filter(mark__in=list(marked)).values_list("mark", flat=True):
        del marked[known]
    made = [(new_id(), mark) for mark in marked]
    lapses_at = now + timedelta(days=rules.GUEST_DAYS)
    insert_many(
        Guest,
        same={"programme": programme.pk, "invited_at": now, "lapses_at": lapses_at},
        each=("id", "mark"),
        rows=made,
    )
    write = letters.Invitation(programme, charter=versions(programme).in_force(at=now))
    insert_many(
        Letter,
        same={
            "about": "",
            "calendar": "",
            "subject": write.subject,
            "made_at": now,
            "leased_until": None,
            "tries": 0,
            "sent_at": None,
        },
        each=("id", "message_id", "to", "body"),
        rows=(
            (new_id(), f"<{pk.hex}@fermata>", marked[mark], write.body_with(token_of("guest", pk.hex)))
            for pk, mark in made
        ),
    )


@transaction.atomic
def open_link(programme: Programme, *, by: Person) -> None:
    """A link for everybody it is passed on to. It does not wait for the letters of a list."""
    programme = lock(programme)
    stop_if(_why_not_invite(programme, by=by, is_writing=False))
    programme.link_opened += 1
    programme.link_number = programme.link_opened
    programme.save(update_fields=["link_number", "link_opened"])


@transaction.atomic
def close_link(programme: Programme, *, by: Person) -> None:
    """From now on it reads like a link that has lapsed."""
    is_organiser = has_role(programme, Role.Kind.ORGANISER, person=by)
    stop_if(rules.why_not_look_after(is_organiser=is_organiser, has_ended=programme.ended_at is not None))
    Programme.objects.filter(pk=programme.pk).update(link_number=0)


def forget_unconfirmed(*, now: datetime) -> None:
    GuestList.objects.filter(confirmed_at=None, read_at__lt=now - UNCONFIRMED_FOR).delete()


def _packed(addresses: list[str]) -> bytes:
    return zlib.compress("\n".join(addresses).encode(), 1) if addresses else b""


def unpacked(packed: bytes | memoryview) -> list[str]:
    return zlib.decompress(bytes(packed)).decode().split("\n") if packed else []
