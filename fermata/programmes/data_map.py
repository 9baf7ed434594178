"""What is kept about who takes part in what."""

from django.utils.translation import gettext_lazy as _

from fermata.core.data_map import NUMBER, OPERATOR_ONLY, YOU_AND_OPERATOR, YOURS, Table, about_nobody, keep
from fermata.programmes.models import (
    Announcement,
    AuthorityLine,
    Charter,
    CharterSignature,
    CharterYes,
    Dispute,
    Enrolment,
    Guest,
    GuestList,
    LedgerEntry,
    LineList,
    Organisation,
    Pause,
    Programme,
    Role,
    RoleOffer,
    ShownDispute,
    Switch,
    address_mark,
)

WHICH = _("which programme")
UNTIL_YOU_LEAVE_IT = _("until you leave the programme, or 90 days after its end")
EVERYBODY_IN_IT = _("everybody who takes part or looks after it, and whoever runs this site")

keep(
    Table(
        model=Enrolment,
        title=_("Programmes you take part in"),
        rows=Enrolment.objects.visible_to,
        why=_("so that you can be there; no organiser sees it"),
        until=UNTIL_YOU_LEAVE_IT,
        seen_by=YOU_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "programme": WHICH,
            "person": YOURS,
            "joined_at": _("when you joined"),
            "ready_at": _("when you had said how you would like to be introduced"),
        },
    )
)
keep(
    Table(
        model=Pause,
        title=_("Pauses you took"),
        rows=lambda person: Pause.objects.filter(enrolment__person=person),
        why=_("so that nobody is introduced to you meanwhile"),
        until=UNTIL_YOU_LEAVE_IT,
        seen_by=YOU_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "enrolment": WHICH,
            "began_at": _("when it began"),
            "returns_on": _("the day you named for your return, if you did"),
            "ended_at": _("when you came back"),
        },
    )
)
keep(
    Table(
        model=CharterYes,
        title=_("Promises you said yes to"),
        rows=lambda person: CharterYes.objects.filter(enrolment__person=person),
        why=_("so that the promises you know go on to hold for you"),
        until=UNTIL_YOU_LEAVE_IT,
        seen_by=YOU_AND_OPERATOR,
        fields={"id": NUMBER, "enrolment": WHICH, "charter": _("which version"), "said_at": _("when")},
    )
)
keep(
    Table(
        model=Dispute,
        title=_("Promises you said are not kept"),
        rows=lambda person: Dispute.objects.filter(person=person),
        why=_("so that it counts once; that three people said so is shown, who never is"),
        until=_("until the promise is answered, you take it back, or you leave the programme"),
        seen_by=YOU_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "programme": WHICH,
            "promise": _("which promise"),
            "person": YOURS,
            "said_on": _("the day"),
        },
    )
)
keep(
    Table(
        model=Role,
        title=_("Roles you took"),
        rows=lambda person: Role.objects.filter(person=person),
        why=_("so that you can look after a programme, and people know who does"),
        until=_("until 90 days after the programme’s end, or until you delete your account"),
        seen_by=EVERYBODY_IN_IT,
        fields={
            "id": NUMBER,
            "programme": WHICH,
            "person": YOURS,
            "kind": _("which role"),
            "taken_at": _("when you took it"),
            "ended_at": _("when you laid it down"),
        },
    )
)
keep(
    Table(
        model=CharterSignature,
        title=_("Charters you signed as a sponsor"),
        rows=lambda person: CharterSignature.objects.filter(person=person),
        why=_("so that everybody knows who has promised"),
        until=_("until 90 days after the programme’s end; after you delete your account without your name"),
        seen_by=_("everybody who holds an invitation to the programme, and whoever runs this site"),
        fields={
            "id": NUMBER,
            "charter": _("which version"),
            "person": YOURS,
            "signed_at": _("when you signed"),
            "in_force_at": _("from when it can hold"),
        },
    )
)
keep(
    Table(
        model=Guest,
        title=_("Programmes that invited your address"),
        rows=lambda person: Guest.objects.filter(mark=address_mark(person.email)),
        why=_("so that nobody is written to twice; what you made of it is not kept"),
        until=_("until the programme ends"),
        seen_by=OPERATOR_ONLY,
        fields={
            "id": NUMBER,
            "programme": WHICH,
            "mark": _("a mark of your address, from which it cannot be read"),
            "invited_at": _("when the letter was written"),
            "lapses_at": _("until when its link works"),
        },
        secret=frozenset({"id"}),
    )
)
keep(
    Table(
        model=GuestList,
        title=_("Lists on their way"),
        rows=lambda person: GuestList.objects.none(),
        why=_("so that letters can be written; it is never searched for one person, so none of it is printed here"),
        until=_("until the letters are written, usually for minutes; unsent for a day"),
        seen_by=OPERATOR_ONLY,
        fields={
            "id": NUMBER,
            "programme": WHICH,
            "addresses": _("addresses an organiser gave, yours perhaps among them"),
            "new": _("how many"),
            "read_at": _("when it was read"),
            "confirmed_at": _("when it was sent off"),
            "written_at": _("when the last letter was written"),
        },
    )
)
LINES_WHY = _("so that nobody is introduced to somebody who decides over them; shown to nobody, so not printed here")
keep(
    Table(
        model=AuthorityLine,
        title=_("Who decides over whom"),
        rows=lambda person: AuthorityLine.objects.none(),
        why=LINES_WHY,
        until=_("until the organisation deletes them, gives others, or has no programme left"),
        seen_by=OPERATOR_ONLY,
        fields={
            "id": NUMBER,
            "organisation": _("which organisation said so"),
            "report": _("a mark of one address"),
            "manager": _("a mark of the other"),
        },
    )
)
keep(
    Table(
        model=LineList,
        title=_("Lines on their way in"),
        rows=lambda person: LineList.objects.none(),
        why=LINES_WHY,
        until=_("until they are taken in, usually for seconds"),
        seen_by=OPERATOR_ONLY,
        fields={
            "id": NUMBER,
            "organisation": _("which organisation"),
            "marks": _("marks of addresses"),
            "read_at": _("when it was read"),
            "taken_in_at": _("when it was taken in"),
        },
    )
)

about_nobody(Organisation, since=_("the name of a house"))
about_nobody(Programme, since=_("its name and days; who takes part is kept elsewhere"))
about_nobody(RoleOffer, since=_("that a link for a role was made; for whom is not known"))
about_nobody(Charter, since=_("the organisation’s own words, public to everybody invited"))
about_nobody(LedgerEntry, since=_("what the organisation says in public about its promises"))
about_nobody(ShownDispute, since=_("that three people or more disputed a promise, and the day"))
about_nobody(Switch, since=_("that something was switched off or on, and when"))
about_nobody(Announcement, since=_("that there was news for all, and how far its letters are"))
