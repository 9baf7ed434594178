"""What is kept about when people meet. What it is about, and where, is sealed and stands in no table of this room."""

from django.utils.translation import gettext_lazy as _

from fermata.calendar.models import (
    Appointment,
    Away,
    BusyCalendar,
    CalendarEntry,
    Offer,
    OfferYes,
    OwnChoices,
    Rhythm,
)
from fermata.core.data_map import (
    MEMBERS_AND_OPERATOR,
    NUMBER,
    OPERATOR_ONLY,
    UNTIL_YOU_LEAVE,
    YOU_AND_OPERATOR,
    YOURS,
    Kept,
    Table,
    keep,
)

TO_MEET = _("so that you find an hour, and it stands right in everybody’s calendar")
UNTIL_BOTH_LEFT = _("until all of you have left the partnership")
WHICH = _("which partnership")
MINUTES = _("how long")
ZONE = _("the time zone in which it was said")

keep(
    Table(
        model=Rhythm,
        title=_("Your rhythms"),
        rows=lambda person: Rhythm.objects.filter(partnership__memberships__person=person).distinct(),
        why=TO_MEET,
        until=UNTIL_BOTH_LEFT,
        seen_by=MEMBERS_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "partnership": WHICH,
            "every": _("how often"),
            "starts_on": _("from which day on"),
            "at": _("at what time of day there"),
            "zone": ZONE,
            "minutes": MINUTES,
            "made_at": _("when all had said yes"),
            "ended_at": _("when it ended"),
        },
    )
)
keep(
    Table(
        model=Appointment,
        title=_("Hours you have agreed"),
        rows=Appointment.objects.visible_to,
        why=TO_MEET,
        until=UNTIL_BOTH_LEFT,
        seen_by=MEMBERS_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "partnership": WHICH,
            "rhythm": _("of which rhythm it is"),
            "number": _("its number among them"),
            "starts_at": _("when it begins"),
            "zone": ZONE,
            "minutes": MINUTES,
            "changes": _("how often it has changed, which calendar programs ask for"),
            "agreed_at": _("when all had said yes"),
            "moved_at": _("when it was last moved; not by whom"),
            "let_go_at": _("when it was let go; not by whom"),
            "held_at": _("when a hold released it"),
            "met_at": _("when you came into the room for it; not who"),
            "missed_at": _("when somebody said that it did not happen; not who"),
        },
    )
)
keep(
    Table(
        model=CalendarEntry,
        title=_("Your entries of these hours"),
        rows=lambda person: CalendarEntry.objects.filter(person=person),
        why=_("so that your calendar is told of each change, and you are reminded at most once"),
        until=UNTIL_BOTH_LEFT,
        seen_by=YOU_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "appointment": _("of which hour"),
            "person": YOURS,
            "sent": _("which change of it your calendar was last sent"),
            "remind_at": _("when you are to be reminded"),
            "reminded_at": _("when you were"),
        },
    )
)
keep(
    Table(
        model=Offer,
        title=_("Hours that are offered"),
        rows=Offer.objects.visible_to,
        why=TO_MEET,
        until=_("until one is agreed, or it has passed"),
        seen_by=MEMBERS_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "partnership": WHICH,
            "appointment": _("which hour it would move"),
            "starts_at": _("when it would begin"),
            "zone": ZONE,
            "minutes": MINUTES,
            "every": _("how often from then on"),
            "made_at": _("when it was offered"),
        },
    )
)
keep(
    Table(
        model=OfferYes,
        title=_("Hours you could"),
        rows=lambda person: OfferYes.objects.filter(person=person),
        why=TO_MEET,
        until=_("until one is agreed, it has passed, or you take it back"),
        seen_by=MEMBERS_AND_OPERATOR,
        fields={"id": NUMBER, "offer": _("which hour"), "person": YOURS},
    )
)
keep(
    Table(
        model=OwnChoices,
        title=_("How you like your time"),
        rows=lambda person: OwnChoices.objects.filter(person=person),
        why=_("so that you are reached when and how you like it"),
        until=UNTIL_YOU_LEAVE,
        seen_by=YOU_AND_OPERATOR,
        secret=frozenset({"feed"}),
        fields={
            "id": NUMBER,
            "person": YOURS,
            "quiet_from": _("when your quiet hours begin"),
            "quiet_until": _("when they end"),
            "title": _("what your calendar calls a meeting"),
            "gets_letters": _("whether you are sent letters for your calendar"),
            "reminded": _("how you are reminded"),
            "lead_minutes": _("how long before"),
            "feed": _("a digest of the secret address of your calendar feed, from which it cannot be read back"),
            "feed_made_at": _("when you made that address"),
        },
    )
)
keep(
    Table(
        model=Away,
        title=_("Days you are away"),
        rows=lambda person: Away.objects.filter(person=person),
        why=_("so that no hour is suggested then, and rhythms skip them"),
        until=_("until they are over, or you take them out"),
        seen_by=YOU_AND_OPERATOR,
        fields={"id": NUMBER, "person": YOURS, "first_on": _("the first day"), "last_on": _("the last day")},
    )
)
keep(
    Table(
        model=BusyCalendar,
        title=_("Calendars of yours that are looked at"),
        rows=lambda person: BusyCalendar.objects.filter(person=person),
        why=_("so that no hour is suggested at which you are taken; no title is ever kept"),
        until=_("until you take it out; a file for four months"),
        seen_by=YOU_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "person": YOURS,
            "address": Kept(
                what=_("the address it is read from, if it has one"),
                why=_("so that it can be read again"),
                until=_("until you take it out"),
                seen_by=_(
                    "you, and whoever runs this site: it is not sealed, since a program of ours has to ask there"
                ),
            ),
            "busy": _("the times at which it is taken, start and end and nothing else"),
            "made_at": _("when you added it"),
            "read_at": _("when it was last read"),
            "due_at": Kept(what=_("when it is read again"), why=TO_MEET, until=UNTIL_YOU_LEAVE, seen_by=OPERATOR_ONLY),
            "trouble": _("what was wrong the last time, if anything"),
        },
    )
)
