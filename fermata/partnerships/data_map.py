"""What is kept about who works with whom."""

from django.utils.translation import gettext_lazy as _

from fermata.core.data_map import MEMBERS_AND_OPERATOR, NUMBER, YOU_AND_OPERATOR, YOURS, Table, keep
from fermata.partnerships.models import Goodbye, Invitation, Membership, Partnership, Proposal, Signature

TO_WORK = _("so that you two can work together, and everybody else is kept out")
UNTIL_BOTH_LEFT = _("until both of you have left it")

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
        fields={"id": NUMBER, "space": _("the space you two share"), "formed_at": _("when you both had said yes")},
    )
)
keep(
    Table(
        model=Membership,
        title=_("Your place in them"),
        rows=lambda person: Membership.objects.filter(person=person),
        why=TO_WORK,
        until=_("until both of you have left it, or you delete your account"),
        seen_by=MEMBERS_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "partnership": _("which partnership"),
            "person": YOURS,
            "left_at": _("when you left it"),
        },
    )
)
keep(
    Table(
        model=Goodbye,
        title=_("Partnerships that have ended"),
        rows=lambda person: Goodbye.objects.filter(partnership__in=Partnership.objects.visible_to(person)),
        why=_("so that both know it is over; no name and no reason are kept"),
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
        why=_("so that both sign the same words"),
        until=UNTIL_BOTH_LEFT,
        seen_by=MEMBERS_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "partnership": _("which partnership"),
            "number": _("which version"),
            "item": _("where the sealed words lie"),
            "digest": _("a salted digest of the words, from which they cannot be guessed"),
            "proposed_at": _("when it was put forward"),
            "in_force_at": _("when both had signed"),
        },
    )
)
keep(
    Table(
        model=Signature,
        title=_("Your signatures"),
        rows=lambda person: Signature.objects.filter(person=person),
        why=_("so that your partner can be sure it was you who said yes"),
        until=_("until both of you have left the partnership; after you delete your account only under your number"),
        seen_by=MEMBERS_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "proposal": _("which version of which agreement"),
            "person": YOURS,
            "proof": _("the signature itself, which your partner's browser checks"),
            "signed_at": _("when you signed"),
            "withdrawn_at": _("when you took it back"),
        },
    )
)
