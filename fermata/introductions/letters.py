"""The letters of this room. They name nobody, and say no more than that there is something to read."""

from collections.abc import Sequence
from datetime import datetime
from email.utils import make_msgid
from functools import cache

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from fermata.core.models import Letter
from fermata.people.models import Person


def write_to(person: Person) -> None:
    """One letter when somebody is put to this person, and one when all have said yes. None for anything else."""
    subject, body = words_for(person.language)
    EmailMessage(subject, body, to=[person.email]).send()


def letters_to(people: Sequence[tuple[str, str]], *, now: datetime) -> None:
    """The same letter for many: addresses, and the language of each."""
    Letter.objects.bulk_create(
        Letter(to=address, subject=subject, body=body, message_id=make_msgid(domain="fermata"), made_at=now)
        for address, (subject, body) in ((to, words_for(language)) for to, language in people)
    )


@cache
def words_for(language: str) -> tuple[str, str]:
    with override(language):
        return _("Something new for you in Fermata"), _(
            "There is something new on your page about finding a partner:\n\n{site}/introductions/\n\n"
            "Read it when you have a moment. If you would rather not, you need do nothing."
        ).format(site=settings.URL)
