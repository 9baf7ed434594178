"""What is kept about when people meet."""

from django.utils.translation import gettext_lazy as _

from fermata.core.data_map import MEMBERS_AND_OPERATOR, NUMBER, SEALED_FOR_BOTH, Kept, Table, keep
from fermata.core.models import LiveState
from fermata.partnerships.models import Partnership
from fermata.sessions.models import Meeting

ONE_CLOCK = _("so that all screens show one clock, and a lost line comes back to the same step")
UNTIL_ALL_LEFT = _("until all of you have left the partnership")

keep(
    Table(
        model=Meeting,
        title=_("Your meetings"),
        rows=Meeting.objects.visible_to,
        why=_("so that all of you find the same room"),
        until=UNTIL_ALL_LEFT,
        seen_by=MEMBERS_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "partnership": _("which partnership"),
            "appointment": _("which agreed hour it was opened for, if any"),
            "opened_at": _("when the room was opened"),
            "ended_at": _("when it was closed"),
        },
    )
)
keep(
    Table(
        model=LiveState,
        title=_("What stands on the screens of your rooms"),
        rows=lambda person: LiveState.objects.filter(
            pk__in=[
                *Meeting.objects.visible_to(person).values_list("pk", flat=True),
                *Partnership.objects.visible_to(person).values_list("pk", flat=True),
            ]
        ),
        why=ONE_CLOCK,
        until=UNTIL_ALL_LEFT,
        seen_by=MEMBERS_AND_OPERATOR,
        fields={
            "id": _("which meeting or partnership"),
            "version": _("how often it has changed"),
            "body": Kept(
                what=_("the state of the room, sealed"), why=ONE_CLOCK, until=UNTIL_ALL_LEFT, seen_by=SEALED_FOR_BOTH
            ),
        },
    )
)
