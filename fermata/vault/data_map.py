"""What is kept about people beside their sealed words."""

from django.utils.translation import gettext_lazy as _

from fermata.core.data_map import (
    MEMBERS_AND_OPERATOR,
    NUMBER,
    SEALED_FOR_BOTH,
    SEALED_FOR_YOU,
    UNTIL_YOU_LEAVE,
    YOU_AND_OPERATOR,
    YOURS,
    Kept,
    Table,
    keep,
)
from fermata.people.models import Person
from fermata.vault.models import Draft, Item, ItemVersion, Keeper, LogEntry, Space, SpaceKey, WayIn

TO_OPEN = _("so that you can open your space on any of your devices")
TO_READ = _("so that you can read on any device what you have written, and your partners what you share")
WHILE_KEPT = _("while somebody who can read it has an account here; what only you can read, until you leave")


def _spaces(person: Person) -> list[Space]:
    return list(Space.objects.visible_to(person))


def _sealed(what: object, *, why: object = TO_READ) -> Kept:
    return Kept(what=what, why=why, until=WHILE_KEPT, seen_by=SEALED_FOR_BOTH)  # type: ignore[arg-type]


keep(
    Table(
        model=WayIn,
        title=_("Your ways in"),
        rows=lambda person: WayIn.objects.filter(person=person),
        why=TO_OPEN,
        until=_("until you replace or remove it, or delete your account"),
        seen_by=YOU_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "person": YOURS,
            "method": _("whether it is five words, a sheet or a passkey"),
            "label": _("the name you gave it"),
            "credential": _("by what name the browser knows the passkey"),
            "file": Kept(
                what=_("the sealed file that opens your space"),
                why=TO_OPEN,
                until=_("until you replace or remove it, or delete your account"),
                seen_by=SEALED_FOR_YOU,
            ),
            "made_on": _("the day it was made"),
        },
    )
)
keep(
    Table(
        model=LogEntry,
        title=_("Your public seal"),
        rows=lambda person: LogEntry.objects.filter(person_id=person.pk),
        why=_("so that your partners’ browsers know that what they read is from you"),
        until=_("for ever: a chain with a missing link proves nothing. It holds no name and no address"),
        seen_by=MEMBERS_AND_OPERATOR,
        fields={
            "index": _("its place in the chain"),
            "person_id": _("your number, drawn at random"),
            "bundle": _("the public halves of your seal; they open nothing"),
            "digest": _("a digest of this link"),
            "head": _("a digest of the chain up to here"),
        },
    )
)
keep(
    Table(
        model=Space,
        title=_("Your spaces"),
        rows=Space.objects.visible_to,
        why=TO_READ,
        until=WHILE_KEPT,
        seen_by=MEMBERS_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "kind": _("whether it is yours alone or shared"),
            "closed_at": _("when it was closed for writing"),
        },
    )
)
keep(
    Table(
        model=Keeper,
        title=_("Which spaces you are in"),
        rows=lambda person: Keeper.objects.filter(person=person),
        why=_("to keep everybody else out, and to let partners read who wrote what while you were there"),
        until=_(
            "as long as the space; after you delete your account only your number is left, without name or address"
        ),
        seen_by=MEMBERS_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "space": _("which space"),
            "person": YOURS,
            "left_at": _("when you left it"),
        },
    )
)
keep(
    Table(
        model=SpaceKey,
        title=_("The locks of your spaces"),
        rows=lambda person: SpaceKey.objects.filter(space__in=_spaces(person)),
        why=TO_READ,
        until=WHILE_KEPT,
        seen_by=MEMBERS_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "space": _("which space"),
            "epoch": _("which lock in a row of locks"),
            "version": _("how often it was written anew"),
            "file": _sealed(_("the lock itself, sealed")),
        },
    )
)
keep(
    Table(
        model=Item,
        title=_("Sealed things in your spaces"),
        rows=lambda person: Item.objects.filter(space__in=_spaces(person)),
        why=TO_READ,
        until=WHILE_KEPT,
        seen_by=MEMBERS_AND_OPERATOR,
        fields={
            "id": _("a number drawn at random by the browser that wrote it"),
            "space": _("which space it lies in"),
            "version": _("how often it was changed"),
            "withdrawal": _("a digest by which its writer can take it back"),
            "is_guarded": _("that it belongs to an agreement, and so is not changed like a note"),
        },
    )
)
keep(
    Table(
        model=ItemVersion,
        title=_("What is in them"),
        rows=lambda person: ItemVersion.objects.filter(item__space__in=_spaces(person)),
        why=TO_READ,
        until=WHILE_KEPT,
        seen_by=MEMBERS_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "item": _("which sealed thing it is a version of"),
            "version": _("which version it is"),
            "epoch": _("under which lock it was sealed"),
            "day": _("on which day it came; the hour is not kept"),
            "file": _sealed(_("the words, sealed; who wrote them stands inside")),
        },
    )
)
keep(
    Table(
        model=Draft,
        title=_("Your drafts"),
        rows=lambda person: Draft.objects.filter(person=person),
        why=_("so that nothing you are writing is lost when a line or a battery fails"),
        until=_("until you save or empty it; unused ones for 180 days"),
        seen_by=YOU_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "person": YOURS,
            "slot": _("which field you were writing in, as a number drawn at random"),
            "file": Kept(
                what=_("the words, sealed"),
                why=_("so that nothing you are writing is lost when a line or a battery fails"),
                until=UNTIL_YOU_LEAVE,
                seen_by=SEALED_FOR_YOU,
            ),
            "changed_at": _("when you last wrote there"),
        },
    )
)
