"""The letters of this room. None says more than its reader needs to go on."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from fermata.core.ids import new_id
from fermata.core.models import Letter
from fermata.people.models import Person
from fermata.programmes import charter_words
from fermata.programmes.models import Announcement, Charter, Programme
from fermata.programmes.rules import GUEST_DAYS

LONGEST_NAMED = 400


class Invitation:
    """The same letter for many: put together once, addressed often."""

    def __init__(self, programme: Programme, *, charter: Charter | None) -> None:
        with override(_language_of_guests(programme)):
            self.subject = _("An invitation to peer coaching")
            body = _(
                "{organisation} offers peer coaching: two people of equal standing who take turns thinking about what "
                "is on their minds. Half the time is yours. It is voluntary.\n\n"
                "Programme: {programme}\n\n"
                "What is promised, and what will and will not be seen, you can read before you are asked anything:\n\n"
                "{link}\n\n"
                "Would you like to ask somebody first, or to know whether this letter is genuine? The guardian of the "
                "programme stands outside the line of management:\n\n"
                "{guardian}\n\n"
                "The link works for {days} days. If you would rather not, you need do nothing. "
                "Nobody is told, and no reminder will come."
            )
        said = {
            "organisation": programme.organisation,
            "programme": programme,
            "days": GUEST_DAYS,
            "guardian": _guardian(charter),
        }
        before, after = (part.format(**said) for part in body.split("{link}"))
        way, rest = reverse("open_programme", args=["LINK"]).split("LINK")
        self.before, self.after = f"{before}{settings.URL}{way}", f"{rest}{after}"

    def body_with(self, token: str) -> str:
        return f"{self.before}{token}{self.after}"


def _guardian(charter: Charter | None) -> str:
    """Whom anybody can turn to, as the charter in force says it in public."""
    named = str(charter.words.get("guardian", "")) if charter else ""
    return Truncator(named.strip()).chars(LONGEST_NAMED)


def _language_of_guests(programme: Programme) -> str:
    """Nobody knows yet what guests read: the language of the charter they are to read."""
    newest = programme.charters.order_by("number").last()
    return charter_words.language_of(newest.words) if newest else settings.LANGUAGE_CODE


def news(found: Announcement, *, to: Person, now: datetime) -> Letter:
    """That there is something to read; what it is stands on the programme's page, for those who take part."""
    with override(to.language):
        return _news(found, to=to.email, now=now)


def _news(found: Announcement, *, to: str, now: datetime) -> Letter:
    said = {
        Announcement.About.CHARTER: _("The promises of {programme} are to change. What is different is shown here:"),
        Announcement.About.SWITCH: _(
            "Something the software keeps to in {programme} was switched on or off. Read here what it was:"
        ),
        Announcement.About.END: _(
            "{programme} has ended. Its organisers see nothing of it any more. "
            "Your partnerships go on as long as both of you like. More is here:"
        ),
        Announcement.About.OFFER: _(
            "Whoever runs this site made a link by which one more person can look after {programme}. "
            "Who does, and what they can see, is here:"
        ),
    }
    name = "roles" if found.about == Announcement.About.OFFER else "programme"
    page = settings.URL + reverse(name, args=[found.programme_id])
    body = said[Announcement.About(found.about)].format(programme=found.programme) + f"\n\n{page}\n\n"
    return _letter(to=to, subject=_("News of your programme"), body=body + _("You need do nothing."), now=now)


def _letter(*, to: str, subject: str, body: str, now: datetime) -> Letter:
    return Letter(to=to, subject=subject, body=body, message_id=f"<{new_id().hex}@fermata>", made_at=now)
