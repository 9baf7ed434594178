"""What is kept about who works with whom."""

from django.utils.translation import gettext_lazy as _

from fermata.core.data_map import (
    MEMBERS_AND_OPERATOR,
    NUMBER,
    OPERATOR_ONLY,
    UNTIL_YOU_LEAVE,
    YOU_AND_OPERATOR,
    YOURS,
    Table,
    keep,
)
from fermata.partnerships.models import (
    Answer,
    Goodbye,
    Hold,
    Invitation,
    InvitationYes,
    Membership,
    Partnership,
    Passage,
    Proposal,
    Quiet,
    Signature,
)

TO_WORK = _("so that you can work together, and everybody else is kept out")
UNTIL_BOTH_LEFT = _("until all of you have left it")

keep(
    Table(
        model=Invitation,
        title=_("Your invitations"),
        rows=Invitation.objects.visible_to,
        why=_("so that a link works once, and lapses"),
        until=_("for 30 days after it lapses, or until you delete your account"),
        seen_by=YOU_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "by": YOURS,
            "made_at": _("when you made it"),
            "lapses_at": _("when it lapses"),
            "seats": _("for how many others it is"),
            "withdrawn_at": _("when you withdrew it"),
            "partnership": _("the partnership it led to"),
            "used_at": _("when it was accepted; declining leaves no trace"),
        },
    )
)
keep(
    Table(
        model=Partnership,
        title=_("Your partnerships"),
        rows=Partnership.objects.visible_to,
        why=TO_WORK,
        until=UNTIL_BOTH_LEFT,
        seen_by=MEMBERS_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "space": _("the space you share"),
            "formed_at": _("when all had said yes"),
            "times_met": _("how often you have met"),
        },
    )
)
keep(
    Table(
        model=Membership,
        title=_("Your place in them"),
        rows=lambda person: Membership.objects.filter(person=person),
        why=TO_WORK,
        until=_("until all of you have left it, or you delete your account"),
        seen_by=MEMBERS_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "partnership": _("which partnership"),
            "person": YOURS,
            "left_at": _("when you left it"),
            "seen_on": _("the day you last looked in; if that is long ago, others read that you are not reachable"),
        },
    )
)
keep(
    Table(
        model=Goodbye,
        title=_("Partnerships that have ended"),
        rows=lambda person: Goodbye.objects.filter(partnership__in=Partnership.objects.visible_to(person)),
        why=_("so that all know it is over; no name and no reason are kept"),
        until=UNTIL_BOTH_LEFT,
        seen_by=MEMBERS_AND_OPERATOR,
        fields={"id": NUMBER, "partnership": _("which partnership"), "at": _("when")},
    )
)
keep(
    Table(
        model=Proposal,
        title=_("Versions of your agreements"),
        rows=lambda person: Proposal.objects.filter(partnership__in=Partnership.objects.visible_to(person)),
        why=_("so that all sign the same words"),
        until=UNTIL_BOTH_LEFT,
        seen_by=MEMBERS_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "partnership": _("which partnership"),
            "number": _("which version"),
            "item": _("where the sealed words lie"),
            "digest": _("a salted digest of the words, from which they cannot be guessed"),
            "proposed_at": _("when it was put forward"),
            "in_force_at": _("when all had signed"),
        },
    )
)
keep(
    Table(
        model=Signature,
        title=_("Your signatures"),
        rows=lambda person: Signature.objects.filter(person=person),
        why=_("so that the others can be sure it was you who said yes"),
        until=_("until all of you have left the partnership; after you delete your account only under your number"),
        seen_by=MEMBERS_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "proposal": _("which version of which agreement"),
            "person": YOURS,
            "proof": _("the signature itself, which the others’ browsers check"),
            "signed_at": _("when you signed"),
            "withdrawn_at": _("when you took it back"),
        },
    )
)
keep(
    Table(
        model=InvitationYes,
        title=_("Your yes to a three"),
        rows=lambda person: InvitationYes.objects.filter(person=person),
        why=_("so that a three begins when all have said yes"),
        until=_("until it begins, or the link lapses"),
        seen_by=YOU_AND_OPERATOR,
        fields={"id": NUMBER, "invitation": _("to which invitation"), "person": YOURS, "at": _("when you said it")},
    )
)
keep(
    Table(
        model=Passage,
        title=_("How your partnerships went"),
        rows=lambda person: Passage.objects.filter(partnership__in=Partnership.objects.visible_to(person)),
        why=_("so that all see the same: a trial, a hold, a review, an ending"),
        until=UNTIL_BOTH_LEFT,
        seen_by=MEMBERS_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "partnership": _("which partnership"),
            "number": _("its number among the steps"),
            "phase": _("where it came to"),
            "event": _("by what; never by whom"),
            "at": _("when"),
            "until": _("when time moves it on, if nobody does"),
            "times_met": _("how often you had met by then"),
        },
    )
)
keep(
    Table(
        model=Hold,
        title=_("Holds of your partnerships"),
        rows=lambda person: Hold.objects.filter(partnership__in=Partnership.objects.visible_to(person)),
        why=_("so that all know it rests; who called it is not kept"),
        until=UNTIL_BOTH_LEFT,
        seen_by=MEMBERS_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "partnership": _("which partnership"),
            "began_at": _("since when"),
            "back_on": _("until about when, if somebody has said so"),
            "ended_at": _("when all were ready again"),
        },
    )
)
keep(
    Table(
        model=Answer,
        title=_("What you have answered unseen"),
        rows=Answer.objects.visible_to,
        why=_("so that a trial, a review or a new beginning takes effect when all have answered"),
        until=_("until all have answered, or the question has passed"),
        seen_by=YOU_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "partnership": _("which partnership"),
            "person": YOURS,
            "word": _("what you answered"),
            "at": _("when"),
        },
    )
)
keep(
    Table(
        model=Quiet,
        title=_("How long you may be silent"),
        rows=lambda person: Quiet.objects.filter(person=person),
        why=_("so that others read that you are not reachable, and not that you owe an answer"),
        until=UNTIL_YOU_LEAVE,
        seen_by=OPERATOR_ONLY,
        fields={"id": NUMBER, "person": YOURS, "days": _("how many days")},
    )
)
