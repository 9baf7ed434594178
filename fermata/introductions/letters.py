"""The letters of this room. They name nobody, and say no more than that there is something to read."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from fermata.people.models import Person


def write_to(person: Person) -> None:
    """One letter when somebody is put to this person, and one when all have said yes. None for anything else."""
    subject, body = words_for(person)
    EmailMessage(subject, body, to=[person.email]).send()


def words_for(person: Person) -> tuple[str, str]:
    with override(person.language):
        return _("Something new for you in Fermata"), _(
            "There is something new on your page about finding a partner:\n\n{site}/introductions/\n\n"
            "Read it when you have a moment. If you would rather not, you need do nothing."
        ).format(site=settings.URL)
