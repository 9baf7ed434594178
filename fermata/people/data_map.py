"""What is kept about who somebody is and how they sign in."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from fermata.core.data_map import (
    MEMBERS_AND_OPERATOR,
    NUMBER,
    OPERATOR_ONLY,
    UNTIL_YOU_LEAVE,
    YOU_AND_OPERATOR,
    YOURS,
    Kept,
    Table,
    about_nobody,
    keep,
)
from fermata.people.models import Person

keep(
    Table(
        model=Person,
        title=_("You"),
        rows=lambda person: Person.objects.filter(pk=person.pk),
        why=_("so that you can sign in, and your partner knows who is there"),
        until=UNTIL_YOU_LEAVE,
        seen_by=YOU_AND_OPERATOR,
        fields={
            "id": Kept(
                what=_("your number, drawn at random; its first part tells when you joined"),
                why=_("so that everything of yours can be found, and so that partners’ browsers can tell you apart"),
                until=_(
                    "until you delete your account; in the chain of public seals it stays, without name or address"
                ),
                seen_by=MEMBERS_AND_OPERATOR,
            ),
            "email": _("your e-mail address, to which codes are sent"),
            "display_name": Kept(
                what=_("the name you chose"),
                why=_("so that others know what to call you"),
                until=UNTIL_YOU_LEAVE,
                seen_by=_("you, your partners, everybody who holds an invitation of yours, and whoever runs this site"),
            ),
            "language": _("the language you read"),
            "time_zone": Kept(
                what=_("the time zone you live in"),
                why=_("so that every hour is shown to each of you as it is where you are"),
                until=UNTIL_YOU_LEAVE,
                seen_by=MEMBERS_AND_OPERATOR,
            ),
            "usual_hours": Kept(
                what=_("your usual hours in a week"),
                why=_("so that an hour is found that suits everybody, and a partner with hours like yours"),
                until=UNTIL_YOU_LEAVE,
                seen_by=_("you, whoever runs this site, and in a programme those you chose beside the field"),
            ),
            "joined_at": _("when you joined"),
            "last_login": _("when you last signed in"),
            "is_active": _("that your account is open"),
        },
    )
)
keep(
    Table(
        model=EmailAddress,
        title=_("Your e-mail address"),
        rows=lambda person: EmailAddress.objects.filter(user=person),
        why=_("so that a code can be sent to you"),
        until=UNTIL_YOU_LEAVE,
        seen_by=YOU_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "user": YOURS,
            "email": _("the address"),
            "verified": _("that you have shown it is yours"),
            "primary": _("that it is the one letters go to"),
        },
    )
)
keep(
    Table(
        model=EmailConfirmation,
        title=_("Addresses you were to confirm"),
        rows=lambda person: EmailConfirmation.objects.filter(email_address__user=person),
        why=_("the sign-in software has this table; we put nothing into it"),
        until=UNTIL_YOU_LEAVE,
        seen_by=YOU_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "email_address": _("which address"),
            "created": _("when it was asked for"),
            "sent": _("when it was sent"),
            "key": _("the secret in the letter"),
        },
        secret=frozenset({"key"}),
    )
)
keep(
    Table(
        model=Authenticator,
        title=_("Your passkeys"),
        rows=lambda person: Authenticator.objects.filter(user=person),
        why=_("so that you can sign in with one touch"),
        until=_("until you remove the passkey or delete your account"),
        seen_by=YOU_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "user": YOURS,
            "type": _("that it is a passkey"),
            "data": _("the name you gave it and its public half; the secret half never leaves your device"),
            "created_at": _("when you added it"),
            "last_used_at": _("when you last signed in with it"),
        },
    )
)
keep(
    Table(
        model=UserSession,
        title=_("Where you are signed in"),
        rows=lambda person: UserSession.objects.filter(user=person),
        why=_("so that you can see where you are signed in, and end it"),
        until=_("until you sign out there, or for 14 days"),
        seen_by=YOU_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "user": YOURS,
            "created_at": _("when you signed in"),
            "ip": _("the network you came from, without its last part"),
            "last_seen_at": _("the same moment again; later visits are not noted"),
            "session_key": _("the secret your browser shows with each page"),
            "user_agent": _("what your browser said it is"),
            "data": _("always empty here"),
        },
        secret=frozenset({"session_key"}),
    )
)
keep(
    Table(
        model=Session,
        title=_("What is remembered from page to page"),
        rows=lambda person: Session.objects.filter(
            session_key__in=UserSession.objects.filter(user=person).values("session_key")
        ),
        why=_("so that you stay signed in from one page to the next"),
        until=_("until you sign out there, or for 14 days; of an unfinished sign-in, 20 minutes"),
        seen_by=OPERATOR_ONLY,
        fields={
            "session_key": _("the secret your browser shows with each page"),
            "session_data": _("that it is you, how and when you signed in, and messages not yet shown to you"),
            "expire_date": _("when it ends by itself"),
        },
        secret=frozenset({"session_key", "session_data"}),
    )
)

about_nobody(ContentType, since=_("names of tables, which the framework keeps for itself"))
about_nobody(Permission, since=_("nobody has special permissions here; the framework has the table"))
about_nobody(Group, since=_("nobody is put into groups here; the framework has the table"))
