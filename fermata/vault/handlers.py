"""What the vault does when a person comes or goes."""

from fermata.core.events import on
from fermata.people.events import PasskeyRemoved, PersonJoined, PersonLeaving
from fermata.vault.actions import make_own_space
from fermata.vault.models import Space, WayIn


@on(PersonJoined)
def give_a_space(event: PersonJoined) -> None:
    make_own_space(event.person)


@on(PasskeyRemoved)
def forget_what_it_opened(event: PasskeyRemoved) -> None:
    """A passkey that no longer signs in shall not open the space either."""
    event.person.ways_in.filter(method=WayIn.Method.PASSKEY, credential=event.credential).delete()


@on(PersonLeaving)
def forget_locked_files(event: PersonLeaving) -> None:
    """Ways in, drafts and the own space go. What was shared stays with whoever is still there (see partnerships)."""
    event.person.ways_in.all().delete()
    event.person.drafts.all().delete()
    Space.objects.filter(kind=Space.Kind.OWN, keepers__person=event.person).delete()
