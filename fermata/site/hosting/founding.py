"""Organisations and organisers, made by whoever runs the installation: `fermata organisation`, `fermata organiser`."""

import typer
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse

from fermata.core.clock import now
from fermata.programmes.actions.founding import found_organisation
from fermata.programmes.actions.roles import offer
from fermata.programmes.models import Programme
from fermata.site.hosting import executor
from fermata.site.hosting.commands import one_sentence, screen
from fermata.site.hosting.sentences import CannotGoOn


def found(name: str, *, programme: str) -> None:
    _refuse_without_database()
    _offer_organiser(found_organisation(name=name, programme=programme, now=now()))


def make_organiser(programme: str) -> None:
    _refuse_without_database()
    try:
        _offer_organiser(Programme.objects.get(pk=programme, ended_at=None))
    except (Programme.DoesNotExist, ValidationError):
        screen.print("There is no such programme, or it has ended.")
        raise typer.Exit(code=1) from None


def _refuse_without_database() -> None:
    """Whoever writes by a command sees where, and does not find out by a traceback that nothing is there."""
    screen.print(f"Data folder: {settings.DATA}", markup=False)
    with one_sentence():
        if not executor.is_up_to_date():
            raise CannotGoOn(
                "There is no database of this version yet. Start `fermata serve` first, or `fermata upgrade`; "
                "or name the folder you mean with FERMATA_DATA."
            )


def _offer_organiser(programme: Programme) -> None:
    offered = offer(programme, kind="organiser", by=None, now=now())
    screen.print(f"\n  {programme.organisation}: {programme}", markup=False)
    if programme.opened_at is not None:
        screen.print("  Everybody who takes part gets a letter that this was done.")
    screen.print(f"  If people find this place at another address than {settings.URL}, name it with FERMATA_URL.")
    screen.print("  Open this link, or send it to whoever will organise it. It works once, for fourteen days:\n")
    print(settings.URL + reverse("open_role", args=[offered.token]))  # noqa: T201  # the answer, for other programs too
